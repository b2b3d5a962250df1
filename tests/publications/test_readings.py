"""A document is read in the background: each step is kept, work goes on where it ended, nothing is left over."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import override_settings
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection

from core import work
from core.models import SiteDocument
from publications import readings
from publications.models import PdfPage, PdfReading
from publications.models.reading import FOLDER
from publications.pdf.values import PHONE_WIDTH, WIDE_WIDTH
from tests.publications.pdf import samples

pytestmark = pytest.mark.django_db
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "long"]}}


def store(data: bytes, name: str = "proeve.pdf") -> SiteDocument:
    """Return a new document with this file; its reading is begun when the transaction's callbacks run."""
    return SiteDocument.objects.create(title="Prøve", file=ContentFile(data, name=name))


@pytest.fixture
def documents(django_capture_on_commit_callbacks: Any) -> Iterator[Any]:
    """Store a PDF and let its reading run."""

    def stored(data: bytes) -> PdfReading:
        with django_capture_on_commit_callbacks(execute=True):
            document = store(data)
        return PdfReading.objects.get(document=document)

    yield stored


def test_a_new_document_is_read_and_drawn(documents: Any) -> None:
    reading = documents(samples.tagged(pages=12))
    assert (reading.state, reading.page_count, reading.pages_done) == ("ready", 12, 12)
    assert (reading.title, reading.language, reading.tagged) == ("Årsskrift 2016", "da-DK", True)
    assert reading.finished_at and len(reading.digest) == 64 and reading.size > 1000
    for page in reading.page_list:
        assert page.text
        assert list(page.images) == [str(PHONE_WIDTH), str(WIDE_WIDTH)]
        assert default_storage.exists(page.image_name(PHONE_WIDTH))


def test_a_file_that_is_no_pdf_fails_with_its_reason_and_leaves_nothing(documents: Any) -> None:
    before = image_folders()
    reading = documents(b"%PDF-1.7\nnot really")
    assert reading.state == "failed" and reading.finished_at
    assert reading.reason.startswith("Filen er beskadiget")
    assert not reading.pages.exists()
    assert image_folders() == before


def image_folders() -> list[str]:
    """Return the folders of page images."""
    return default_storage.listdir(FOLDER)[0] if default_storage.exists(FOLDER) else []


def test_a_reading_that_was_cut_short_goes_on_where_it_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    document = store(samples.with_text(pages=5))
    reading = PdfReading.objects.get(document=document)
    stored: list[int] = []
    store_image = PdfPage.store_image

    def stop_after_two(page: PdfPage, image: Any) -> None:
        store_image(page, image)
        stored.append(page.number)
        if len(stored) == 2:
            work.stopping.set()

    monkeypatch.setattr(PdfPage, "store_image", stop_after_two)
    try:
        readings.read_document.call(reading.pk)
    finally:
        work.stopping.clear()
    reading.refresh_from_db()
    assert (reading.state, reading.pages_done, reading.lease) == ("reading", 2, "")
    for _ in range(2):
        readings.read_document.call(reading.pk)
    reading.refresh_from_db()
    assert reading.is_ready and reading.finished_at
    # Each page once in each width: nothing was drawn anew.
    assert sorted(stored) == sorted([1, 2, 3, 4, 5] * 2)


def test_an_image_of_a_worker_that_died_before_it_was_noted_is_written_anew(documents: Any) -> None:
    reading = documents(samples.with_text(pages=1))
    page = reading.page_list[0]
    PdfPage.objects.filter(pk=page.pk).update(images={})
    PdfReading.objects.filter(pk=reading.pk).update(state="reading", finished_at=None)
    for _ in range(2):
        readings.read_document.call(reading.pk)
    assert sorted(default_storage.listdir(f"{FOLDER}/{reading.key}")[1]) == ["1-480.webp", "1-960.webp"]


def test_a_file_that_ends_every_worker_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    document = store(samples.with_text())
    reading = PdfReading.objects.get(document=document)

    def die(*args: Any, **options: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(readings, "_read", die)
        for _ in range(work.MOST_ATTEMPTS):
            with pytest.raises(SystemExit):
                readings.read_document.call(reading.pk)
            PdfReading.objects.filter(pk=reading.pk).update(leased_until=None)
    readings.read_document.call(reading.pk)
    reading.refresh_from_db()
    assert reading.is_failed
    assert "for lang tid" in reading.reason


def test_a_missing_file_fails_with_a_reason() -> None:
    document = store(samples.with_text())
    default_storage.delete(document.file.name)
    reading = PdfReading.objects.get(document=document)
    readings.read_document.call(reading.pk)
    reading.refresh_from_db()
    assert reading.is_failed and reading.reason


def test_the_images_go_with_the_document(documents: Any, django_capture_on_commit_callbacks: Any) -> None:
    reading = documents(samples.with_text(pages=2))
    assert reading.key in image_folders()
    with django_capture_on_commit_callbacks(execute=True):
        reading.document.delete()
    assert reading.key not in image_folders()
    assert not PdfPage.objects.filter(reading_id=reading.pk).exists()


def test_the_sweep_takes_up_what_nobody_is_at(django_capture_on_commit_callbacks: Any) -> None:
    document = store(samples.with_text())
    PdfReading.objects.filter(document=document).delete()
    with django_capture_on_commit_callbacks(execute=True):
        readings.sweep()
    assert PdfReading.objects.get(document=document).is_ready


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS=QUEUE)
def test_the_worker_does_what_is_queued() -> None:
    # Tests in transactions find an empty database.
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    document = store(samples.with_text())
    assert PdfReading.objects.get(document=document).state == "waiting"
    queued = DBTaskResult.objects.get(queue_name="long")
    # The queue learns an id, nothing else.
    assert queued.args_kwargs == {"args": [PdfReading.objects.get(document=document).pk], "kwargs": {}}
    call_command("worker", once=True)
    assert PdfReading.objects.get(document=document).is_ready
    queued.refresh_from_db()
    assert queued.status == TaskResultStatus.SUCCESSFUL


@override_settings(TASKS=QUEUE)
@pytest.mark.django_db(transaction=True)
def test_a_new_report_does_not_wait_for_all_pages_of_a_longer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests in transactions find an empty database.
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    long = store(samples.with_text(pages=6))
    drawn: list[tuple[str, int, int]] = []
    newcomers: list[SiteDocument] = []
    store_image = PdfPage.store_image

    def note(page: PdfPage, image: Any) -> None:
        store_image(page, image)
        drawn.append(("long" if page.reading.document_id == long.pk else "new", image.asked, page.number))
        if len(drawn) in (2, 12):
            newcomers.append(store(samples.with_text(pages=2)))

    monkeypatch.setattr(PdfPage, "store_image", note)
    call_command("worker", once=True)
    assert all(one.reading.is_ready and one.reading.finished_at for one in SiteDocument.objects.all())
    assert len(drawn) == len(set(drawn)) + 4 == 2 * (6 + 2 + 2)
    # One comes while pages of the long one are missing, the other while it gets its finer images.
    order = [(whose, asked) for whose, asked, _number in drawn]
    new = [place for place, one in enumerate(order) if one == ("new", PHONE_WIDTH)]
    last = {asked: max(place for place, one in enumerate(order) if one == ("long", asked)) for _, asked in order}
    assert new[1] < last[PHONE_WIDTH] and new[3] < last[WIDE_WIDTH]
    for document in (long, *newcomers):
        document.delete()


def test_a_document_deleted_while_it_is_drawn_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    before = image_folders()
    reading = PdfReading.objects.get(document=store(samples.with_text(pages=3)))
    store_image = PdfPage.store_image

    def delete_first(page: PdfPage, image: Any) -> None:
        SiteDocument.objects.filter(pk=reading.document_id).delete()
        store_image(page, image)

    monkeypatch.setattr(PdfPage, "store_image", delete_first)
    readings.read_document.call(reading.pk)
    assert not PdfReading.objects.filter(pk=reading.pk).exists()
    assert image_folders() == before


def test_a_full_disk_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = PdfReading.objects.get(document=store(samples.with_text(pages=2)))

    def no_room(*args: Any, **options: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", no_room)
        for _ in range(work.MOST_ATTEMPTS + 2):
            readings.read_document.call(reading.pk)
    reading.refresh_from_db()
    assert (reading.state, reading.attempts, reading.lease) == ("reading", 0, "")
    readings.read_document.call(reading.pk)
    reading.refresh_from_db()
    assert reading.is_ready
