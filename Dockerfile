# The production image: web, and the worker with `python manage.py worker` as its command. With each release, run the
# migrations first, once:
#   docker run --rm --env-file … -v data:/data IMAGE python manage.py migrate
# Needs SITE_URL=https://… and SECRET_KEY; DATABASE_URL for PostgreSQL; /data holds what must survive.

FROM python:3.11-slim-bookworm AS base
ENV PYTHONUTF8=1 \
    LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=fællessekretariat.settings

FROM base AS build
RUN python3 -m venv /venv
COPY requirements/runtime.txt /tmp/runtime.txt
RUN /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/runtime.txt
COPY . /site
WORKDIR /site
# Both are files of the release, not of the data: the running site only reads them.
RUN /venv/bin/python -m tools.messages compile \
    && DATA_DIR=/build /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && mv /build/static /static \
    && chmod -R a+rX /static \
    && rm -rf /build tools

FROM base
RUN groupadd --gid 10001 site \
    && useradd --uid 10001 --gid site --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin site \
    && install --directory --owner site --group site --mode 0750 /data
COPY --from=build /venv /venv
COPY --from=build /site /site
COPY --from=build /static /static
ENV PATH=/venv/bin:$PATH \
    DATA_DIR=/data \
    STATIC_ROOT=/static \
    HOST=0.0.0.0 \
    PORT=8000
WORKDIR /site
USER site
VOLUME /data
EXPOSE 8000
# Whether the process answers; a monitor asks /healthz/ready, which tells what is wrong with the rest.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-m", "fællessekretariat.healthcheck"]
CMD ["gunicorn", "--config", "gunicorn.conf.py", "fællessekretariat.wsgi:application"]
