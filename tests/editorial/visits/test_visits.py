"""Visits are counted once each, without who made them, and shown to the leaders."""

import datetime as dt
import io
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from core.models import SiteDocument
from editorial.models import LogRead, VisitCount
from editorial.visits.counting import count_now_and_then
from tests.editorial.reports import another

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/besoeg/"


def note(path: str, **other: Any) -> str:
    """Return a line as nginx and gunicorn write it."""
    entry = {"time": timezone.localtime().isoformat(timespec="seconds"), "method": "GET", "path": path}
    return json.dumps({**entry, "status": 200, "bytes": 1, "seconds": 0, "robot": 0, "request": "x", **other}) + "\n"


@pytest.fixture
def logs(tmp_path: Path, settings: Any) -> Path:
    """A folder of logs that the worker counts."""
    settings.ACCESS_LOG_DIR = tmp_path
    cache.delete("visits-counted")
    return tmp_path


def counted() -> dict[str, int]:
    """Return the counts by address."""
    return dict(VisitCount.objects.values_list("path", "count"))


def test_pages_and_files_that_visitors_got_are_counted(logs: Path) -> None:
    others = [
        "/admin/pages/",
        "/static/css/site.css",
        "/media/images/a.webp",
        "/soeg/",
        "/nyheder/rss/",
        "/healthz/live",
    ]
    lines = [
        note("/"),
        note("/kontakt/"),
        # Somebody comes back, and has the page already.
        note("/kontakt/", status=304),
        note("/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf"),
        note("/documents/1/%C3%A5rsskrift.pdf"),
        *map(note, others),
        note("/findes-ikke/", status=404),
        note("/", robot=1),
        note("/", method="POST"),
        note("/documents/1/a.pdf", status=206),
        note("/a/tilmeld/ret/…"),
        note(f"/{'a' * 300}/"),
        "no JSON\n",
        '{"time": "yesterday"}\n',
        "[]\n",
    ]
    (logs / "access-2026-11-30.log").write_text("".join(lines))
    call_command("count_visits")
    assert counted() == {
        "/": 1,
        "/kontakt/": 2,
        "/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf": 1,
        "/documents/1/årsskrift.pdf": 1,
    }
    assert set(VisitCount.objects.filter(is_download=True).values_list("path", flat=True)) == {
        "/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf",
        "/documents/1/årsskrift.pdf",
    }


def test_nothing_is_counted_twice_and_a_line_half_written_later(logs: Path) -> None:
    file, line = logs / "access-2026-11-30.log", note("/")
    file.write_text(line + line[:20])
    call_command("count_visits")
    call_command("count_visits")
    assert counted() == {"/": 1}
    file.write_text(line + line)
    # The same beginning: what is new is what follows.
    call_command("count_visits")
    assert counted() == {"/": 2}
    # Another file under the old name, as after a move, is counted from its beginning.
    file.write_text(note("/kontakt/"))
    call_command("count_visits")
    assert counted() == {"/": 2, "/kontakt/": 1}


def test_a_day_is_a_day_in_denmark(logs: Path) -> None:
    (logs / "access-2026-06-30.log").write_text(note("/", time="2026-06-30T22:30:00+00:00"))
    call_command("count_visits")
    assert VisitCount.objects.get().day == dt.date(2026, 7, 1)


def test_the_worker_counts_and_clears_away_old_files(logs: Path) -> None:
    old = logs / "access-2026-01-01.log"
    old.write_text(note("/"))
    os.utime(old, (1, 1))
    count_now_and_then()
    assert counted() == {"/": 1} and not old.exists() and not LogRead.objects.exists()
    # Once an hour is enough.
    (logs / "access-2026-01-02.log").write_text(note("/"))
    count_now_and_then()
    assert counted() == {"/": 1}


def test_a_clock_that_was_ahead_holds_the_worker_up_no_longer_than_it_was(logs: Path) -> None:
    cache.set("visits-counted", time.time() + 400 * 24 * 3600, None)
    (logs / "access-2026-01-02.log").write_text(note("/"))
    count_now_and_then()
    assert counted() == {"/": 1}


def test_a_file_s_address_with_zeros_before_its_number_is_that_file(leader: Any) -> None:
    pdf = SiteDocument.objects.first()
    address = pdf.url.replace(f"/{pdf.pk}/", f"/00{pdf.pk}/")
    for path in (pdf.url, address, "/documents/999999/er-vaek.pdf"):
        VisitCount.objects.create(path=path, day=timezone.localdate(), count=1, is_download=True)
    page = another(leader).get(REPORT)
    assert page.status_code == 200 and page.content.decode().count(pdf.title) == 2
    assert another(leader).get(REPORT, {"format": "csv"}).status_code == 200


def test_a_missing_folder_is_one_sentence(settings: Any, tmp_path: Path) -> None:
    settings.ACCESS_LOG_DIR = tmp_path / "none"
    with pytest.raises(CommandError, match="none is no folder; nothing has been noted there yet"):
        call_command("count_visits")


def fill() -> None:
    """Count some visits of today and of last year."""
    today = timezone.localdate()
    pdf = SiteDocument.objects.first()
    for path, day, count in (
        ("/kontakt/", today, 12),
        ("/", today - dt.timedelta(days=8), 5),
        ("/nyheder/", today - dt.timedelta(days=400), 99),
    ):
        VisitCount.objects.create(path=path, day=day, count=count)
    VisitCount.objects.create(path=pdf.url, day=today, count=3, is_download=True)
    VisitCount.objects.create(path="/=1+1/", day=today, count=1)


def test_the_leader_sees_the_figures_and_takes_them_along(leader: Any) -> None:
    client = another(leader)
    assert "Der er ikke talt noget endnu" in client.get(REPORT).content.decode()
    fill()
    page = client.get(REPORT)
    shown = page.content.decode()
    assert (page.context["page_sum"], page.context["file_sum"]) == (18, 3)
    assert len(page.context["days"]) == 30 and "Kontakt" in shown and "Årsskrift 2016" in shown
    assert client.get(REPORT, {"dage": "7"}).context["page_sum"] == 13
    assert client.get(REPORT, {"dage": "<7"}).context["page_sum"] == 18
    sheet = client.get(REPORT, {"format": "csv", "dage": "30"})
    lines = sheet.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Dag;Adresse;Titel;Slags;Gange"
    assert f"{timezone.localdate():%d-%m-%Y};/kontakt/;Kontakt;Side;12" in lines and len(lines) == 5
    book = load_workbook(io.BytesIO(client.get(REPORT, {"format": "xlsx"}).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == ("Dag", "Adresse", "Titel", "Slags", "Gange") and len(rows) == 5


def test_editors_and_visitors_do_not(editor: Any) -> None:
    fill()
    for kind in ("", "csv", "xlsx"):
        assert another(editor).get(REPORT, {"format": kind}).status_code == 302
        assert "/login/" in Client().get(REPORT, {"format": kind})["Location"]
    assert REPORT not in another(editor).get("/admin/").content.decode()
