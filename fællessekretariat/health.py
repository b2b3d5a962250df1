"""How the site stands, for machines: /healthz/live says that a process answers, /healthz/ready what is wrong, if any.

Asked before everything else, so that any Host, plain HTTP and a database that is away make no difference.
"""

import os
import shutil
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.core.cache import cache as shared_cache
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.queue import WORKER_SEEN
from mirror import changes, folder, locking
from mirror.paths import is_on, root
from mirror.version import own_version

GetResponse = Callable[[HttpRequest], HttpResponse]
Facts = dict[str, Any]

ADDRESS = "/healthz/"
# Seconds: a task that waits for longer, or a worker that was last seen before that, is a fault.
LONGEST_WAIT, LONGEST_SILENCE = 15 * 60, 5 * 60


class Fault(Exception):
    """Something is wrong; the message says what, in words that anybody may read."""


def answer_health(get_response: GetResponse) -> GetResponse:
    """Answer /healthz/live and /healthz/ready, and nothing else."""
    answers = {"live": live, "ready": ready}

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ADDRESS):
            return get_response(request)
        name = request.path.removeprefix(ADDRESS).rstrip("/")
        if name not in answers:
            response = JsonResponse({"fault": "ask for live or ready"}, status=404)
        elif request.method not in ("GET", "HEAD"):
            response = JsonResponse({"fault": "only GET and HEAD"}, status=405, headers={"Allow": "GET, HEAD"})
        else:
            response = answers[name]()
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return middleware


def live() -> HttpResponse:
    """Say that this process answers requests; nothing else is asked."""
    return JsonResponse({"live": True})


def ready() -> HttpResponse:
    """Say how each part stands, 503 when something is wrong with one."""
    parts = {check.__name__: outcome(check) for check in (database, migrations, disk, *bucket(), worker, queue, mirror)}
    faults = [f"{name}: {facts['fault']}" for name, facts in parts.items() if not facts["ok"]]
    return JsonResponse({"ready": not faults, "faults": faults, **parts}, status=503 if faults else 200)


def outcome(check: Callable[[], Facts]) -> Facts:
    """Return what a check found, and whether it is well; never what an exception says, which may hold secrets."""
    try:
        return {"ok": True, **check()}
    except Fault as fault:
        return {"ok": False, "fault": str(fault)}
    except Error:
        return {"ok": False, "fault": "the database does not answer"}
    except OSError as error:
        return {"ok": False, "fault": error.strerror or "the folder can't be used"}


def database() -> Facts:
    """The database answers."""
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"kind": connection.vendor, "milliseconds": round((time.monotonic() - began) * 1000, 1)}


@cache
def _known_migrations() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Each migration of this release, and which it stands for."""
    found = MigrationLoader(None).disk_migrations
    return {name: list(migration.replaces) for name, migration in found.items()}


def migrations() -> Facts:
    """The database is in the state that this release needs."""
    applied = MigrationRecorder(connection).applied_migrations()
    missing = [
        f"{app}.{name}"
        for (app, name), replaced in sorted(_known_migrations().items())
        if (app, name) not in applied and not (replaced and all(one in applied for one in replaced))
    ]
    if missing:
        raise Fault(f"{len(missing)} are to be run (manage.py migrate), first {missing[0]}")
    return {"applied": len(applied)}


def disk() -> Facts:
    """There is room for what is uploaded next."""
    free = shutil.disk_usage(settings.DATA_DIR).free // 1_000_000
    if free < settings.LEAST_DISK:
        raise Fault(f"{free} MB free, less than {settings.LEAST_DISK}")
    if not os.access(settings.DATA_DIR, os.W_OK | os.X_OK):
        raise Fault("the data folder can't be written")
    return {"free_megabytes": free}


def bucket() -> list[Callable[[], Facts]]:
    """The check of where uploaded files lie, when that isn't the disk."""
    ask: Callable[[], None] | None = getattr(default_storage, "ask", None)
    if ask is None:
        return []

    def files() -> Facts:
        try:
            ask()
        except getattr(default_storage, "away", ()):
            raise Fault("the bucket does not answer") from None
        return {}

    return [files]


def worker() -> Facts:
    """The worker was here lately."""
    seen = shared_cache.get(WORKER_SEEN)
    if seen is None:
        raise Fault("no worker has been seen; start manage.py worker")
    age = max(0, round(time.time() - seen))
    if age > LONGEST_SILENCE:
        raise Fault(f"last seen {age} seconds ago; is it running?")
    return {"seconds": age}


def queue() -> Facts:
    """Nothing has waited for long."""
    now, tasks = timezone.now(), DBTaskResult.objects.ready()
    # One that may run at once has a moment that never comes.
    times = (after if after <= now else began for after, began in tasks.values_list("run_after", "enqueued_at")[:1000])
    age = max(0, round((now - min(times, default=now)).total_seconds()))
    if age > LONGEST_WAIT:
        raise Fault(f"a task has waited for {age} seconds; is the worker running?")
    return {"waiting": tasks.count(), "oldest_seconds": age}


def mirror() -> Facts:
    """Visitors read the state that is published; a link that a crash left behind is mended first."""
    if not is_on():
        return {"state": "off"}
    if not os.access(root(), os.W_OK | os.X_OK):
        raise Fault("the folder can't be written: pages are rendered for each visitor")
    changes.mend()
    if folder.version() != own_version():
        raise Fault("the files are those of another version: start web and worker anew")
    name = folder.target()
    if name is None:
        with locking.alone() as is_alone:
            if is_alone and folder.target() is None:
                raise Fault("there is no generation to read: pages are rendered for each visitor")
        return {"state": "changing"}
    if not folder.is_in_time(name):
        raise Fault("its time is over, and the next generation has not begun")
    return {"state": "kept", "generation": name, "seconds": max(0, round(time.time() - folder.time_of(name)[0]))}
