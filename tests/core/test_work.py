"""Work is done by one worker at a time, taken up again after one that died, and given up when it stands still."""

import datetime as dt
import logging
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection

from core import work
from core.logs import HideGoneRows, HidePersonalLinks
from core.models import SiteDocument
from core.queue import ABANDONED, HALF_UPLOAD, KEPT, clear_half_uploads, mend_queue
from core.work import LeaseLost, Stopped
from publications.models import PdfReading

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting() -> PdfReading:
    """A piece of work that nobody is at."""
    reading = PdfReading.objects.get()
    PdfReading.objects.update(finished_at=None, attempts=0)
    return reading


def expire(reading: PdfReading) -> None:
    """Let the lease run out, as when its worker died."""
    PdfReading.objects.filter(pk=reading.pk).update(leased_until=timezone.now() - dt.timedelta(seconds=1))


def test_only_one_worker_gets_it(waiting: PdfReading) -> None:
    assert PdfReading.claim(waiting.pk)
    assert PdfReading.claim(waiting.pk) is None
    assert not PdfReading.objects.waiting().exists()


def test_what_a_dead_worker_held_is_taken_up_again(waiting: PdfReading) -> None:
    first = PdfReading.claim(waiting.pk)
    assert first
    expire(first)
    second = PdfReading.claim(waiting.pk)
    assert second and second.attempts == 2
    # The first was only slow: what it found comes too late.
    with pytest.raises(LeaseLost):
        first.keep(pages_done=1)
    with pytest.raises(LeaseLost):
        first.finish()
    second.finish(pages_done=7)
    waiting.refresh_from_db()
    assert (waiting.pages_done, waiting.lease, waiting.leased_until) == (7, "", None)
    assert waiting.finished_at
    assert PdfReading.claim(waiting.pk) is None


def test_a_lease_from_a_clock_that_was_ahead_holds_nobody_up(waiting: PdfReading) -> None:
    assert PdfReading.claim(waiting.pk)
    PdfReading.objects.filter(pk=waiting.pk).update(leased_until=timezone.now() + dt.timedelta(days=400))
    assert PdfReading.claim(waiting.pk)


def test_work_without_progress_is_hopeless_in_the_end(waiting: PdfReading) -> None:
    hopes = []
    for _ in range(work.MOST_ATTEMPTS + 1):
        claimed = PdfReading.claim(waiting.pk)
        assert claimed
        hopes.append(claimed.is_hopeless)
        expire(claimed)
    assert hopes == [False] * work.MOST_ATTEMPTS + [True]


def test_a_worker_that_is_told_to_stop_gives_the_work_back(
    waiting: PdfReading, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopping = threading.Event()
    stopping.set()
    monkeypatch.setattr(work, "stopping", stopping)
    claimed = PdfReading.claim(waiting.pk)
    assert claimed
    with pytest.raises(Stopped):
        claimed.keep(pages_done=3)
    claimed.put_back()
    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.pages_done) == (0, 3)
    assert PdfReading.objects.waiting().get() == waiting


@pytest.mark.django_db(transaction=True)
def test_a_long_step_keeps_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests in transactions find an empty database.
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    monkeypatch.setattr(work, "HEARTBEAT", 0.02)
    reading = PdfReading.objects.create(document=SiteDocument.objects.create(title="Prøve"))
    claimed = PdfReading.claim(reading.pk)
    assert claimed and claimed.leased_until
    until = claimed.leased_until
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # Threads would each have a database of their own.
        connection.inc_thread_sharing()
    with claimed.alive():
        for _ in range(500):
            claimed.refresh_from_db()
            if claimed.leased_until > until:
                break
            threading.Event().wait(0.02)
    assert claimed.leased_until > until


def queued(**values: object) -> DBTaskResult:
    """Return a task in the queue as a worker left it."""
    now = timezone.now()
    values = {"started_at": now, "worker_ids": ["one"], **values}
    return DBTaskResult.objects.create(
        task_path="publications.readings.read_document",
        args_kwargs={"args": [1], "kwargs": {}},
        queue_name="long",
        backend_name="default",
        run_after=now,
        exception_class_path="",
        traceback="",
        **values,
    )


def test_the_queue_is_mended() -> None:
    long_ago = timezone.now() - ABANDONED - dt.timedelta(minutes=1)
    at_it = queued(status=TaskResultStatus.RUNNING)
    dead = queued(status=TaskResultStatus.RUNNING, started_at=long_ago)
    deadly = queued(status=TaskResultStatus.RUNNING, started_at=long_ago, worker_ids=["one", "two", "three"])
    old = queued(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now() - KEPT - dt.timedelta(days=1))
    mend_queue()
    states = dict(DBTaskResult.objects.values_list("pk", "status"))
    assert states == {
        at_it.pk: TaskResultStatus.RUNNING,
        dead.pk: TaskResultStatus.READY,
        deadly.pk: TaskResultStatus.FAILED,
    }
    assert old.pk not in states


def test_a_half_upload_is_swept_after_a_day(tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    (tmp_path / "new.upload.pdf").write_bytes(b"%PDF")
    (tmp_path / "old.upload.pdf").write_bytes(b"%PDF")
    old = (timezone.now() - HALF_UPLOAD - dt.timedelta(hours=1)).timestamp()
    os.utime(tmp_path / "old.upload.pdf", (old, old))
    clear_half_uploads()
    assert [file.name for file in tmp_path.iterdir()] == ["new.upload.pdf"]


def test_the_log_holds_no_link_that_lets_its_reader_act() -> None:
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "",
        0,
        "%s: %s",
        ("Not Found", "/nyheder/fest/tilmeld/ret/Wz:abc/gemt/"),
        None,
    )
    assert HidePersonalLinks().filter(record)
    assert record.getMessage() == "Not Found: /nyheder/fest/tilmeld/ret/…"
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["links", "gone"]


@pytest.mark.parametrize(
    ("task", "error", "told"),
    [
        ("wagtail.tasks.update_reference_index_task", SiteDocument.DoesNotExist(), False),
        ("modelsearch.tasks.insert_or_update_object_task", SiteDocument.DoesNotExist(), False),
        ("modelsearch.tasks.insert_or_update_object_task", ValueError(), True),
        ("publications.readings.read_document", SiteDocument.DoesNotExist(), True),
    ],
)
def test_what_was_deleted_before_it_was_indexed_is_no_alarm(task: str, error: Exception, told: bool) -> None:
    message, words = "Task id=%s path=%s state=%s", (1, task, "FAILED")
    record = logging.LogRecord("django_tasks", logging.ERROR, "", 0, message, words, (type(error), error, None))
    assert HideGoneRows().filter(record) is told
