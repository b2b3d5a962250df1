"""Bring a data folder up to date: catalogues, database, static files, initial content, an administrator."""

import fcntl
import hashlib
import io
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tools import messages


class Trouble(Exception):
    """A condition that the person at the keyboard can mend, as one sentence."""


def prepare(data_folder: Path, static_files: bool = True) -> None:
    """Do every step that is not done yet, telling what is done.

    Takes the data folder (writable) and whether static files are collected; raises Trouble with one sentence
    when the settings or the database do not allow it. Django is set up afterwards.
    """
    with (data_folder / "start.lock").open("w") as lock:
        # Two starts at once on one folder: the second waits, and then finds everything done.
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            messages.compile_catalogues()
        except messages.CatalogueBroken as error:
            raise Trouble(str(error)) from None
        set_up_django()
        from django.core.management import CommandError, call_command
        from django.db import DatabaseError, connection

        try:
            connection.ensure_connection()
            with collecting_static_files() if static_files else nullcontext():
                migrate()
            # Loading makes the pictures by rendering each page, which names its static files.
            call_command("load_initial_content")
            make_administrator()
        except DatabaseError as error:
            raise Trouble(f"the database does not answer as it should: {first_line(error)}") from None
        except CommandError as error:
            raise Trouble(first_line(error)) from None
        finally:
            connection.close()


def first_line(error: Exception) -> str:
    """Return an exception's first line, or its name when it says nothing."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def set_up_django() -> None:
    """Load the settings and the apps; raise Trouble when the settings refuse the environment."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Trouble(f"the settings refuse this environment: {first_line(error)}") from None
    except ValueError as error:
        if "environs" not in f"{type(error).__module__} {type(error.__cause__).__module__}":
            raise
        raise Trouble(f"the settings refuse this environment: {first_line(error)}") from None


class Progress(io.StringIO):
    """A stream that counts how often a word is written to it, and shows the count as progress."""

    def __init__(self, word: str, total: int, say: Callable[[int, int], str]) -> None:
        super().__init__()
        self.word, self.total, self.say, self.done = word, total, say, 0

    def write(self, text: str) -> int:
        """Count one step when the text holds the word."""
        if self.word in text:
            self.done += 1
            if sys.stdout.isatty():
                print(f"\r{self.say(self.done, self.total)}", end="", flush=True)
            elif self.done == 1 or self.done == self.total or self.done % 100 == 0:
                print(self.say(self.done, self.total), flush=True)
        return super().write(text)

    def finish(self) -> None:
        """End the line of progress on a terminal."""
        if self.done and sys.stdout.isatty():
            print()


def migrate() -> None:
    """Apply what migrations there are; with none left, only Django's own after-care runs, and quietly."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    total = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    progress = Progress("  Applying ", total, lambda done, all_: f"Database: migration {done} of {all_}")
    call_command("migrate", interactive=False, stdout=progress, verbosity=1 if total else 0)
    progress.finish()


@contextmanager
def collecting_static_files() -> Iterator[None]:
    """Collect the static files beside the block, in a process of their own, unless they are those of last time.

    Raises Trouble when that fails; the process is gone when the block is left.
    """
    from django.conf import settings

    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(f"{root.name}.stamp")
    state = static_state()
    if root.is_dir() and stamp.is_file() and stamp.read_text() == state:
        yield
        return
    print("Collecting static files meanwhile", flush=True)
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    # A signal waits until the process is known, so that it can be ended.
    held_back = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, held_back)
        yield
        output, _ = process.communicate()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    if process.returncode:
        lines = output.decode(errors="replace").strip().splitlines() or [f"exit code {process.returncode}"]
        raise Trouble(f"static files could not be collected: {lines[-1]}")
    stamp.write_text(state)


def static_state() -> str:
    """Return a digest that changes whenever a static file, or how they are stored, does."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    state = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list(None), key=lambda found: found[0]):
            place = Path(storage.path(path))
            about = place.stat()
            # What is built lies in the data folder, wherever that is.
            shown = place.relative_to(settings.DATA_DIR) if place.is_relative_to(settings.DATA_DIR) else place
            state.update(f"{path} {shown} {about.st_size} {about.st_mtime_ns}\n".encode())
    return state.hexdigest()


def make_administrator() -> None:
    """Make the administrator of DJANGO_SUPERUSER_…, or else one with a random password, printed once.

    Raises Trouble when only one of name and password is set. Does nothing when that user, or without those
    variables any administrator, exists.
    """
    from django.contrib.auth import get_user_model

    users = get_user_model()
    name = os.environ.get("DJANGO_SUPERUSER_USERNAME", "")
    password = os.environ.get("DJANGO_SUPERUSER_PASSWORD", "")
    if bool(name) != bool(password):
        raise Trouble("set DJANGO_SUPERUSER_USERNAME and DJANGO_SUPERUSER_PASSWORD both, or neither")
    manager: Any = users._default_manager
    if name:
        if not manager.filter(**{users.USERNAME_FIELD: name}).exists():
            email = os.environ.get("DJANGO_SUPERUSER_EMAIL", "")
            manager.create_superuser(name, email, password)
            print(f"Administrator: {name}, with the password from the environment", flush=True)
    elif not manager.filter(is_superuser=True, is_active=True).exists():
        password = "-".join(
            "".join(secrets.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(5)) for _ in range(4)
        )
        manager.create_superuser("admin", "", password)
        print(f"Administrator: admin, password {password} (shown this once)", flush=True)
