"""The file of an annual report: refused when it is none, its owner's alone, and gone when nobody needs it."""

import datetime as dt
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import SiteDocument, SiteImage
from core.work import minute_jobs
from editorial.models import ReportUpload
from publications.models import PdfReading, PublicationPage
from tests.conftest import staff
from tests.editorial.reports import UPLOAD, another, new_pages, report_pdf, stored

pytestmark = pytest.mark.django_db


def test_an_upload_is_its_owners_alone(
    desk: Client, editor: Any, leader: Any, send: Any, pdf: bytes, django_user_model: Any
) -> None:
    address = send(desk, pdf, "hemmelig-rapport.pdf").url
    document = SiteDocument.objects.get(report_upload__user=leader)
    image = document.reading.first_pages(1)[0].picture["src"]
    other = another(staff(django_user_model, "anden", "Ledelse"))
    lists = (reverse("wagtaildocs_chooser:choose"), "/admin/documents/", "/admin/documents/results/")
    for client, sees in ((desk, True), (other, False), (another(editor), False)):
        assert (client.get(document.url).status_code == 200) is sees
        assert [document.title in client.get(one).content.decode() for one in lists] == [sees] * 3
    for client in (other, another(editor)):
        assert client.get(address, follow=True).redirect_chain == [(UPLOAD, 302)]
        assert client.get(f"{address}status/").status_code == 404
        client.post(f"{address}annuller/")
        client.post(address, {"action-publish": "1"})
    assert ReportUpload.objects.get().used_at is None
    for path in (document.url, image):
        assert Client().get(path).status_code == 404
    for path in (UPLOAD, address, f"{address}status/"):
        assert Client().get(path).url.startswith("/admin/login/")
    outsider = another(django_user_model.objects.create_user("udenfor", password="correct horse battery"))
    assert outsider.get(UPLOAD).status_code == 403


def test_cancelling_leaves_nothing(
    desk: Client, send: Any, pdf: bytes, django_capture_on_commit_callbacks: Any
) -> None:
    before, documents = stored(), SiteDocument.objects.count()
    address = send(desk, pdf).url
    assert stored() - before
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(f"{address}annuller/").url == "/admin/"
    assert stored() <= before
    assert SiteDocument.objects.count() == documents
    assert not ReportUpload.objects.exists()
    assert not PdfReading.objects.filter(title="Årsskrift 2017").exists()
    # A tab that was left open.
    answer = desk.post(address, {"action-publish": "1"}, follow=True)
    assert "Kladden er her ikke mere." in answer.content.decode()


def test_after_a_day_only_what_became_pages_is_left(
    desk: Client, send: Any, pdf: bytes, press: Any, django_capture_on_commit_callbacks: Any
) -> None:
    before = stored()
    address, used = send(desk, pdf).url, send(desk, pdf).url
    press(desk, used, "save")
    kept = [PublicationPage.objects.get(slug="aarsskrift-2017").pdf.file.path]
    for hours, left in ((23, 2), (25, 1)):
        ReportUpload.objects.update(created_at=timezone.now() - dt.timedelta(hours=hours))
        with django_capture_on_commit_callbacks(execute=True):
            for job in minute_jobs():
                job()
        assert ReportUpload.objects.count() == left
    assert desk.get(address).status_code == 302
    assert {str(path) for path in stored() - before if path.suffix == ".pdf"} == set(kept)


HOSTILE = {
    "empty": (b"", "Filen er tom."),
    "HTML": (b"<!doctype html><script>alert(1)</script>", "ikke en PDF"),
    "ZIP": (b"PK\x03\x04" + b"\0" * 200, "ikke en PDF"),
    "too large": (b"%PDF-1.7\n" + b"0" * 100_000_000, "100 MB"),
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_what_is_no_pdf_is_refused_and_gone(desk: Client, send: Any, kind: str, accept: str) -> None:
    before = stored()
    content, words = HOSTILE[kind]
    answer = send(desk, content, "aarsskrift.pdf", accept=accept)
    assert answer.status_code == 400
    assert words in (answer.json()["error"] if accept == "application/json" else answer.content.decode())
    assert stored() <= before
    assert not ReportUpload.objects.exists()


def test_what_cannot_be_read_is_refused_and_gone(desk: Client, send: Any) -> None:
    before, documents = stored(), SiteDocument.objects.count()
    locked = report_pdf(encryption=pikepdf.Encryption(user="hemmelig", owner="hemmelig"))
    for content, words in ((locked, "adgangskode"), (b"%PDF-1.7\nnothing follows", "Filen er beskadiget")):
        address = send(desk, content).url
        answer = desk.get(address)
        assert words in answer.content.decode()
        assert 'type="file"' in answer.content.decode()
        assert desk.get(f"{address}status/").json()["refused"] is True
        assert stored() <= before
        assert SiteDocument.objects.count() == documents
    assert ReportUpload.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "shown", "year"),
    [
        ("../../Årsskrift 2015 – endelig.pdf", "Årsskrift 2015 – endelig.pdf", 2015),
        ("C:\\temp\\A\u030arsskrift_2014.PDF", "Årsskrift 2014.pdf", 2014),
        ("<b>æøå</b>.pdf", "b>.pdf", 2017),
    ],
)
def test_a_name_is_only_a_name(desk: Client, send: Any, name: str, shown: str, year: int) -> None:
    answer = send(desk, report_pdf("Microsoft Word - udkast.docx"), name)
    upload = ReportUpload.objects.get()
    assert upload.file_name == shown
    assert upload.document.file.name.startswith("documents/")
    assert upload.document.file.name.isascii()
    # The cover's year counts before the name's; there it says 2016.
    assert desk.get(answer.url).context["filled_in"].report["year"].value() == 2016
    PdfReading.objects.filter(document=upload.document).update(page_count=0)
    screen = desk.get(answer.url + "?selv=1")
    assert screen.context["filled_in"].report["year"].value() == year
    assert screen.context["filled_in"].report["title"].value() == f"Årsskrift {year}"


def test_while_it_is_read_and_when_nobody_reads_it(desk: Client, pdf: bytes, press: Any) -> None:
    # No worker: what was enqueued is not done.
    address = desk.post(UPLOAD, {"file": SimpleUploadedFile("aarsskrift-2017.pdf", pdf)}).url
    assert "PDF&#x27;en venter" in desk.get(address).content.decode()
    assert desk.get(f"{address}status/").json() | {"text": ""} == {
        "settled": False,
        "refused": False,
        "ready": False,
        "waits": False,
        "text": "",
    }
    ReportUpload.objects.update(created_at=timezone.now() - dt.timedelta(seconds=11))
    assert desk.get(f"{address}status/").json()["waits"] is True
    done = press(desk, address + "?selv=1", "publish")
    assert done.status_code == 200
    [publication], _posts = new_pages()
    assert publication.live and publication.cover.width == 1200
    assert Client().get(publication.pdf_url).status_code == 200
    assert publication.reader_url == ""


def test_a_broken_file_is_not_published_unread(desk: Client, pdf: bytes, press: Any) -> None:
    address = desk.post(UPLOAD, {"file": SimpleUploadedFile("a.pdf", pdf[:3000])}).url + "?selv=1"
    changes = {"report-cover": SiteImage.objects.first().pk, "post-title": "Eksempel på overskrift"}
    answer = press(desk, address, "publish", **changes)
    assert "Filen kan ikke bruges" in answer.content.decode()
    assert answer.context["filled_in"].post["title"].value() == "Eksempel på overskrift"
    assert not PublicationPage.objects.filter(live=True).exclude(slug="aarsskrift-2016").exists()
