"""The mirror's files: written whole or not at all, erased everywhere at once. Knows no database."""

import errno
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import brotli
from django.utils.text import compress_string

from mirror import locking
from mirror.paths import (
    SUFFIXES,
    error_file,
    generations,
    is_page_path,
    last_good,
    make_folder,
    page_file,
    pages_below,
    root,
)

# Pages above this are served, but not kept; a disk with less room than that is left to others.
LARGEST, LEAST_ROOM = 2_000_000, 64_000_000
# More addresses than a site of this kind has; whoever makes up more finds them rendered, not kept.
MOST_PAGES = 20_000
# Enough for a page that somebody waits for; 11 takes twenty times as long for a twentieth less.
BROTLI = 5
FILE_MODE = 0o644

_kept: dict[str, int] = {}


def target() -> str | None:
    """Return the name of the generation that visitors read; None while there is none."""
    try:
        return os.readlink(root() / "current")
    except OSError:
        return None


def cut() -> None:
    """Take the link away: from now on every page is rendered. Raises OSError when that can't be done."""
    link = root() / "current"
    if link.is_dir() and not link.is_symlink():
        # Somebody copied the folder and followed the link.
        put_aside([link])
    link.unlink(missing_ok=True)


def link(name: str, since: float, ends: float) -> None:
    """Let visitors read a generation, right from one moment until another; for who holds the lock alone."""
    folder = make_folder(root() / name)
    _write(folder / ".time", f"{since!r} {ends!r}".encode())
    temporary = make_folder(root() / "tmp") / uuid4().hex
    temporary.symlink_to(name)
    temporary.replace(root() / "current")


def time_of(name: str) -> tuple[float, float]:
    """Return from when until when a generation is right; never, when its file can't be read."""
    try:
        since, ends = (root() / name / ".time").read_text().split()
        return float(since), float(ends)
    except (OSError, ValueError):
        return 0.0, 0.0


def is_in_time(name: str) -> bool:
    """Whether a generation is right at this moment."""
    since, ends = time_of(name)
    return since <= now() < ends


def now() -> float:
    """Return the moment, in seconds since 1970."""
    return time.time()


def version() -> str:
    """Return which version rendered the files, "" when there are none."""
    try:
        return (root() / "version").read_text()
    except OSError:
        return ""


def last_change() -> int | None:
    """Return the number of the last change that this folder has followed; None when it is not known."""
    try:
        return int((root() / "followed").read_text())
    except (OSError, ValueError):
        return None


def note_last_change(number: int) -> None:
    """Note that this folder has followed the changes up to one. Raises OSError."""
    _write(root() / "followed", str(number).encode())


def claim(own: str) -> bool:
    """Put aside what another version rendered; return whether the folder is this one's now. Raises OSError."""
    if version() == own:
        return True
    # last-good stays: it is for times when nothing can be rendered. A power cut may have left empty files in it.
    for file in last_good().rglob("index.html*"):
        if not file.stat().st_size:
            file.unlink()
    with locking.alone(seconds=5) as is_alone:
        if not is_alone:
            return False
        cut()
        put_aside(generations())
        _write(root() / "version", own.encode())
    empty_trash()
    return True


def keep(name: str, path: str, html: bytes, own_version: str) -> bool:
    """Write a page that was rendered in a generation, if that still is the one visitors read; return whether it was.

    Raises OSError when the disk is full or can't be written.
    """
    if len(html) > LARGEST or _kept.get(name, 0) >= MOST_PAGES:
        return False
    if shutil.disk_usage(root()).free < LEAST_ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(root()))
    # The same file twice costs no room, and a page that did not change keeps its age.
    places = [page_file(last_good(), path), page_file(root() / name, path)]
    is_kept = _put(name, places, html, own_version)
    _kept[name] = _kept.get(name, 0) + is_kept
    return is_kept


def keep_error(name: str, status: int, html: bytes, own_version: str) -> bool:
    """Write an error page that was rendered in a generation, as keep does. Raises OSError."""
    return _put(name, [error_file(status)], html, own_version)


def _put(name: str, places: list[Path], html: bytes, own_version: str) -> bool:
    """Write a page to places, the first of which may have it already, while a generation is the one visitors read."""
    temporary = None if _read(places[0]) == html else _write_all(html, _next_second(places[0]))
    try:
        with locking.alone() as is_alone:
            if not (is_alone and target() == name and version() == own_version):
                return False
            for place in places:
                _install(temporary or places[0], place)
            return True
    except FileNotFoundError:
        # Erased in between.
        return False
    finally:
        if temporary is not None:
            for suffix in SUFFIXES:
                _beside(temporary, suffix).unlink(missing_ok=True)


def _install(source: Path, goal: Path) -> None:
    """Let files be found at a second place, each in one step."""
    make_folder(goal.parent)
    for suffix in reversed(SUFFIXES):
        temporary = make_folder(root() / "tmp") / uuid4().hex
        os.link(_beside(source, suffix), temporary)
        # POSIX leaves both names alone when they are the same file already.
        temporary.replace(_beside(goal, suffix))
        temporary.unlink(missing_ok=True)


def _next_second(last: Path) -> int:
    """Return the age of new content: whole seconds, and never the same for two versions of a page."""
    try:
        return max(int(time.time()), int(last.stat().st_mtime) + 1)
    except OSError:
        return int(time.time())


def _write_all(html: bytes, modified: int) -> Path:
    """Write a page and its compressed versions aside; return where."""
    place = make_folder(root() / "tmp") / uuid4().hex
    contents = (html, brotli.compress(html, mode=brotli.MODE_TEXT, quality=BROTLI), compress_string(html))
    for suffix, content in zip(SUFFIXES, contents, strict=True):
        _create(_beside(place, suffix), content)
        os.utime(_beside(place, suffix), (modified, modified))
    return place


def _write(file: Path, content: bytes) -> None:
    temporary = make_folder(root() / "tmp") / uuid4().hex
    _create(temporary, content)
    temporary.replace(file)


def _create(file: Path, content: bytes) -> None:
    # The process's umask is for its data; these files are public.
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            os.fchmod(opened.fileno(), FILE_MODE)
            opened.write(content)
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def erase(path: str) -> None:
    """Erase one page from every folder; it is wanted again. Raises OSError."""
    if not is_page_path(path):
        return
    for base in (*generations(), last_good()):
        for suffix in SUFFIXES:
            _beside(page_file(base, path), suffix).unlink(missing_ok=True)
    want([path])


def erase_all() -> None:
    """Erase every page from every folder; those there were are wanted again. Raises OSError."""
    lost = pages_below(last_good()) if last_good().is_dir() else []
    put_aside([*generations(), last_good(), root() / "errors"])
    empty_trash()
    want(lost)


def holds_pages() -> bool:
    """Whether any page is there, of whichever generation."""
    return any(pages_below(base) for base in (*generations(), last_good()))


def put_aside(folders: list[Path]) -> None:
    """Take folders out of the way, each in one step; empty_trash deletes them."""
    for folder in folders:
        if not folder.is_dir():
            continue
        try:
            folder.rename(make_folder(root() / "trash") / uuid4().hex)
        except FileNotFoundError:
            continue
        except OSError:
            # No room for the trash, say: file by file, then.
            shutil.rmtree(folder)


def empty_trash() -> None:
    """Delete what was put aside, and what a killed process left half written."""
    for folder in (root() / "trash").glob("*"):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (root() / "tmp").glob("*"):
        with suppress(OSError):
            if file.lstat().st_mtime < time.time() - 3600:
                file.unlink()


def want(paths: list[str]) -> None:
    """Note pages that are to be rendered again."""
    if paths:
        descriptor = os.open(root() / "wanted", os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
        with os.fdopen(descriptor, "w") as file:
            file.write("".join(f"{path}\n" for path in paths))


def take_wanted() -> list[str]:
    """Return the pages that are to be rendered again, each once, and forget them."""
    taken = root() / "tmp" / uuid4().hex
    try:
        (root() / "wanted").rename(taken)
        lines = taken.read_text().splitlines()
        taken.unlink()
    except OSError:
        return []
    return [path for path in dict.fromkeys(lines) if is_page_path(path)]


def prune() -> None:
    """Delete all generations but the one visitors read and the newest beside it."""
    current = target()
    others = [one for one in generations() if one.name != current]
    if current is not None and len(others) > 1:
        put_aside(others[:-1])
