"""The queue's own upkeep: tasks of a worker that died run again, old ones go."""

import datetime as dt
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.work import MOST_ATTEMPTS

# Longer than any task takes that has no lease of its own; one that has is only looked at again.
ABANDONED = dt.timedelta(minutes=10)
KEPT = dt.timedelta(days=7)
HALF_UPLOAD = dt.timedelta(days=1)
# A task that ended well is of no more use, and Wagtail's name deleted files.
KEPT_DONE = dt.timedelta(hours=1)
# Where all processes find when a worker was last at work, in seconds since 1970.
WORKER_SEEN = "worker-seen"


def be_seen() -> None:
    """Note that a worker is at work."""
    cache.set(WORKER_SEEN, time.time(), None)


def mend_queue() -> None:
    """Run again what was begun long ago and never ended, three times at most; forget what has ended, in time."""
    now = timezone.now()
    # What seems to begin only later was begun while the clock was ahead.
    long_ago = Q(started_at__lt=now - ABANDONED) | Q(started_at__gt=now + ABANDONED)
    for task in DBTaskResult.objects.running().filter(long_ago):
        begun = {"pk": task.pk, "status": TaskResultStatus.RUNNING, "started_at": task.started_at}
        if len(task.worker_ids) < MOST_ATTEMPTS:
            DBTaskResult.objects.filter(**begun).update(status=TaskResultStatus.READY)
        else:
            DBTaskResult.objects.filter(**begun).update(status=TaskResultStatus.FAILED, finished_at=now)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT_DONE).delete()


def clear_half_uploads() -> None:
    """Delete what an upload left behind whose process was killed."""
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    for file in folder.iterdir() if folder.is_dir() else ():
        # Another worker may be at it.
        with suppress(FileNotFoundError):
            if file.is_file() and file.stat().st_mtime < time.time() - HALF_UPLOAD.total_seconds():
                file.unlink()
