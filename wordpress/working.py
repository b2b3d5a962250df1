"""What the worker does for imports: look through, bring over, undo; and what lies about too long goes."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone, translation
from django_tasks import task

from core.work import LeaseLost, Stopped, every_minute, wake
from wordpress.models import Moving
from wordpress.moving import checking, choices, undoing
from wordpress.moving.nowhere import nowhere
from wordpress.moving.running import Run
from wordpress.uploads import Folder, NoUploads, Packed, opened
from wordpress.wxr.refused import Reason, Refused
from wordpress.wxr.spool import Spool

logger = logging.getLogger(__name__)

State = Moving.State
# An export holds people's addresses: one that nobody goes on with is deleted.
KEPT = dt.timedelta(days=7)


@contextmanager
def laid_out(moving: Moving) -> Iterator[tuple[Spool, Folder | Packed | NoUploads]]:
    """Yield an import's export and uploads, open. Raises Refused."""
    with ExitStack() as stack:
        if not moving.file:
            raise Refused(Reason.FILE_GONE)
        try:
            file = stack.enter_context(moving.file.open("rb"))
            packed = stack.enter_context(moving.uploads.open("rb")) if moving.uploads else None
        except FileNotFoundError as error:
            raise Refused(Reason.FILE_GONE) from error
        uploads = stack.enter_context(opened(moving.uploads_path, packed))
        yield stack.enter_context(Spool(file, _beat(moving))), uploads


def _beat(moving: Moving) -> Callable[[int], None]:
    """Return what says every few megabytes that somebody is at it."""
    told = 0

    def said(done: int) -> None:
        nonlocal told
        if done - told > 8_000_000:
            told = done
            moving.keep(done=done // 1_000_000)

    return said


def look_through(moving: Moving) -> None:
    """Read an export once, and say what is in it."""
    with laid_out(moving) as (spool, uploads):
        facts, chosen = checking.summary(spool, uploads), choices.proposed(spool)
    chosen = choices.Choices.of(chosen.stored() | moving.choices)
    moving.finish(state=State.REVIEW, facts=facts, choices=chosen.stored(), step="", done=0, total=0)


def bring(moving: Moving) -> None:
    """Bring an export over."""
    # Words of ours that become part of a text are in the site's language, whoever imports.
    with laid_out(moving) as (spool, uploads), translation.override(settings.LANGUAGE_CODE):
        Run(moving, spool, uploads).everything()
        facts = {**moving.facts, "nowhere": nowhere(moving, spool)}
    moving.finish(state=State.DONE, step="", facts=facts)
    moving.delete_files()


def undo(moving: Moving) -> None:
    """Undo an import."""
    undoing.everything(moving)
    moving.finish(state=State.UNDONE, step="")
    moving.delete_files()


DOING = {State.CHECKING: look_through, State.RUNNING: bring, State.UNDOING: undo}


@task(queue_name="long")
def go_on(pk: int) -> None:
    """Do what an import waits for."""
    moving = Moving.claim(pk)
    if moving is not None:
        work_on(moving)


def work_on(moving: Moving) -> None:
    """Do what a claimed import waits for, and say on its row how it ended."""
    try:
        with moving.alive():
            if moving.is_hopeless:
                raise Refused(Reason.GAVE_UP)
            DOING[State(moving.state)](moving)
    except LeaseLost:
        logger.warning("import %s was taken up by another worker", moving.pk)
    except Stopped:
        moving.put_back()
    except Refused as refused:
        moving.finish(state=State.REFUSED, reason=refused.reason, detail=refused.detail[:300], step="")
        if not moving.changes.exists():
            moving.delete_files()
    except (OSError, DatabaseError):
        # The disk is full or the database away: no fault of the file's. It is tried again every minute.
        logger.exception("import %s has to wait", moving.pk)


def begin(moving: Moving, state: Any) -> bool:
    """Hand an import that nobody is at to the worker for its next step; return whether it could be."""
    allowed = {State.RUNNING: [State.REVIEW], State.UNDOING: [State.DONE, State.REFUSED]}[State(state)]
    taken = Moving.objects.filter(pk=moving.pk, state__in=allowed).update(
        state=state, finished_at=None, attempts=0, lease="", leased_until=None, reason="", detail="", done=0, total=0
    )
    if taken:
        wake(go_on, moving.pk)
    return bool(taken)


@every_minute
def sweep() -> None:
    """Take up imports that nobody is at; delete exports that nobody goes on with."""
    for pk in Moving.objects.waiting().values_list("pk", flat=True):
        wake(go_on, pk)
    old = Moving.objects.filter(state=State.REVIEW, finished_at__lt=timezone.now() - KEPT)
    for moving in old:
        moving.delete_files()
        moving.delete()
