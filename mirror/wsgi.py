"""The layer around Django: kept pages are answered from their files, without Django and without the database."""

import os
from collections.abc import Callable, Iterable
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.http import http_date

from mirror import folder
from mirror.headers import page_headers
from mirror.paths import ENCODINGS, ERRORS, error_file, is_on, is_page_path, last_good, page_file, query_counts, root
from mirror.requests import is_sites_own

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

IN_NO_304 = ("Content-Type", "Content-Encoding", "Content-Length")


class Mirror:
    """A WSGI application (PEP 3333) that answers from files what it can, and asks another the rest."""

    def __init__(self, application: Application) -> None:
        self.application = application
        # The generation seen last, and its time.
        self.seen: tuple[str, tuple[float, float]] = ("", (0.0, 0.0))

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if not is_on():
            return self.application(environ, start_response)
        path = environ.get("PATH_INFO", "")
        if not is_for_everybody(environ, path):
            return self.ask(environ, start_response, None)
        if (base := self.current()) and (found := read(page_file(base, path), environ)):
            return answer(environ, start_response, "200 OK", *found)
        return self.ask(environ, start_response, page_file(last_good(), path))

    def current(self) -> Path | None:
        """Return the folder of the generation to read; None while there is none, or its time is over.

        A folder that can't be written can't be told of a change either, and isn't believed.
        """
        name = folder.target()
        if name is None or not os.access(root(), os.W_OK | os.X_OK):
            return None
        if self.seen[0] != name:
            self.seen = (name, folder.time_of(name))
        since, ends = self.seen[1]
        return root() / name if since <= folder.now() < ends else None

    def ask(self, environ: Environ, start_response: StartResponse, spare: Path | None) -> Iterable[bytes]:
        """Let the application answer; where the database is away, a spare page or a kept error page does."""
        heard: list[Any] = []
        body = self.application(environ, lambda *said: heard.append(said))
        (status, headers, *_), code = heard[-1], int(heard[-1][0][:3])
        if code in ERRORS[1:] and dict(headers).get("Content-Type", "").startswith("text/html"):
            close(body)
            if code == 503 and spare and (found := read(spare, environ)):
                return answer(environ, start_response, "200 OK", *found)
            if found := read(error_file(code), environ):
                again = [("Retry-After", "60")] if code == 503 else []
                return answer(environ, start_response, status, *found, again)
        start_response(*heard[-1])
        return body


def is_for_everybody(environ: Environ, path: str) -> bool:
    """Whether a request can be answered alike for everybody: GET or HEAD, a page's address, no session, our host."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and is_page_path(path)
        and not query_counts(path, environ.get("QUERY_STRING", ""))
        and not has_cookie(environ.get("HTTP_COOKIE", ""), settings.SESSION_COOKIE_NAME)
        and "HTTP_AUTHORIZATION" not in environ
        and is_sites_own(environ)
    )


def has_cookie(header: str, name: str) -> bool:
    """Whether a Cookie header (RFC 6265) has a cookie of that name."""
    return any(part.partition("=")[0].strip() == name for part in header.split(";"))


def read(file: Path, environ: Environ) -> tuple[bytes, str, float] | None:
    """Return a page's bytes, how they are encoded, and when they last changed; None when it isn't kept."""
    accepted = accepted_encodings(environ.get("HTTP_ACCEPT_ENCODING", ""))
    for encoding, suffix in (*ENCODINGS, ("", "")):
        if encoding and encoding not in accepted:
            continue
        try:
            with open(f"{file}{suffix}", "rb") as opened:
                if content := opened.read():
                    return content, encoding, os.fstat(opened.fileno()).st_mtime
        except OSError:
            continue
    return None


def accepted_encodings(header: str) -> set[str]:
    """Return what an Accept-Encoding header (RFC 9110, 12.5.3) names and does not refuse."""
    found = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "").rstrip("0.") not in ("q=", "q"):
            found.add(name.strip())
    return found


def answer(
    environ: Environ,
    start_response: StartResponse,
    status: str,
    content: bytes,
    encoding: str,
    modified: float,
    more: Iterable[tuple[str, str]] = (),
) -> Iterable[bytes]:
    """Send a file; 304 (RFC 9110, 13) to those who have it."""
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = [*page_headers(), ("Content-Length", str(len(content)))]
    headers += [("Content-Encoding", encoding)] if encoding else []
    if status.startswith("200"):
        headers += [("ETag", etag), ("Last-Modified", http_date(modified))]
        if is_known(environ, etag, modified):
            start_response("304 Not Modified", [one for one in headers if one[0] not in IN_NO_304])
            return []
    start_response(status, [*headers, *more])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]


def is_known(environ: Environ, etag: str, modified: float) -> bool:
    """Whether whoever asks has these bytes already."""
    if tags := environ.get("HTTP_IF_NONE_MATCH", ""):
        return tags.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
    try:
        return int(modified) <= parsedate_to_datetime(environ["HTTP_IF_MODIFIED_SINCE"]).timestamp()
    except (KeyError, ValueError, TypeError, OverflowError):
        return False


def close(body: Iterable[bytes]) -> None:
    """Close what won't be sent."""
    if hasattr(body, "close"):
        body.close()
