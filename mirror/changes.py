"""Which generation the published site is in, and the next one, that a change begins in its own transaction."""

import datetime as dt
import logging
import os
from dataclasses import dataclass

from django.db import Error, connection, transaction
from django.db.models import Max, Sum, Window
from django.utils import timezone

from mirror import folder, locking, moments
from mirror.models import Change
from mirror.paths import is_on
from mirror.trouble import report
from mirror.version import own_version

logger = logging.getLogger(__name__)

# The clock of another machine may be that far ahead of this one's.
SKEW = dt.timedelta(seconds=5)
# So many rows are kept before they are folded into one.
MOST_ROWS = 100


@dataclass(frozen=True)
class Generation:
    """A state of the published site: how many changes led to it, and when the last was made."""

    number: int
    since: dt.datetime

    @property
    def name(self) -> str:
        """The name of its folder. With the moment it is never that of another, not even after a restore."""
        return f"{self.number}-{self.since.astimezone(dt.UTC):%Y%m%dT%H%M%S%f}"


def generation() -> Generation:
    """Return the generation the database is in, as this connection sees it, in one query."""
    # The newest row's moment, not the latest: the clock may have been turned back.
    newest = Change.objects.annotate(number=Window(Sum("weight"))).order_by("-pk").values("number", "at").first()
    return Generation(newest["number"], newest["at"]) if newest else Generation(0, timezone.now())


class UnderWay:
    """A change that is not committed yet: the link is cut, and the lock shared, until that is decided.

    Called when it is committed. When it is rolled back Django drops it, and with it the lock goes.
    """

    def __init__(self) -> None:
        self.descriptor: int | None = None
        self.erases = False
        if not is_on():
            return
        try:
            try:
                self.descriptor = locking.share()
            finally:
                folder.cut()
        except OSError as error:
            report("a change could not be announced to the kept pages", error)

    def __call__(self) -> None:
        """Let go, and let visitors read the new generation."""
        self.let_go()
        mend(is_committed=True)

    def let_go(self) -> None:
        """Give the lock back."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def __del__(self) -> None:
        self.let_go()


def _under_way() -> UnderWay | None:
    return next((entry[1] for entry in connection.run_on_commit if isinstance(entry[1], UnderWay)), None)


def is_changing() -> bool:
    """Whether the transaction at hand has changed the site, so that only it sees the generation it began."""
    return _under_way() is not None


def note_change() -> None:
    """Begin a new generation in the transaction at hand, or in one of its own; once in each is enough."""
    with transaction.atomic(savepoint=False):
        if is_changing():
            return
        Change.objects.create()
        transaction.on_commit(UnderWay())


def note_erasing() -> None:
    """Tell the other machines, by the change at hand, to erase what they keep before they show what follows it."""
    under_way = _under_way()
    if under_way is None or not under_way.erases:
        # No change more: the one that this belongs to is counted.
        Change.objects.create(weight=0, erases=True)
    if under_way is not None:
        under_way.erases = True


def mend(is_committed: bool = False) -> None:
    """Let visitors read what is published now, unless a change is under way; a state whose time is over ends.

    Whoever has just committed a change says so. Otherwise a missing link may mean that a process was killed, whose
    last words the database may not have heard yet. Faults of folder or database are logged.
    """
    if not is_on():
        return
    try:
        if not is_committed and folder.target() is None:
            with locking.alone() as is_alone:
                if not is_alone:
                    return
            _wait_for_changes()
        if _link():
            return
        note_change()
    except OSError as error:
        report("the kept pages can't be brought up to date", error)
    except Error as error:
        report("the database does not say which pages are current", error)


def _link() -> bool:
    """Set the link where that is to be done; return False when the time of the generation is over."""
    with locking.alone() as is_alone:
        if not is_alone or folder.version() != own_version():
            return True
        found = generation()
        ends = moments.next_moment(found.since)
        if not found.number or not found.since - SKEW <= timezone.now() < ends:
            folder.cut()
            return False
        times = found.since.timestamp(), ends.timestamp()
        if folder.target() != found.name or folder.time_of(found.name) != times:
            _erase_what_others_took_away()
            folder.link(found.name, *times)
        return True


def _erase_what_others_took_away() -> None:
    """Erase all pages here when a change since the last look took something away, on whichever machine that was."""
    newest: int = Change.objects.aggregate(newest=Max("pk"))["newest"]
    seen = folder.last_change()
    # One that isn't known, or not of this database: the folder is new, or the database was restored.
    if seen is None or seen > newest or Change.objects.filter(pk__gt=seen, erases=True).exists():
        folder.erase_all()
    if seen != newest:
        folder.note_last_change(newest)


def _wait_for_changes() -> None:
    """Wait until every change that is under way is committed or not."""
    with transaction.atomic():
        # SQLite has begun to write with that, and nobody else does. PostgreSQL:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '3s'")
                cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Change._meta.db_table)} IN SHARE MODE")


def fold() -> None:
    """Fold many rows into one, which makes it one change more."""
    if Change.objects.count() <= MOST_ROWS:
        return
    with transaction.atomic():
        rows = list(Change.objects.select_for_update())
        Change.objects.filter(pk__in=[row.pk for row in rows]).delete()
        Change.objects.create(weight=sum(row.weight for row in rows), erases=any(row.erases for row in rows))
        note_change()
