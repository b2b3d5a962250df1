"""The database in a file and back: SQLite by its online copy, PostgreSQL by pg_dump and psql in one transaction."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection, connections

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.sql"}


class DatabaseFailed(Exception):
    """The database could not be copied or replaced; the message says why. What was there is untouched."""


def file_name() -> str:
    """Return what the database's file is called, by its kind."""
    return FILES[connection.vendor]


def dump(target: Path) -> None:
    """Write a copy of the database as it is at one moment, while the site goes on; raises DatabaseFailed."""
    if connection.in_atomic_block:
        # SQLite would wait for the transaction for ever, and PostgreSQL's program would not see it.
        raise DatabaseFailed("a copy can't be made in the middle of a transaction")
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
        target.chmod(0o600)
        return
    _run("pg_dump", "--no-owner", "--no-privileges", "--file", str(target), _name())


def check(source: Path, vendor: str) -> None:
    """Raise DatabaseFailed unless the file is a whole database of the kind that this site has."""
    if vendor != connection.vendor:
        raise DatabaseFailed(f"the archive holds a {vendor} database, this site has {connection.vendor}")
    if vendor == "sqlite":
        try:
            with closing(sqlite3.connect(source)) as database:
                answer = database.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise DatabaseFailed(f"the database in the archive can't be read: {error}") from None
        if answer != "ok":
            raise DatabaseFailed(f"the database in the archive is damaged: {answer}")


def load(source: Path) -> None:
    """Put the database of a file in the place of today's, all or nothing; raises DatabaseFailed."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        try:
            with closing(sqlite3.connect(source)) as copy:
                copy.backup(connection.connection)
        except sqlite3.Error as error:
            raise DatabaseFailed(f"the database could not be replaced ({error}); is the site stopped?") from None
        connections.close_all()
        return
    connections.close_all()
    anew = ["-c", "DROP SCHEMA public CASCADE", "-c", "CREATE SCHEMA public", "-f", str(source)]
    _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "-v", "ON_ERROR_STOP=1", *anew, _name())


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs against our database."""
    if shutil.which(program) is None:
        raise DatabaseFailed(f"{program} is not installed (Debian: apt-get install postgresql-client)")
    # The password goes by the environment: arguments are seen by everybody on the machine.
    own = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    environ = {**os.environ, **{name: str(value) for key, name in own.items() if (value := _setting(key))}}
    done = subprocess.run([program, *arguments], env=environ, capture_output=True, text=True, umask=0o077)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise DatabaseFailed(f"{program}: {lines[0]}")


def _setting(key: str) -> object:
    return connection.settings_dict.get(key)
