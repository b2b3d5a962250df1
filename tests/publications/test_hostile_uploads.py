"""Hostile and odd files through the front door: a sentence, nothing left over, and the site answers on."""

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from core import limits
from core.models import SiteDocument
from publications.models import PdfPage, PdfReading
from publications.pdf.values import Limits
from tests.publications.pdf import samples
from tests.publications.uploads import add, add_several, choose_new, files_in_storage, newest, refusals

pytestmark = pytest.mark.django_db
HTML = b"<!doctype html><title>a.pdf</title><script>alert(1)</script>"
NO_PDF = "Det er ikke en PDF. Gem den som PDF i det program, den er lavet i."
EMPTY = "Filen er tom."
LARGE = "Filen er for stor: Der kan højst læses 1 MB."


def zipped() -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


@pytest.fixture
def staff(client: Client, leader: Any) -> Client:
    """The leader, signed in."""
    client.force_login(leader)
    return client


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No temporary file may be left by any of these; every file sent is one."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 0)
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(HTML, NO_PDF), (zipped(), NO_PDF), (b"", EMPTY), (b"%PDF-1.7" + bytes(1_000_001), LARGE)],
    ids=["html", "zip", "empty", "large"],
)
@pytest.mark.parametrize("kind", ["application/pdf", "text/html"])
def test_what_is_no_pdf_is_refused_at_the_door(
    staff: Client, data: bytes, sentence: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DOCUMENT_BYTES", 1_000_000)
    documents, stored = SiteDocument.objects.count(), files_in_storage()
    (said,) = refusals(add(staff, data, kind=kind))
    assert said.startswith(sentence)
    assert add_several(staff, data, kind=kind)["error_message"] == said
    chooser = choose_new(staff, data, kind=kind)
    assert chooser["step"] == "reshow_creation_form" and said in chooser["htmlFragment"]
    assert SiteDocument.objects.count() == documents
    assert files_in_storage() == stored
    assert staff.get("/").status_code == 200


def test_the_size_a_file_may_have_is_said_in_one_place(staff: Client) -> None:
    assert Limits().size == settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == limits.DOCUMENT_BYTES
    page = staff.get("/admin/documents/multiple/add/").content.decode()
    assert f'data-max-file-size="{limits.DOCUMENT_BYTES}"' in page
    assert "100 MB" in page


def test_a_pdf_under_any_type_is_stored_and_sent_as_a_pdf(staff: Client) -> None:
    add(staff, samples.with_text(), "rapport.html", kind="text/html")
    answer = staff.get(newest().url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (samples.with_text(3)[:900], "Filen er beskadiget eller ikke hel."),
        (b"<html>%PDF-1.7 %%EOF</html>", "Filen er beskadiget eller ikke hel."),
        (samples.locked(user="hemmelig"), "Filen kræver en adgangskode"),
        (samples.without_pages(), "Filen har ingen sider."),
        (samples.with_text(2000), "Filen har mere end 1000 sider."),
        (samples.form_bomb(), "Side 1 tager for lang tid eller bruger for meget hukommelse"),
    ],
    ids=["truncated", "html-with-header", "password", "no-pages", "2000-pages", "form-bomb"],
)
def test_what_cannot_be_read_fails_with_a_reason(
    staff: Client, data: bytes, reason: str, django_capture_on_commit_callbacks: Any
) -> None:
    stored = files_in_storage()
    with django_capture_on_commit_callbacks(execute=True):
        assert add(staff, data).status_code == 302
    document = newest()
    reading = PdfReading.objects.get(document=document)
    assert reading.is_failed and reading.reason.startswith(reason), reading.reason
    assert not PdfPage.objects.filter(reading=reading).exists()
    assert files_in_storage() - stored == {document.file.name}
    assert staff.get("/udgivelser/").status_code == 200


def test_an_owners_lock_keeps_nobody_out(staff: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add(staff, samples.locked(extract=False, accessibility=False))
    reading = PdfReading.objects.get(document=newest())
    assert reading.is_ready and reading.locked


def test_a_huge_picture_is_drawn_or_refused(staff: Client, django_capture_on_commit_callbacks: Any) -> None:
    stored = files_in_storage()
    with django_capture_on_commit_callbacks(execute=True):
        add(staff, samples.picture(30_000, 30_000, color=False))
    reading = PdfReading.objects.get(document=newest())
    assert reading.is_ready or reading.reason.startswith("Side 1 tager for lang tid")
    added = files_in_storage() - stored
    assert len(added) == 1 + sum(len(page.images) for page in reading.page_list)
    assert staff.get("/").status_code == 200
