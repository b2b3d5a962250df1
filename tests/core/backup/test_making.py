"""When backups are made, which are kept, and what is said when none can be."""

import datetime as dt
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.core.management import CommandError, call_command

from core.backup.leftovers import BACKUP_ROOM, RESTORE_ROOM, data_held, sweep
from core.backup.making import NAME, STAMP, backups, nightly_backup, too_many
from tests.news.sign_ups import Clock


def named(moment: dt.datetime) -> tuple[dt.datetime, Path]:
    """An archive of a moment."""
    return moment, Path(f"site-{moment.strftime(STAMP)}Z.tar.gz.age")


def test_the_newest_of_fourteen_days_and_eight_weeks_stay() -> None:
    start = dt.datetime(2026, 11, 30, 3, tzinfo=dt.UTC)
    made = [named(start - dt.timedelta(hours=12 * step)) for step in range(400)]
    gone = set(too_many(made))
    kept = [moment for moment, path in made if path not in gone]
    assert len({moment.date() for moment in kept}) == len(kept)
    assert kept[:14] == [start, *(start - dt.timedelta(hours=24 * day - 12) for day in range(1, 14))]
    # Two of the eight weeks have their newest among the days already, this one and the last.
    assert len({moment.isocalendar()[:2] for moment in kept}) == 8
    assert all(moment.isoweekday() == 7 for moment in kept[14:])


def test_what_is_no_backup_of_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "noter.txt").touch()
    (tmp_path / "site-20261130T030000Z.tar.gz.part").touch()
    assert backups(tmp_path) == []
    assert NAME.match("site-20261130T030000Z.tar.gz.age")


def test_without_a_key_nothing_is_written(tmp_path: Path, settings: Any) -> None:
    with pytest.raises(CommandError, match="BACKUP_KEY is not set"):
        call_command("backup", to=tmp_path / "backups")
    settings.BACKUP_KEY = "age1nonsense"
    with pytest.raises(CommandError, match="no public key"):
        call_command("backup", to=tmp_path / "backups")
    assert not (tmp_path / "backups").exists()


def test_a_secret_key_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    call_command("backup", new_key=file, stdout=StringIO(), stderr=StringIO())
    before = file.read_text()
    with pytest.raises(CommandError, match="was not written"):
        call_command("backup", new_key=file)
    assert file.read_text() == before


@pytest.mark.usefixtures("outside_transactions")
def test_the_worker_makes_one_a_night(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BACKUP_DIR = str(tmp_path / "nightly")
    settings.BACKUP_KEY = str(pyrage.x25519.Identity.generate().to_public())
    clock = Clock(monkeypatch)
    clock.set(2026, 11, 30, 2, 30)
    nightly_backup()
    assert backups(tmp_path / "nightly") == []
    clock.set(2026, 11, 30, 3, 30)
    nightly_backup()
    clock.go(minutes=1)
    nightly_backup()
    assert len(backups(tmp_path / "nightly")) == 1
    clock.set(2026, 12, 1, 3, 30)
    nightly_backup()
    assert len(backups(tmp_path / "nightly")) == 2
    # A backup of a clock that was ahead is none of today's, and doesn't have one made each minute.
    (tmp_path / "nightly" / named(clock.at + dt.timedelta(days=400))[1]).touch()
    clock.set(2026, 12, 2, 3, 30)
    for _minute in range(3):
        nightly_backup()
        clock.go(minutes=1)
    assert len(backups(tmp_path / "nightly")) == 4


KILLED = """
import os, signal
from pathlib import Path
from django.conf import settings
from core.backup import archive, making
archive.write = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
making.make_backup(Path(settings.DATA_DIR) / "backups", settings.BACKUP_KEY)
"""


def lying_about(folder: Path) -> set[str]:
    """Return what of a backup lies in a data folder that is no archive."""
    databases = [path for path in folder.rglob("database.*") if path.is_file()]
    return {path.name for path in (*databases, *folder.glob("*-restore-*"), *folder.glob("backups/*.part"))}


@pytest.mark.usefixtures("outside_transactions")
def test_nothing_of_a_killed_backup_lies_about_for_long(tmp_path: Path, settings: Any, key: tuple[str, Path]) -> None:
    settings.DATA_DIR, settings.BACKUP_KEY = tmp_path, key[0]
    environ = {**os.environ, "PYTHONUTF8": "1", "DATA_DIR": str(tmp_path), "BACKUP_KEY": key[0]}
    environ["DATABASE_URL"] = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", KILLED]
    assert subprocess.run(command, cwd=settings.BASE_DIR, env=environ).returncode == -signal.SIGKILL
    assert len(lying_about(tmp_path)) == 2
    sweep()
    assert lying_about(tmp_path) == set()
    # What belongs to one that is running stays, and what is none of ours.
    (tmp_path / "backup-of-mine").mkdir()
    (room := tmp_path / f"{BACKUP_ROOM}1").mkdir()
    (room / "database.sqlite3").touch()
    (half := tmp_path / f"{RESTORE_ROOM}1").mkdir()
    with data_held(), pytest.raises(CommandError, match="another backup or restore is running"):
        room.mkdir()
        sweep()
        assert room.exists() and not half.exists()
        call_command("backup")
    call_command("backup", stdout=StringIO())
    assert lying_about(tmp_path) == set() and len(backups(tmp_path / "backups")) == 1
    assert not room.exists() and (tmp_path / "backup-of-mine").exists()
