"""The whole public site as a folder that any web server can serve, for the archive."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.template.loader import render_to_string

from mirror.crawl import BEGIN, REDIRECTS, addresses_in, crawl
from mirror.paths import ERRORS
from mirror.requests import Answer, environ_for

MANIFEST = "MANIFEST.sha256"
# A folder's address that is no page: what its file is called, so that a server knows its kind.
INDEX = {
    "application/rss+xml": "index.xml",
    "application/atom+xml": "index.xml",
    "application/xml": "index.xml",
    "application/feed+json": "index.json",
    "application/json": "index.json",
}
# For staff alone: left out.
STAFF = ("/admin/", "/django-admin/", "/_util/", "/static/wagtail")


class NotEmpty(Exception):
    """The folder has files in it; an export is never mixed with what was there."""


class SiteDown(Exception):
    """The site does not answer with its front page, so there is nothing to export."""


def export(goal: Path, say: Callable[[str], None] = lambda line: None) -> int:
    """Write the site into a folder that is empty or not there yet; return how many files were written.

    Takes a function that is told what goes on. Raises NotEmpty, SiteDown, and OSError where nothing can be written.
    """
    if goal.exists() and any(goal.iterdir()):
        raise NotEmpty
    goal.mkdir(parents=True, exist_ok=True)
    moved: dict[str, str] = {}
    names: set[str] = set()

    def put(path: str, answer: Answer | None, content: bytes) -> None:
        name = file_name(path, answer)
        if not (goal / name).resolve().is_relative_to(goal.resolve()):
            return
        write(goal / name, content)
        names.add(name)
        if name.endswith(("/index.xml", "/index.json")):
            moved[path] = f"/{name}"
        if len(names) % 50 == 0:
            say(f"{len(names)} files")

    errors = {status: error_page(status) for status in ERRORS}
    of_errors = (address for page in errors.values() for address in addresses_in(page, "/") if not is_living(address))
    for path, answer in crawl(skip=is_living, begin=tuple(dict.fromkeys([*BEGIN, *of_errors]))):
        if path == "/" and answer.status != 200:
            raise SiteDown(f"the front page answers with {answer.status}")
        if answer.status == 200 and is_public(answer):
            put(path, answer, answer.body)
        elif answer.status == 200:
            put(path, None, stand_in(f"{settings.SITE_URL}{path}"))
        elif answer.status in REDIRECTS:
            put(path, None, stand_in(own_path(answer.headers["location"])))
        else:
            say(f"left out: {path} ({answer.status})")
    # What shows something else for each question needs the living site, and a page in its place leads there.
    for path in settings.MIRROR_QUERY_PATHS:
        put(path, None, stand_in(f"{settings.SITE_URL}{path}"))
    for status, page in errors.items():
        write(goal / f"{status}.html", page.body)
        names.add(f"{status}.html")
    for name in names:
        if name.endswith(".html") and moved:
            write(goal / name, with_new_addresses((goal / name).read_bytes(), moved))
    write(goal / MANIFEST, "".join(f"{digest(goal / name)}  {name}\n" for name in sorted(names)).encode())
    return len(names)


def is_living(path: str) -> bool:
    """Whether an address needs the living site."""
    return path.startswith(STAFF) or path in settings.MIRROR_QUERY_PATHS


def error_page(status: int) -> Answer:
    """Return what is shown when there is nothing to show."""
    page = render_to_string(f"{status}.html", request=WSGIRequest(environ_for("/")))
    return Answer(200, {"content-type": "text/html"}, page.encode())


def digest(file: Path) -> str:
    """Return a file's SHA-256, read piece by piece."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def file_name(path: str, answer: Answer | None) -> str:
    """Return where an answer goes below the folder; None stands for a page that leads elsewhere."""
    plain = unquote(path).lstrip("/")
    if path.endswith("/"):
        return f"{plain}{INDEX.get(answer.kind, 'index.html') if answer else 'index.html'}"
    return plain if answer and answer.kind != "text/html" else f"{plain}/index.html"


def is_public(answer: Answer) -> bool:
    """Whether an answer is for everybody: a page for one visitor alone, or for one form, is not."""
    control = answer.headers.get("cache-control", "")
    return "no-store" not in control and not (answer.kind == "text/html" and "private" in control)


def own_path(location: str) -> str:
    """Return an address on this site as a path, another as it is."""
    parts = urlsplit(location)
    return parts.path if f"{parts.scheme}://{parts.netloc}" in (settings.SITE_URL, "://") else location


def stand_in(address: str) -> bytes:
    """Return a page that leads to an address: what a server of files can do in place of a redirect."""
    return render_to_string("mirror/stand_in.html", {"address": address}).encode()


def with_new_addresses(html: bytes, moved: dict[str, str]) -> bytes:
    """Return a page whose links lead to the files that had to be called otherwise."""

    def renamed(match: re.Match[bytes]) -> bytes:
        path = match[2].decode().removeprefix(settings.SITE_URL)
        return match[1] + moved.get(path, match[2].decode()).encode() + match[3]

    return re.sub(rb'(\shref=")([^"#?]+)(")', renamed, html)


def write(file: Path, content: bytes) -> None:
    """Write a file below the folder. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
