"""/healthz/: what machines that look after the site are told, whatever they call it by."""

import datetime as dt
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from core.queue import WORKER_SEEN, be_seen
from mirror import folder
from mirror.paths import root
from tests.mirror.conftest import KeptSite

HOST = {"HTTP_HOST": "10.1.2.3:8000"}


@pytest.fixture
def faults(db: None) -> Any:
    """Ask for what is wrong, of a site whose worker is there; the status says whether anything is."""
    be_seen()

    def ask() -> list[str]:
        answer = Client().get("/healthz/ready", **HOST)
        body = answer.json()
        assert answer.status_code == (503 if body["faults"] else 200)
        assert body["ready"] is not bool(body["faults"])
        assert "no-store" in answer["Cache-Control"] and not answer.cookies
        return body["faults"]

    return ask


def test_a_live_process_says_so_to_any_host_and_asks_no_database(client: Client, settings: Any) -> None:
    # As in production behind a front server, where the health checker speaks plain HTTP.
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/healthz/live", **HOST)
    assert (answer.status_code, answer.json()) == (200, {"live": True})
    assert client.post("/healthz/live", **HOST).status_code == 405
    assert client.get("/healthz/", **HOST).status_code == 404


def test_all_is_well(faults: Any, site: KeptSite) -> None:
    assert faults() == []
    body = json.loads(site.ask("/healthz/ready", **HOST).text)
    assert body["mirror"]["generation"] == folder.target()
    assert set(body) == {"ready", "faults", "database", "migrations", "disk", "worker", "queue", "mirror"}
    # Nothing of it is kept as a page.
    assert not any("healthz" in name for name in site.files)


def test_a_missing_migration_is_named(faults: Any) -> None:
    MigrationRecorder(connection).record_unapplied("core", "0001_initial")
    assert faults() == ["migrations: 1 are to be run (manage.py migrate), first core.0001_initial"]


def test_a_full_disk_is_told(faults: Any, settings: Any) -> None:
    settings.LEAST_DISK = 10**12
    assert [fault.partition(" MB free")[1] for fault in faults()] == [" MB free"]


def test_a_worker_that_is_away_is_told_and_one_that_works_is_seen(faults: Any) -> None:
    cache.delete(WORKER_SEEN)
    assert faults() == ["worker: no worker has been seen; start manage.py worker"]
    cache.set(WORKER_SEEN, time.time() - 3600, None)
    assert [fault[:25] for fault in faults()] == ["worker: last seen 3600 sec"[:25]]
    call_command("worker", "--once")
    assert faults() == []


def test_a_task_that_nobody_takes_is_told(faults: Any) -> None:
    task = DBTaskResult.objects.create(
        args_kwargs={}, task_path="x", backend_name="default", run_after=get_date_max(), exception_class_path=""
    )
    assert faults() == []
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - dt.timedelta(hours=1))
    assert [fault.startswith("queue: a task has waited for 36") for fault in faults()] == [True]


def test_kept_pages_that_went_wrong_are_mended_or_told(faults: Any, site: KeptSite) -> None:
    # A crash left the link cut: whoever asks mends it.
    folder.cut()
    assert faults() == []
    assert folder.target()
    (root() / "version").write_text("another")
    assert faults() == ["mirror: the files are those of another version: start web and worker anew"]


def test_a_database_that_is_away_is_told_without_its_address(tmp_path: Path) -> None:
    """In a process of its own, whose database is nowhere."""
    code = (
        "import django; django.setup()\n"
        "from fællessekretariat.health import ready\n"
        "answer = ready()\n"
        "print(answer.status_code, answer.content.decode())"
    )
    environ = {"DATABASE_URL": "postgres://someone:hidden@127.0.0.1:1/none", "DATA_DIR": str(tmp_path), "MIRROR": "1"}
    environ |= {"PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "fællessekretariat.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, timeout=60)
    status, _, body = done.stdout.partition(" ")
    assert status == "503", done.stderr
    assert "database: the database does not answer" in json.loads(body)["faults"]
    assert "hidden" not in body and "127.0.0.1" not in body


class Quiet(WSGIRequestHandler):
    """Logs nothing."""

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def test_the_containers_check_ends_with_what_it_was_told(db: None) -> None:
    """As Dockerfile and compose.yaml call it."""
    with make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Quiet) as server:
        check = [sys.executable, "-m", "fællessekretariat.healthcheck"]
        port = {"PORT": str(server.server_port), "PYTHONUTF8": "1"}

        def run(*arguments: str) -> int:
            process = subprocess.Popen([*check, *arguments], env=port, stdout=subprocess.DEVNULL)
            if arguments[:1] != ("http://127.0.0.1:1/",):
                server.handle_request()
            return process.wait(20)

        ready = f"http://127.0.0.1:{server.server_port}/healthz/ready"
        assert run() == 0
        be_seen()
        assert run(ready, "worker") == 0
        cache.delete(WORKER_SEEN)
        assert run(ready, "worker") == 1
        assert run("http://127.0.0.1:1/") == 1
