# Two images: web, which is also the worker with `python manage.py worker` as its command, and front, nginx before it.
# compose.yaml builds and runs both; docs/hosting.md says how. With each release the migrations run first, once.
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
# All are files of the release, not of the data: the running site only reads them. pip has done its work.
RUN /venv/bin/python -m tools.messages compile \
    && DATA_DIR=/build /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && mv /build/static /static \
    && rm -rf /build tools hosting \
    && /venv/bin/python -m compileall -q . \
    && chmod -R a+rX /static /site
# A third of what the packages bring is for others: sources of translations, tests, which town a number belongs to,
# services other than S3, dates in 200 languages, and what the build alone needed.
RUN packages=$(/venv/bin/python -c "import wagtail; print(wagtail.__path__[0] + '/..')") \
    && find "$packages" -name "*.po" -delete \
    && find "$packages" -type d -name tests -prune -exec rm -r {} + \
    && rm -r "$packages"/phonenumbers/geodata "$packages"/phonenumbers/carrierdata "$packages"/phonenumbers/tzdata \
    && find "$packages"/botocore/data -mindepth 1 -maxdepth 1 -type d ! -name s3 ! -name sts ! -name "sso*" -exec rm -r {} + \
    && find "$packages"/babel/locale-data ! -name root.dat ! -name "da*.dat" ! -name "en*.dat" -type f -delete \
    && /venv/bin/python -m pip uninstall --yes --quiet setuptools pip \
    && DATA_DIR=/tmp /venv/bin/python manage.py check

FROM debian:bookworm-slim AS front
# Debian's security updates come with each build; a pinned version would be gone from its archive by then.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends nginx-light curl tzdata \
    && rm -rf /var/lib/apt/lists/* /var/www/html /etc/nginx/sites-enabled \
    && groupadd --gid 10001 site \
    && useradd --uid 10002 --gid site --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin front \
    && install --directory --owner 10001 --group site --mode 0770 /logs
COPY --from=build /static /static
COPY hosting/nginx /hosting
ENV LANG=C.UTF-8 \
    TZ=Europe/Copenhagen \
    DATA_DIR=/data \
    STATIC_ROOT=/static \
    ACCESS_LOG_DIR=/logs
# In the group of what it reads, and nobody else.
USER 10002:10001
EXPOSE 8080 8443
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=30s --timeout=5s \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/healthz/live"]
CMD ["/hosting/start"]

FROM base AS web
# pg_dump and psql make and restore the backup.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 site \
    && useradd --uid 10001 --gid site --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin site \
    && install --directory --owner site --group site --mode 0750 /data \
    && install --directory --owner site --group site --mode 0770 /logs
COPY --from=build /venv /venv
COPY --from=build /site /site
COPY --from=build /static /static
ENV PATH=/venv/bin:$PATH \
    DATA_DIR=/data \
    STATIC_ROOT=/static \
    HOST=0.0.0.0 \
    PORT=8000
WORKDIR /site
USER 10001:10001
VOLUME /data
EXPOSE 8000
# Whether the process answers; a monitor asks /healthz/ready, which tells what is wrong with the rest.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-m", "fællessekretariat.healthcheck"]
CMD ["gunicorn", "--config", "gunicorn.conf.py", "fællessekretariat.wsgi:application"]
