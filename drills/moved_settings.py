"""The site's own settings, on a clock that a file moves: seconds in DATA_DIR/clock are added to the machine's time.

Gunicorn, the worker and commands run by it as they are; the clock is moved where Python and Django ask for it.
"""

import datetime as dt
import time
from contextlib import suppress

from django.utils import timezone

from fællessekretariat.settings import *  # noqa: F403
from fællessekretariat.settings import DATA_DIR

_machine = time.time


def moved() -> float:
    """Return the moment, in seconds since 1970, as the moved clock has it."""
    with suppress(OSError, ValueError):
        return _machine() + float((DATA_DIR / "clock").read_text())
    return _machine()


time.time = moved
timezone.now = lambda: dt.datetime.fromtimestamp(moved(), dt.UTC)
