"""`manage.py worker`: does the queued work and what is due every minute, until it is told to stop."""

import logging
import os
import signal
import socket
import threading
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core import work
from core.queue import be_seen, clear_half_uploads, mend_queue

logger = logging.getLogger("core.worker")

MINUTE = 60.0
# How long to wait for the next look into an empty queue, and before trying again when the database is away.
INTERVAL, RETRY = 0.5, 5.0
# How long work in hand may take to find a place to stop at.
FAREWELL = 8.0


class Command(BaseCommand):
    """Run the worker."""

    help = "Do the queued work and what is due every minute. SIGTERM and Ctrl-C stop it; no work is lost."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer a run that ends."""
        parser.add_argument("--once", action="store_true", help="do what is waiting now, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Run until a signal comes, or once."""
        name = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid4().hex[:8]}"
        queues = settings.TASKS["default"]["QUEUES"]
        if once:
            do_minute_jobs()
            take_from([*queues], name).run()
            for job, _seconds in work.second_jobs():
                job()
            return
        work.stopping.clear()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: work.stopping.set())
        # Long work has a thread of its own, so that a mail does not wait for a report.
        workers = [take_from([queue], f"{name}-{queue}") for queue in queues]
        threads = [threading.Thread(target=keep_running, args=[worker], daemon=True) for worker in workers]
        threads += [threading.Thread(target=keep_doing, args=job, daemon=True) for job in work.second_jobs()]
        for thread in threads:
            thread.start()
        do_minute_jobs()
        # What the worker before held when it was killed is free once its lease has run out.
        work.stopping.wait(work.LEASE.total_seconds() + 1)
        while not work.stopping.is_set():
            do_minute_jobs()
            work.stopping.wait(MINUTE)
        for worker in workers:
            worker.running = False
        for thread in threads:
            thread.join(FAREWELL)


def take_from(queues: list[str], name: str) -> Worker:
    """Return what takes tasks from queues, one after the other, until there is none left."""
    return Worker(
        queue_names=queues,
        interval=INTERVAL,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )


def keep_running(worker: Worker) -> None:
    """Run a queue until the worker stops, also across times without a database."""
    while not work.stopping.is_set():
        try:
            # A cheap look first: taking a task up locks the database, and an idle site is to cost next to nothing.
            if DBTaskResult.objects.ready().filter(queue_name__in=worker.queue_names).exists():
                worker.run()
            work.stopping.wait(INTERVAL)
        except Error as error:
            logger.error("the database does not answer: %s", str(error).strip())
            close_old_connections()
            work.stopping.wait(RETRY)
        except Exception:
            logger.exception("the queue stumbled and goes on")
            work.stopping.wait(RETRY)
    connections.close_all()


def keep_doing(job: work.Job, seconds: float) -> None:
    """Do a job again and again until the worker stops, also across times without a database."""
    while not work.stopping.is_set():
        try:
            job()
            work.stopping.wait(seconds)
        except Exception:
            logger.exception("%s failed, and is tried again", job.__name__)
            close_old_connections()
            work.stopping.wait(RETRY)
    connections.close_all()


def do_minute_jobs() -> None:
    """Do what is due every minute; one job that fails does not keep the others from it."""
    close_old_connections()
    for job in (be_seen, mend_queue, clear_half_uploads, publish_scheduled, *work.minute_jobs()):
        try:
            job()
        except Exception:
            logger.exception("%s failed, and is tried again in a minute", job.__name__)
    close_old_connections()


def publish_scheduled() -> None:
    """Publish and take down what was planned for now."""
    call_command("publish_scheduled", verbosity=0)
