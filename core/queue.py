"""The queue's own upkeep: tasks of a worker that died run again, old ones go."""

import datetime as dt

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.work import MOST_ATTEMPTS

# Longer than any task takes that has no lease of its own; one that has is only looked at again.
ABANDONED = dt.timedelta(minutes=10)
KEPT = dt.timedelta(days=7)


def mend_queue() -> None:
    """Run again what was begun long ago and never ended, three times at most; forget what ended a week ago."""
    now = timezone.now()
    for task in DBTaskResult.objects.running().filter(started_at__lt=now - ABANDONED):
        begun = {"pk": task.pk, "status": TaskResultStatus.RUNNING, "started_at": task.started_at}
        if len(task.worker_ids) < MOST_ATTEMPTS:
            DBTaskResult.objects.filter(**begun).update(status=TaskResultStatus.READY)
        else:
            DBTaskResult.objects.filter(**begun).update(status=TaskResultStatus.FAILED, finished_at=now)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
