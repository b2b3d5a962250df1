"""Where things lie in the mirror's folder, and which addresses may have a file there."""

import re
from contextlib import suppress
from pathlib import Path

from django.conf import settings

# An address of a page: plain segments, each closed by a slash. No dots, no percent signs, nothing that could leave the
# folder or name one page in several ways.
SEGMENT, LONGEST, DEEPEST = re.compile(r"[A-Za-z0-9_-]{1,100}"), 240, 8
# What a file may be encoded as, the best first: the name in HTTP (RFC 9110, RFC 7932), the end of the file's name.
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
SUFFIXES = ("", *(suffix for _name, suffix in ENCODINGS))
ERRORS = (404, 500, 503)
# What a front server says without asking the application.
OF_FRONT = (400, 413)


def is_on() -> bool:
    """Whether pages are kept."""
    return bool(settings.MIRROR)


def root() -> Path:
    """Return the mirror's folder."""
    return Path(settings.MIRROR_ROOT)


def last_good() -> Path:
    """Return the folder with the newest rendering of each page."""
    return root() / "last-good"


def is_page_path(path: str) -> bool:
    """Whether an address may have a file."""
    if len(path) > LONGEST or path[:1] != "/" or path[-1:] != "/":
        return False
    parts = path.split("/")[1:-1]
    return len(parts) <= DEEPEST and all(map(SEGMENT.fullmatch, parts))


def query_counts(path: str, query: str) -> bool:
    """Whether what follows the question mark decides what an address shows; elsewhere it is ignored."""
    if not query:
        return False
    names = {part.partition("=")[0] for part in query.split("&")}
    return path.startswith(tuple(settings.MIRROR_QUERY_PATHS)) or not names.isdisjoint(settings.MIRROR_QUERY_NAMES)


def page_file(base: Path, path: str) -> Path:
    """Return the file of a page below a generation's folder or last-good; the address is one is_page_path allows."""
    return base / path.strip("/") / "index.html"


def error_file(status: int) -> Path:
    """Return the file of an error page."""
    return root() / "errors" / f"{status}.html"


def make_folder(folder: Path) -> Path:
    """Return a folder, made where it is missing, readable for a front server whatever the umask. Raises OSError."""
    if not folder.is_dir():
        make_folder(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir()
            folder.chmod(0o755)
    return folder


def pages_below(base: Path) -> list[str]:
    """Return the addresses that have a file below a folder."""
    found = (file.parent.relative_to(base).as_posix() for file in base.rglob("index.html"))
    return sorted("/" if place == "." else f"/{place}/" for place in found)


def generations() -> list[Path]:
    """Return the folders of generations, the oldest first."""
    folders = [one for one in root().glob("*-*T*") if one.is_dir() and not one.is_symlink()]
    return sorted(folders, key=lambda one: (int(one.name.split("-")[0]), one.name))
