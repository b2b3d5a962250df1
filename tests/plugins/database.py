"""The migrated and filled SQLite database of the tests: made once, then copied, for every run and parallel worker.

Two hundred migrations and the initial content take longer than most runs. What they make is kept in pytest's cache
under a digest of what it is made from; a copy is still migrated, which brings groups and permissions up to date.
`python -m tests.plugins.database` makes one.
"""

import fcntl
import hashlib
import io
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

DATABASE, MEDIA = "db.sqlite3", "media"
SETTINGS = "fællessekretariat.settings"
# Work is done where it is enqueued.
AT_ONCE = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "mail", "long"],
    }
}
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


def make_database(kept: Path) -> None:
    """Put a filled database and its files by under a folder's name, in a process of its own; older ones go.

    Raises CalledProcessError, after the process has printed what is wrong.
    """
    made = kept.with_name(f"{kept.name}.unfinished")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    own = {"DATA_DIR": str(made), "SITE_URL": "http://localhost:8000", "DJANGO_SETTINGS_MODULE": SETTINGS}
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | own
    subprocess.run([sys.executable, "-m", "tests.plugins.database"], cwd=settings.BASE_DIR, env=environ, check=True)
    for old in kept.parent.iterdir():
        if old.is_dir() and old != made:
            shutil.rmtree(old)
    made.rename(kept)


def known_database() -> Path:
    """Return the folder of today's filled database; of several that ask for it at once, the first makes it."""
    kept = kept_database()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with (kept.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.is_dir():
            make_database(kept)
    return kept


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


@pytest.fixture(scope="session")
def filling(test_settings: Path) -> bool:
    """Whether the test database, when it is made, holds the initial content already: on SQLite, where it is a copy."""
    if connection.vendor != "sqlite":
        return False
    fill_from(known_database())
    return True


def main() -> None:
    """Make a filled database in the data folder that the environment names."""
    django.setup()
    with override_settings(TASKS=AT_ONCE):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_initial_content", stdout=io.StringIO())
    # One file: what the log of changes holds is written into it.
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    main()
