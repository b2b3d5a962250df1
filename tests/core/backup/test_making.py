"""When backups are made, which are kept, and what is said when none can be."""

import datetime as dt
from io import StringIO
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.core.management import CommandError, call_command

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
