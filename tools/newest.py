"""Whether Django and Wagtail are the newest patch of their series: security fixes come as patches."""

import json
import subprocess
import sys
from pathlib import Path

from tools.lock import ROOT, RUNTIME, pins

WATCHED = ("django", "wagtail")


class NotAsked(Exception):
    """The package index could not be asked; the message says why."""


def series(version: str) -> str:
    """Take a version; return what pip calls its series.

    >>> series("5.2.19")
    '==5.2.*'
    """
    return f"=={'.'.join(version.split('.')[:2])}.*"


def newest(name: str, version: str) -> str:
    """Return the newest patch of a version's series that pip finds; raises NotAsked."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps", "--quiet"]
    command += ["--no-input", "--disable-pip-version-check", "--retries", "1", "--timeout", "20", "--report", "-"]
    done = subprocess.run([*command, f"{name}{series(version)}"], capture_output=True, text=True, errors="replace")
    try:
        found: str = json.loads(done.stdout)["install"][0]["metadata"]["version"]
    except (ValueError, KeyError, IndexError):
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise NotAsked(lines[-1][:300] if lines else f"exit code {done.returncode}") from None
    return found


def behind(lock: Path = ROOT / RUNTIME) -> list[str]:
    """Return a sentence for each of the watched packages that has a newer patch than the lock; raises NotAsked."""
    locked = {name.lower(): version for name, version in pins(lock)}
    found = {name: newest(name, locked[name]) for name in WATCHED}
    return [
        f"{name} {locked[name]} is locked, {found[name]} is out: make lock ARGS='--upgrade-package {name}'"
        for name in WATCHED
        if found[name] != locked[name]
    ]
