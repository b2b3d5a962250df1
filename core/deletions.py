"""What personal data was deleted, and when: a log without the data, from which a restore deletes it again.

The log lies in DATA_DIR, not in the database: a database restored from an older copy knows nothing of it.
"""

import datetime as dt
import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

logger = logging.getLogger(__name__)

# Deletes again what is named by a key and was there at a moment; returns how many rows that were.
Handler = Callable[[str, dt.datetime], int]
_handlers: dict[str, Handler] = {}


@dataclass(frozen=True)
class Deletion:
    """One line of the log: when, what kind of thing, which one (a row's key, nobody's name), how many rows."""

    at: str
    kind: str
    key: str
    count: int


def deletes(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that deletes a kind of thing again; it must leave what came after the moment alone."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def log_file() -> Path:
    """Return where the log is kept: one JSON object a line, for the owner of the process alone."""
    return Path(settings.DATA_DIR) / "deletions.jsonl"


def record(kind: str, key: object, count: int) -> None:
    """Note a deletion once it is committed; what can't be written goes to the log of errors, without any data."""
    line = Deletion(timezone.now().astimezone(dt.UTC).isoformat(), kind, str(key), count)
    transaction.on_commit(lambda: _append(line))


def _append(deletion: Deletion) -> None:
    line = json.dumps(asdict(deletion))
    try:
        append([line])
    except OSError as error:
        logger.error("the log of deletions can't be written (%s); add this line to it: %s", error, line)


def append(lines: list[str]) -> None:
    """Add lines to the log, on the disk when this returns; raises OSError."""
    log_file().parent.mkdir(parents=True, exist_ok=True)
    # One write to a file opened for appending: lines of several processes don't mix.
    descriptor = os.open(log_file(), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        # The last line may have been torn by a full disk or a power cut; it is not to swallow the next.
        torn = size and os.pread(descriptor, 1, size - 1) != b"\n"
        os.write(descriptor, ("\n" * bool(torn) + "".join(f"{line}\n" for line in lines)).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def lines_of(log: Path) -> list[str]:
    """Return the lines of a log, none when it isn't there; signs that can't be read are replaced."""
    return log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []


def recorded() -> Iterator[Deletion]:
    """Yield what the log holds, oldest first; a line that can't be read is named in the log of errors."""
    for number, line in enumerate(lines_of(log_file()), 1):
        try:
            values = json.loads(line)
            deletion = Deletion(values["at"], values["kind"], values["key"], values["count"])
            dt.datetime.fromisoformat(deletion.at)
        except (ValueError, KeyError, TypeError):
            logger.error("line %s of %s is no deletion and was left out", number, log_file())
        else:
            yield deletion


def reapply() -> tuple[list[Deletion], list[Deletion]]:
    """Delete again what the log names and the database holds.

    Returns what was found, with how many rows it was, and what could not be deleted; the log of errors says why.
    """
    found, failed = [], []
    for deletion in recorded():
        handler = _handlers.get(deletion.kind)
        if handler is None:
            logger.error("nobody knows how to delete %s again; %s is left alone", deletion.kind, deletion.key)
            continue
        try:
            with transaction.atomic():
                count = handler(deletion.key, dt.datetime.fromisoformat(deletion.at))
        except Exception:
            # One that fails is not to keep the others.
            logger.exception("%s %s could not be deleted again", deletion.kind, deletion.key)
            failed.append(deletion)
        else:
            if count:
                found.append(Deletion(deletion.at, deletion.kind, deletion.key, count))
    return found, failed
