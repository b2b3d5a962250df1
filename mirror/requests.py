"""Ask the site for a page as a visitor without a session would, in this process."""

import io
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application


def environ_for(path: str) -> dict[str, Any]:
    """Return the WSGI environment (PEP 3333) of a GET at the address of SITE_URL; the path may be percent-encoded."""
    site = urlsplit(settings.SITE_URL)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": site.netloc,
        "HTTP_USER_AGENT": "mirror",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if site.scheme == "https" and settings.SECURE_PROXY_SSL_HEADER:
        header, value = settings.SECURE_PROXY_SSL_HEADER
        environ[header] = value
    return environ


def is_sites_own(environ: dict[str, Any]) -> bool:
    """Whether a request asks for the site by the host and scheme of SITE_URL."""
    site = urlsplit(settings.SITE_URL)
    header = settings.SECURE_PROXY_SSL_HEADER
    is_secure = environ.get("wsgi.url_scheme") == "https" or bool(header and environ.get(header[0]) == header[1])
    return environ.get("HTTP_HOST") == site.netloc and is_secure == (site.scheme == "https")


@dataclass
class Answer:
    """What the site answers: status, headers by name in lower case, the whole body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()


@cache
def _handler() -> WSGIHandler:
    return get_wsgi_application()


def ask(path: str) -> Answer:
    """Return the site's answer to a visitor who asks for a path."""
    heard: list[Any] = []
    body = _handler()(environ_for(path), lambda status, headers, *_: heard.extend((status, headers)))
    try:
        content = b"".join(body)
    finally:
        body.close()
    status, headers = heard
    return Answer(int(status.split()[0]), {name.lower(): value for name, value in headers}, content)
