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
    line = json.dumps(asdict(deletion)) + "\n"
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        # One write to a file opened for appending: lines of several processes don't mix.
        descriptor = os.open(log_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, line.encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        logger.error("the log of deletions can't be written (%s); add this line to it: %s", error, line.strip())


def recorded() -> Iterator[Deletion]:
    """Yield what the log holds, oldest first; a line that can't be read is named in the log of errors."""
    if not log_file().exists():
        return
    for number, line in enumerate(log_file().read_text(encoding="utf-8").splitlines(), 1):
        try:
            values = json.loads(line)
            deletion = Deletion(values["at"], values["kind"], values["key"], values["count"])
            dt.datetime.fromisoformat(deletion.at)
        except (ValueError, KeyError, TypeError):
            logger.error("line %s of %s is no deletion and was left out", number, log_file())
        else:
            yield deletion


def reapply() -> list[Deletion]:
    """Delete again what the log names and the database holds; return what was found, with how many rows it was."""
    found = []
    for deletion in recorded():
        handler = _handlers.get(deletion.kind)
        if handler is None:
            logger.error("nobody knows how to delete %s again; %s is left alone", deletion.kind, deletion.key)
            continue
        if count := handler(deletion.key, dt.datetime.fromisoformat(deletion.at)):
            found.append(Deletion(deletion.at, deletion.kind, deletion.key, count))
    return found
