"""An archive of the site under test, and the key that opens it."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from core.backup.making import make_backup


@pytest.fixture
def outside_transactions(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database as it stands, without a test's transaction around it: no copy is made in the middle of one."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A public key and the file of its secret one, as the command makes them."""
    out, file = StringIO(), tmp_path_factory.mktemp("key") / "key.txt"
    call_command("backup", new_key=file, stdout=out, stderr=StringIO())
    assert file.stat().st_mode & 0o777 == 0o600
    return out.getvalue().strip().removeprefix("BACKUP_KEY="), file


@pytest.fixture(scope="session")
def whole_archive(
    tmp_path_factory: pytest.TempPathFactory, key: tuple[str, Path], django_db_setup: None, django_db_blocker: Any
) -> Path:
    """A good archive of the initial content; not to be written to."""
    with django_db_blocker.unblock():
        return make_backup(tmp_path_factory.mktemp("backups"), key[0])


@pytest.fixture
def archive(tmp_path: Path, whole_archive: Path) -> Path:
    """A copy of it, to be spoilt."""
    copy = tmp_path / whole_archive.name
    copy.write_bytes(whole_archive.read_bytes())
    return copy
