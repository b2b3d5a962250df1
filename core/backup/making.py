"""Make a backup, and keep the newest of 14 days and of 8 weeks."""

import datetime as dt
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage, default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.backup import archive, database
from core.backup.leftovers import BACKUP_ROOM, Busy, archives_held, data_held
from core.deletions import log_file
from core.work import every_minute

NAME = re.compile(r"^site-(\d{8}T\d{6})Z\.tar\.gz\.age$")
STAMP = "%Y%m%dT%H%M%S"
DAYS, WEEKS = 14, 8
# The hour of the night, Danish time, after which the worker makes the day's backup.
HOUR = 3


class BackupFailed(Exception):
    """No backup was made; the message says why."""


class BackupRunning(BackupFailed):
    """No backup was made: one is being made, or restored, by another process."""


def stored_files(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the name of every file in a storage below a folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from stored_files(storage, f"{folder}{name}/")


def make_backup(folder: Path, key: str) -> Path:
    """Write a new archive into a folder and return its path; raises BackupFailed, leaving nothing half written."""
    try:
        archive.recipient(key)
    except archive.ArchiveRefused as error:
        raise BackupFailed(str(error)) from None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with data_held(), archives_held(folder):
            return _make(folder, key)
    except Busy as error:
        raise BackupRunning(str(error)) from None
    except (OSError, database.DatabaseFailed, archive.ArchiveRefused) as error:
        raise BackupFailed(str(error)) from error


def _make(folder: Path, key: str) -> Path:
    made_at = timezone.now().astimezone(dt.UTC)
    target = folder / f"site-{made_at.strftime(STAMP)}Z.tar.gz.age"
    part = target.with_suffix(".part")
    applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    manifest = archive.Manifest(made_at.isoformat(), connection.vendor, settings.SITE_URL, applied)
    try:
        with _dumped() as dumped, os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            archive.write(file, key, manifest, lambda writer: _fill(writer, dumped))
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return target


@contextmanager
def _dumped() -> Iterator[Path]:
    """Yield a copy of the database beside the data, for us alone, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix=BACKUP_ROOM, dir=settings.DATA_DIR) as room:
        copy = Path(room) / database.file_name()
        database.dump(copy)
        yield copy


def _fill(writer: archive.ArchiveWriter, dumped: Path) -> None:
    """Add the database first, then the files: one that came in between is too much, not too little."""
    for name, path in ((dumped.name, dumped), ("deletions.jsonl", log_file())):
        if path.exists():
            with path.open("rb") as file:
                writer.add(name, file, path.stat().st_size)
    for name in stored_files(default_storage):
        try:
            with default_storage.open(name) as file:
                writer.add(f"media/{name}", file, file.size)
        except FileNotFoundError:
            # Deleted since the folder was read.
            continue


def backups(folder: Path) -> list[tuple[dt.datetime, Path]]:
    """Return the archives in a folder with when they were made (UTC), newest first."""
    found = ((NAME.match(path.name), path) for path in folder.iterdir()) if folder.is_dir() else ()
    times = [(dt.datetime.strptime(match[1], STAMP).replace(tzinfo=dt.UTC), path) for match, path in found if match]
    return sorted(times, reverse=True)


def too_many(made: list[tuple[dt.datetime, Path]]) -> list[Path]:
    """Take archives, newest first; return those that are neither the newest of their day nor of their week.

    The last 14 days and 8 weeks that have one count; a site that stood still loses nothing by it.
    """
    days: dict[dt.date, Path] = {}
    weeks: dict[tuple[int, int], Path] = {}
    for moment, path in made:
        day = timezone.localtime(moment).date()
        days.setdefault(day, path)
        weeks.setdefault(day.isocalendar()[:2], path)
    kept = {*list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]}
    return [path for _moment, path in made if path not in kept]


def prune(folder: Path) -> list[Path]:
    """Delete what is too many in a folder; return what went."""
    gone = too_many(backups(folder))
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def has_todays(folder: Path) -> bool:
    """Whether a backup was made today already; one of later than now was made while the clock was ahead."""
    now = timezone.now()
    return any(
        moment <= now and timezone.localtime(moment).date() == timezone.localtime(now).date()
        for moment, _path in backups(folder)
    )


@every_minute
def nightly_backup() -> None:
    """Make the day's backup after three at night where BACKUP_DIR is set; of several workers, one does."""
    if not settings.BACKUP_DIR or timezone.localtime().hour < HOUR:
        return
    folder = Path(settings.BACKUP_DIR)
    if has_todays(folder):
        return
    with suppress(BackupRunning):
        make_backup(folder, settings.BACKUP_KEY)
        prune(folder)
