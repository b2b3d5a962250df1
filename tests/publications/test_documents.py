"""A stored document keeps its file for good, has a safe name and a proper title, and takes all of it along."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from core.documents import stored_name, title_from_name
from core.models import SiteDocument
from publications.models import PdfPage, PdfReading
from tests.publications.pdf import samples
from tests.publications.uploads import add, add_several, choose_new, files_in_storage, newest

pytestmark = pytest.mark.django_db
OTHER = samples.with_text(2)


@pytest.fixture
def staff(client: Client, leader: Any) -> Client:
    """The leader, signed in."""
    client.force_login(leader)
    return client


@pytest.fixture
def document(staff: Client) -> SiteDocument:
    """A document that was added in the admin."""
    add(staff, samples.with_text(), "Første.pdf")
    return newest()


def content(document: SiteDocument) -> bytes:
    """The file's bytes as they are stored."""
    with document.file.storage.open(document.file.name) as file:
        return file.read()


def test_the_edit_form_shows_the_file_and_takes_no_other(staff: Client, document: SiteDocument) -> None:
    address = reverse("wagtaildocs:edit", args=[document.pk])
    page = staff.get(address).content.decode()
    assert "foerste.pdf" in page and 'name="file"' not in page
    with translation.override("da"):
        assert (
            gettext("The file stays as it is. A new file is a new document: choose it on the publication’s page.")
            in page
        )
    before, stored = content(document), files_in_storage()
    sent = {"title": "Nyt navn", "tags": "årsskrift", "collection": document.collection_id}
    files = {"file": SimpleUploadedFile("b.pdf", OTHER), "stored_file": SimpleUploadedFile("c.pdf", OTHER)}
    answer = staff.post(address, {**sent, **files})
    assert answer.status_code == 302
    changed = SiteDocument.objects.get(pk=document.pk)
    assert (changed.title, changed.file.name) == ("Nyt navn", document.file.name)
    assert [tag.name for tag in changed.tags.all()] == ["årsskrift"]
    assert content(changed) == before and files_in_storage() == stored


def test_describing_an_upload_takes_no_other_file(staff: Client) -> None:
    number = add_several(staff, samples.with_text(), "første.pdf")["doc_id"]
    document = SiteDocument.objects.get(pk=number)
    before, stored = content(document), files_in_storage()
    prefix = f"doc-{number}"
    sent = {f"{prefix}-title": "Nyt navn", f"{prefix}-file": SimpleUploadedFile("b.pdf", OTHER)}
    answer = staff.post(reverse("wagtaildocs:edit_multiple", args=[number]), sent)
    assert answer.json()["success"]
    document.refresh_from_db()
    assert document.title == "Nyt navn"
    assert content(document) == before and files_in_storage() == stored


def test_the_same_file_twice_is_two_documents(staff: Client) -> None:
    numbers = {add_several(staff, OTHER, "samme.pdf")["doc_id"] for _ in range(2)}
    names = {document.file.name for document in SiteDocument.objects.filter(pk__in=numbers)}
    assert len(names) == 2


def test_the_model_refuses_another_file(document: SiteDocument) -> None:
    stored = files_in_storage()
    for file in (ContentFile(OTHER, name="b.pdf"), "documents/findes-ikke.pdf", ""):
        changed = SiteDocument.objects.get(pk=document.pk)
        changed.file = file
        with pytest.raises(ValidationError):
            changed.full_clean()
        with pytest.raises(ValidationError):
            changed.save()
    assert files_in_storage() == stored
    same = SiteDocument.objects.get(pk=document.pk)
    same.title = "Nyt navn"
    same.full_clean()
    same.save()


@pytest.mark.parametrize(
    ("name", "stored", "title"),
    [
        ("Årsskrift_2016 (endelig).PDF", "aarsskrift-2016-endelig", "Årsskrift 2016 (endelig)"),
        ("A\u030arsskrift.pdf", "aarsskrift", "Årsskrift"),
        ("../../etc/passwd.pdf", "passwd", "passwd"),
        ("C:\\fakepath\\rapport.pdf", "rapport", "rapport"),
        ("......pdf", "dokument", "Dokument"),
        ("rapport\u202efdp.pdf", "rapportfdp", "rapportfdp"),
        ("linje\r\nskift\x00\x1b.pdf", "linje-skift", "linje skift"),
        ("报告.pdf", "dokument", "报告"),
        ("%2e%2e%2fa.pdf", "2e2e2fa", "%2e%2e%2fa"),
        ("rapport", "rapport", "rapport"),
    ],
)
def test_any_name_is_stored_safely_and_shown_properly(name: str, stored: str, title: str) -> None:
    with translation.override("da"):
        assert stored_name(name) == f"{stored}.pdf"
        assert title_from_name(name) in {title, gettext("Document")}
        assert title == "Dokument" or title_from_name(name) == title


@pytest.mark.parametrize("send", [add, add_several, choose_new])
@pytest.mark.parametrize(
    "name", ["Æblegrød på Ørnevej.pdf", "../../æ.pdf", "x" * 240 + ".pdf", "a\u202efdp.pdf", "rapport"]
)
def test_a_name_never_keeps_a_file_out(staff: Client, send: Any, name: str) -> None:
    before = SiteDocument.objects.count()
    send(staff, samples.with_text(), name)
    assert SiteDocument.objects.count() == before + 1
    document = newest()
    assert document.filename.isascii() and document.filename.endswith(".pdf") and len(document.file.name) <= 100
    assert document.title and document.title.isprintable()
    assert staff.get(document.url).status_code == 200


def test_a_title_left_empty_is_the_files_name(staff: Client) -> None:
    add(staff, samples.with_text(), "Årsskrift_2016.pdf", title="")
    assert newest().title == "Årsskrift 2016"
    add_several(staff, samples.with_text(), "Årsskrift_2017.pdf")
    assert newest().title == "Årsskrift 2017"
    add(staff, samples.with_text(), title="2016/2017: \u202eher\x07 og der")
    assert newest().title == "2016/2017: her og der"


def test_a_deleted_document_takes_everything_along(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    before = files_in_storage()
    with django_capture_on_commit_callbacks(execute=True):
        add(admin_client, samples.with_text(3))
    document = newest()
    reading = PdfReading.objects.get(document=document)
    added = files_in_storage() - before
    assert reading.is_ready and len(added) == 1 + 3 * 2
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse("wagtaildocs:delete", args=[document.pk]))
    assert not SiteDocument.objects.filter(pk=document.pk).exists()
    assert not PdfReading.objects.filter(pk=reading.pk).exists()
    assert not PdfPage.objects.filter(reading_id=reading.pk).exists()
    assert files_in_storage() == before
