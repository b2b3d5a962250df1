"""Work that must not get lost: a row knows its state, its attempts, and who is at it until when (its lease).

The queue only wakes a worker up. What is to be done, and whether it was, stands on the row of the thing itself; a
worker that dies loses its lease, and the next one takes the row up again.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self
from uuid import uuid4

from django.db import DatabaseError, close_old_connections, connections, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How long a worker that says nothing is believed to be alive, and how often one says something.
LEASE = dt.timedelta(seconds=20)
HEARTBEAT = 5.0
# Work that ended this many workers without getting any further is given up.
MOST_ATTEMPTS = 3


class LeaseLost(Exception):
    """Another worker has taken the work up; what this one found must not be kept."""


class Stopped(Exception):
    """The worker is asked to stop; the work goes back and is taken up by the next one."""


# Set when this process is asked to stop; whoever is in the middle of long work looks at it between steps.
stopping = threading.Event()


def stop_when_asked() -> None:
    """Raise Stopped when this process is asked to stop; for the middle of a long step."""
    if stopping.is_set():
        raise Stopped


class WorkQuerySet(models.QuerySet):
    """Rows by what is to be done with them."""

    def waiting(self) -> Self:
        """Return what is not done and nobody is at, the oldest first."""
        now = timezone.now()
        # A lease that lasts longer than any does was taken while the clock was ahead.
        free = Q(leased_until=None) | Q(leased_until__lt=now) | Q(leased_until__gt=now + 2 * LEASE)
        return self.filter(free, finished_at=None).order_by("pk")


class Work(models.Model):
    """A piece of work; a model of a room adds what it is about."""

    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    lease = models.CharField(max_length=32, blank=True, default="", editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def claim(cls, pk: int) -> Self | None:
        """Take the work up; return it, or None when it is done, gone or somebody else is at it."""
        lease = uuid4().hex
        free = cls._default_manager.waiting().filter(pk=pk).order_by()
        taken = free.update(lease=lease, leased_until=timezone.now() + LEASE, attempts=F("attempts") + 1)
        return cls._default_manager.filter(pk=pk, lease=lease).first() if taken else None

    def _held(self) -> Any:
        return type(self)._default_manager.filter(pk=self.pk, lease=self.lease)

    def keep(self, **values: Any) -> None:
        """Write values to the row, as long as this worker holds it. Raises LeaseLost, and Stopped."""
        if not self._held().update(leased_until=timezone.now() + LEASE, **values):
            raise LeaseLost
        for name, value in values.items():
            setattr(self, name, value)
        stop_when_asked()

    def finish(self, **values: Any) -> None:
        """Say that the work is done, with the last values. Raises LeaseLost."""
        self._end(finished_at=timezone.now(), **values)

    def let_go(self, **values: Any) -> None:
        """Leave the work, with the last values; the try that was made counts. Raises LeaseLost."""
        self._end(**values)

    def put_back(self) -> None:
        """Leave the work to the next worker, as if it had not been begun; without a word when another has it."""
        self._held().update(lease="", leased_until=None, attempts=F("attempts") - 1)

    def _end(self, **values: Any) -> None:
        if not self._held().update(lease="", leased_until=None, **values):
            raise LeaseLost
        for name, value in values.items():
            setattr(self, name, value)

    @property
    def is_hopeless(self) -> bool:
        """Whether it has been begun too often without getting further."""
        return self.attempts > MOST_ATTEMPTS

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Keep the lease while the block runs, however long a single step takes."""
        done = threading.Event()
        heart = threading.Thread(target=self._beat, args=[done], daemon=True)
        # In a test's transaction nobody else could see the beat, and SQLite's memory has but one connection.
        if beats := not connections[self._held().db].in_atomic_block:
            heart.start()
        try:
            yield
        finally:
            done.set()
            if beats:
                heart.join()

    def _beat(self, done: threading.Event) -> None:
        try:
            while not done.wait(HEARTBEAT):
                try:
                    self._held().update(leased_until=timezone.now() + LEASE)
                except DatabaseError:
                    # The database is away or busy; the next beat tries again.
                    close_old_connections()
        finally:
            connections.close_all()


def wake(task: Any, pk: int) -> None:
    """Enqueue a task for a row once the row is committed; the row's id is all that the queue learns."""
    transaction.on_commit(lambda: task.enqueue(pk))


Job = Callable[[], None]
_jobs: list[Job] = []


def every_minute(job: Job) -> Job:
    """Register a function that the worker calls about once a minute; it must bear being called twice."""
    _jobs.append(job)
    return job


_beside: list[tuple[Job, float]] = []


def every_seconds(seconds: float, job: Job) -> None:
    """Register a function that the worker calls in a thread of its own, with so many seconds between two calls."""
    _beside.append((job, seconds))


def second_jobs() -> list[tuple[Job, float]]:
    """Return those functions, each with its seconds."""
    return list(_beside)


def minute_jobs() -> list[Job]:
    """Return the registered functions."""
    return list(_jobs)
