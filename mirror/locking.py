"""The lock of the mirror's folder: shared by those who change the site, alone for who writes a page or moves the link.

It is the kernel's (flock), so a process that is killed lets go of it. Nobody waits for the database while holding it
alone, and nobody who holds it shared waits for another who does: it can't be part of a deadlock.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from mirror.paths import make_folder, root

PAUSE = 0.002


def _take(kind: int, seconds: float) -> int | None:
    """Return a descriptor that holds the lock, or None when it could not be had in that time. Raises OSError."""
    make_folder(root())
    descriptor = os.open(root() / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            if time.monotonic() > end:
                os.close(descriptor)
                return None
            time.sleep(PAUSE)
        except BaseException:
            os.close(descriptor)
            raise


def share(seconds: float = 5.0) -> int | None:
    """Return a descriptor that holds the lock with others, to be closed at the end; None when that takes too long."""
    return _take(fcntl.LOCK_SH, seconds)


@contextmanager
def alone(seconds: float = 0.05) -> Iterator[bool]:
    """Hold the lock alone during the block; the block learns whether it does. Raises OSError."""
    descriptor = _take(fcntl.LOCK_EX, seconds)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            os.close(descriptor)
