"""Put an archive's state in the place of today's: checked whole before anything is touched, and kept to go back to."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import DatabaseError
from django.db.migrations.loader import MigrationLoader

from core import deletions
from core.backup import database, site_restored
from core.backup.archive import ArchiveRefused, Manifest, Unpacked
from core.backup.leftovers import RESTORE_ROOM, Busy, data_held

# Today's state, kept until the next restore.
BEFORE = "before-restore"


class RestoreFailed(Exception):
    """Nothing was restored, and the site is as it was; the message says why."""


class RestoreUnfinished(Exception):
    """The archive's state is in place, but not all that follows was done; the message says what."""


def restore(archive: Path, key_text: str, say: Callable[[str], None]) -> None:
    """Restore an archive with the text of a key file; `say` is told each step. Raises RestoreFailed, RestoreUnfinished.

    Today's database and files lie in DATA_DIR/before-restore afterwards. What was deleted since the backup was made
    is deleted again. The site should be stopped meanwhile.
    """
    try:
        with data_held():
            _restore(archive, key_text, say)
    except Busy as error:
        raise RestoreFailed(str(error)) from None


def _restore(archive: Path, key_text: str, say: Callable[[str], None]) -> None:
    room = Path(tempfile.mkdtemp(prefix=RESTORE_ROOM, dir=settings.DATA_DIR))
    try:
        say("Checking the archive")
        unpacked = Unpacked.read(archive, key_text, room)
        source = room / database.FILES.get(unpacked.manifest.database, "")
        if not source.is_file():
            raise RestoreFailed(f"{archive.name}: there is no database in it")
        database.check(source, unpacked.manifest.database)
        refuse_newer(unpacked.manifest)
        _replace(room, source, say)
        _catch_up(room, say)
    except (ArchiveRefused, database.DatabaseFailed, DatabaseError, OSError) as error:
        raise RestoreFailed(str(error)) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)


def refuse_newer(manifest: Manifest) -> None:
    """Raise RestoreFailed for an archive of a newer release, whose database this one can't read."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    apps = {name.split(".")[0] for name in known}
    newer = [name for name in manifest.migrations if name not in known and name.split(".")[0] in apps]
    if newer:
        raise RestoreFailed(f"the archive was made by a newer release ({newer[0]}); install that one first")


def _replace(room: Path, source: Path, say: Callable[[str], None]) -> None:
    """Let the unpacked files and database take the place of today's, or none of them."""
    before = Path(settings.DATA_DIR) / BEFORE
    shutil.rmtree(before, ignore_errors=True)
    before.mkdir(mode=0o700)
    with suppress(database.DatabaseFailed):
        # There may be nothing yet: an empty machine.
        database.dump(before / database.file_name())
    say("Replacing files")
    files_back = _replace_files(room / "media", before / "media")
    try:
        say("Replacing the database")
        database.load(source)
        call_command("migrate", interactive=False, verbosity=0)
    except BaseException:
        files_back()
        if (copy := before / database.file_name()).exists():
            database.load(copy)
        raise


def _catch_up(room: Path, say: Callable[[str], None]) -> None:
    """Bring what lies outside the database up to the restored one: all of it is tried. Raises RestoreUnfinished."""
    faults = []
    try:
        _merge_log(room / "deletions.jsonl")
    except OSError as error:
        faults.append(f"the archive's log of deletions could not be added to today's ({error})")
    try:
        again, failed = deletions.reapply()
        say(f"Deleted again what had been deleted since: {sum(one.count for one in again)} rows")
        faults += [f"{one.kind} {one.key} is not deleted again" for one in failed]
    except OSError as error:
        faults.append(f"what had been deleted since is not deleted again ({error})")
    with suppress(Exception):
        # A cache that isn't there yet has nothing old in it.
        cache.clear()
    for _receiver, answer in site_restored.send_robust(sender=None):
        if isinstance(answer, Exception):
            faults.append(f"pages kept of the site as it was may still be there ({answer}); empty MIRROR_ROOT")
    if faults:
        raise RestoreUnfinished("; ".join(faults))


def _replace_files(new: Path, before: Path) -> Callable[[], None]:
    """Put new files in the place of today's; return what takes that back."""
    new.mkdir(exist_ok=True)
    if not isinstance(default_storage, FileSystemStorage):
        # An object store has no folders to swap. What is too much there does no harm: nothing names it.
        for path in new.rglob("*"):
            if path.is_file():
                name = path.relative_to(new).as_posix()
                with path.open("rb") as file:
                    default_storage.delete(name)
                    default_storage.save(name, File(file))
        return lambda: None
    root = Path(default_storage.location)
    if root.exists():
        root.rename(before)
    root.parent.mkdir(parents=True, exist_ok=True)
    for path in (new, *new.rglob("*")):
        path.chmod(settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS if path.is_dir() else settings.FILE_UPLOAD_PERMISSIONS)
    new.rename(root)

    def back() -> None:
        shutil.rmtree(root)
        if before.exists():
            before.rename(root)

    return back


def _merge_log(archived: Path) -> None:
    """Add to today's log of deletions what only the archive's names; on an empty machine that is all of it."""
    known = set(deletions.lines_of(deletions.log_file()))
    if lines := [line for line in deletions.lines_of(archived) if line not in known]:
        deletions.append(lines)
