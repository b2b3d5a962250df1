"""One backup or restore at a time, and nothing left behind of one whose process was killed."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from core.work import every_minute

# Rooms in DATA_DIR with a database that is not encrypted; no operator calls a folder so, and it would be swept.
BACKUP_ROOM, RESTORE_ROOM = "unfinished-backup-", "unfinished-restore-"
# Archives that are half written.
HALF = "site-*.tar.gz.part"


class Busy(Exception):
    """Another process is at it."""


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold a lock, that the end of the process frees, for as long as the block lasts; raises Busy."""
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy("another backup or restore is running") from None
        yield


@contextmanager
def data_held() -> Iterator[None]:
    """Be alone with the rooms in DATA_DIR, and find none there from before; raises Busy."""
    with held(Path(settings.DATA_DIR) / ".backup.lock"):
        for room in _rooms():
            shutil.rmtree(room, ignore_errors=True)
        yield


@contextmanager
def archives_held(folder: Path) -> Iterator[None]:
    """Be alone with a folder of archives, and find no half ones there from before; raises Busy."""
    with held(folder / ".lock"):
        for half in folder.glob(HALF):
            half.unlink(missing_ok=True)
        yield


def _rooms() -> list[Path]:
    data = Path(settings.DATA_DIR)
    return [*data.glob(f"{BACKUP_ROOM}*"), *data.glob(f"{RESTORE_ROOM}*")]


def default_folder() -> Path:
    """Return where backups lie when nobody says otherwise."""
    return Path(settings.BACKUP_DIR or settings.DATA_DIR / "backups")


@every_minute
def sweep() -> None:
    """Delete what a killed backup or restore left behind."""
    folder = default_folder()
    if _rooms():
        with suppress(Busy), data_held():
            pass
    if any(folder.glob(HALF)):
        with suppress(Busy), archives_held(folder):
            pass
