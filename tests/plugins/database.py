"""The migrated and filled SQLite database of the tests: made once, then copied, for every run and parallel worker.

Two hundred migrations and the initial content take longer than most runs. What they make is kept in pytest's cache
under a digest of what it is made from; a copy is still migrated, which brings groups and permissions up to date.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

DATABASE, MEDIA = "db.sqlite3", "media"
# What the filled database is made from.
SOURCES = ["*/migrations/*.py", "*/*/migrations/*.py", "home/initial/**/*", "home/models/*.py", "publications/**/*.py"]
SOURCES += [
    "core/*.py",
    "core/danish/*.py",
    "search/*.py",
    "people/models/*.py",
    "news/models/*.py",
    "requirements/dev.txt",
    "tests/plugins/database.py",
]


def digest() -> str:
    """Return what changes whenever one of the sources does."""
    state = hashlib.sha256()
    for path in sorted({path for pattern in SOURCES for path in settings.BASE_DIR.glob(pattern) if path.is_file()}):
        if "__pycache__" not in path.parts and path.relative_to(settings.BASE_DIR).parts[0] not in (".venv", "var"):
            state.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    return state.hexdigest()[:32]


def kept_database() -> Path:
    """Return the folder in which today's filled database is kept, which may not be there yet."""
    return Path(settings.BASE_DIR) / ".pytest_cache" / "database" / digest()


def fill_from(kept: Path) -> None:
    """Let the next test database be made as a copy of the kept one, before it is migrated."""
    create = connection.creation._create_test_db

    def create_copy(*args: Any, **kwargs: Any) -> str:
        name: str = create(*args, **kwargs)
        # Stays open: a database in memory ends with its last connection.
        connection.creation.copied = target = sqlite3.connect(name, uri=True, check_same_thread=False)
        with closing(sqlite3.connect(kept / DATABASE)) as source:
            source.backup(target)
        return name

    connection.creation._create_test_db = create_copy
    shutil.copytree(kept / MEDIA, settings.MEDIA_ROOT, dirs_exist_ok=True)


def keep(kept: Path) -> None:
    """Put the database that stands now, and its files, by under a folder's name; older ones go."""
    made = kept.with_name(f"{kept.name}.unfinished")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    with closing(sqlite3.connect(made / DATABASE)) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    shutil.copytree(settings.MEDIA_ROOT, made / MEDIA)
    for old in kept.parent.iterdir():
        if old.is_dir() and old != made:
            shutil.rmtree(old)
    made.rename(kept)


class Filling:
    """The way to a filled database: a copy of the kept one, or else migrations and content, kept for the next."""

    def __init__(self) -> None:
        self.kept = kept_database()
        self.keeps = connection.vendor == "sqlite"
        self.lock = ExitStack()
        if self.keeps:
            # Of several workers one makes what the others copy.
            self.kept.parent.mkdir(parents=True, exist_ok=True)
            lock = self.lock.enter_context((self.kept.parent / "lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        self.known = self.keeps and self.kept.is_dir()
        if self.known:
            fill_from(self.kept)
            self.lock.close()

    def finish(self) -> None:
        """Load the initial content into a migrated database that doesn't have it."""
        if not self.known:
            call_command("load_initial_content")
            if self.keeps:
                keep(self.kept)
        self.lock.close()


@pytest.fixture(scope="session")
def filling(test_settings: Path) -> Iterator[Filling]:
    """What is asked for before the test database is made."""
    way = Filling()
    yield way
    way.lock.close()
