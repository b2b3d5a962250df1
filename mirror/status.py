"""How the mirror stands: for the operator, and for whoever asks whether all is well."""

import datetime as dt
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from django.db import Error
from django.utils import timezone

from mirror import changes, folder
from mirror.paths import is_on, last_good, make_folder, pages_below, root
from mirror.version import own_version


@dataclass
class Status:
    """What there is to say; faults are sentences, none when all is well."""

    facts: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def status() -> Status:
    """Return how the mirror stands."""
    found = Status()
    found.facts.append(("Folder", str(root())))
    if not is_on():
        found.facts.append(("State", "off"))
        return found
    try:
        probe = make_folder(root() / "tmp") / uuid4().hex
        probe.write_bytes(b"0")
        probe.unlink()
        free = shutil.disk_usage(root()).free
        found.facts.append(("Free", f"{free // 1_000_000} MB"))
        if free < folder.LEAST_ROOM:
            found.faults.append("The disk is full: pages are rendered for each visitor.")
    except OSError as error:
        found.faults.append(f"The folder can't be written ({error.strerror}): pages are rendered for each visitor.")
    name = folder.target()
    try:
        now = changes.generation().name
        found.facts.append(("Generation", now))
        if name != now:
            found.faults.append(f"Visitors read {name or 'no generation'}, though the site is in {now}.")
    except Error as error:
        found.faults.append(f"The database does not answer: {str(error).strip()}")
    if name:
        _, ends = folder.time_of(name)
        pages = pages_below(root() / name)
        found.facts.append(("Pages kept", f"{len(pages)}, {_megabytes(root() / name)} MB"))
        until = dt.datetime.fromtimestamp(ends, timezone.get_default_timezone())
        found.facts.append(("Right until", f"{until:%Y-%m-%d %H:%M:%S}"))
        if not folder.is_in_time(name):
            found.faults.append("Its time is over, and nobody has begun the next generation: is the worker running?")
    found.facts.append(("For emergencies", f"{len(pages_below(last_good()))} pages"))
    if folder.version() != own_version():
        found.faults.append("The files are those of another version of the code: start web and worker anew.")
    return found


def _megabytes(base: Path) -> str:
    return f"{sum(file.stat().st_size for file in base.rglob('*') if file.is_file()) / 1_000_000:.1f}"
