"""Read documents: the work behind a reading, from the file to what the page shows. Runs in the worker."""

import datetime as dt
import logging
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from typing import IO

from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django.dispatch import Signal
from django.utils import timezone
from django_tasks import task

from core.models import SiteDocument
from core.work import LeaseLost, Stopped, every_minute, stop_when_asked, wake
from publications.models import PdfPage, PdfReading, PublicationPage
from publications.models.reading import FOLDER
from publications.pdf import sandbox, values
from publications.pdf.refused import PdfRefused

logger = logging.getLogger(__name__)

# Sent in the transaction in which a reading became ready or failed, with `reading`.
reading_settled = Signal()
# For how long a PDF that nobody has read yet goes before the images of others; one that can't be read holds up nothing.
NEW = dt.timedelta(minutes=5)


class GivesWay(Exception):
    """Somebody waits for another PDF; the rest of this one comes after it."""


@task(queue_name="long")
def read_document(pk: int) -> None:
    """Do what is left of a reading: facts and text, an image of each page, then finer images."""
    reading = PdfReading.claim(pk)
    if reading is None:
        return
    try:
        with reading.alive():
            _go_on(reading)
    except LeaseLost:
        if PdfReading.objects.filter(pk=pk).exists():
            logger.warning("reading %s was taken up by another worker", pk)
        else:
            # The document was deleted meanwhile: its folder may have come back with the last image.
            remove_images(reading.key)
    except Stopped:
        reading.put_back()
    except GivesWay:
        reading.put_back()
        wake(read_document, pk)
    except (OSError, DatabaseError):
        # The disk is full, a share is away: no fault of the file's. It is tried again every minute.
        logger.exception("reading %s has to wait", pk)
        with suppress(DatabaseError):
            reading.put_back()
    except PdfRefused as refused:
        logger.warning("document %s was refused: %s", reading.document_id, refused)
        _fail(reading, refused)


def _go_on(reading: PdfReading) -> None:
    try:
        file = reading.document.file.open("rb")
    except FileNotFoundError:
        raise PdfRefused(values.Refusal.READER_FAILED, detail="the file is gone") from None
    with file:
        if not reading.is_known:
            if reading.is_hopeless:
                raise PdfRefused(values.Refusal.TOO_DEMANDING, detail="it ended several workers")
            _read(reading, file)
        if not reading.is_ready:
            _draw(reading, file, (values.PHONE_WIDTH,))
            with transaction.atomic():
                reading.keep(state=PdfReading.State.READY)
                reading_settled.send(PdfReading, reading=reading)
            # Finer images come after every other PDF that nobody can read yet.
            reading.let_go()
            wake(read_document, reading.pk)
            return
        try:
            _draw(reading, file, (values.WIDE_WIDTH,))
        except PdfRefused as refused:
            # Readable as it is; a phone's images serve everybody.
            logger.warning("document %s has no finer images: %s", reading.document_id, refused)
    reading.finish()


def _read(reading: PdfReading, file: IO[bytes]) -> None:
    """Keep facts and text, all at once."""
    reading.keep(state=PdfReading.State.READING)
    found = sandbox.read(file, on_page=lambda *_: stop_when_asked())
    file.seek(0)
    digest = sha256()
    while block := file.read(1 << 20):
        digest.update(block)
    with transaction.atomic():
        reading.pages.all().delete()
        PdfPage.objects.bulk_create(
            PdfPage(reading=reading, number=page.number, width=page.width, height=page.height, text=page.text)
            for page in found.pages
        )
        reading.keep(
            digest=digest.hexdigest(),
            title=found.title,
            language=found.language,
            size=found.size,
            tagged=found.tagged,
            locked=found.locked,
            outline=[{"title": one.title, "level": one.level, "page": one.page} for one in found.outline],
            page_count=len(found.pages),
            pages_without_text=list(found.pages_without_text),
            attempts=1,
        )


def _draw(reading: PdfReading, file: IO[bytes], widths: Sequence[int]) -> None:
    """Draw the pages that are not there yet, and keep each as soon as it comes."""
    pages = {page.number: page for page in reading.pages.all()}
    for page in pages.values():
        page.reading = reading
    names = [str(width) for width in widths]
    missing = [number for number, page in sorted(pages.items()) if not all(name in page.images for name in names)]
    phone = values.PHONE_WIDTH in widths

    def keep(image: values.PageImage) -> None:
        pages[image.page].store_image(image)
        done = sum(str(values.PHONE_WIDTH) in page.images for page in pages.values())
        # Getting on counts: only work that stands still is given up.
        reading.keep(pages_done=done, attempts=1)
        if _others_wait(reading):
            raise GivesWay

    if missing and reading.is_hopeless:
        raise PdfRefused(values.Refusal.TOO_DEMANDING, missing[0] if phone else None, "it ended several workers")
    file.seek(0)
    sandbox.draw(file, missing, keep, widths=widths)


def _others_wait(reading: PdfReading) -> bool:
    """Whether somebody waits for a new PDF of which less is known."""
    new = PdfReading.objects.waiting().filter(created_at__gt=timezone.now() - NEW).exclude(pk=reading.pk)
    less = new.exclude(state=PdfReading.State.READY) if reading.is_ready else new.filter(state=PdfReading.State.WAITING)
    return less.exists()


def _fail(reading: PdfReading, refused: PdfRefused) -> None:
    """Say why the file can't be read; what was drawn of it goes."""
    try:
        with transaction.atomic():
            reading.finish(
                state=PdfReading.State.FAILED,
                refusal=refused.code,
                refusal_page=refused.page,
                page_count=0,
                pages_done=0,
            )
            reading.pages.all().delete()
            reading_settled.send(PdfReading, reading=reading)
    except LeaseLost:
        return
    remove_images(reading.key)


def remove_images(key: str) -> None:
    """Delete the images of the reading with this key; nothing happens when there are none."""
    folder = f"{FOLDER}/{key}"
    if not default_storage.exists(folder):
        return
    for name in default_storage.listdir(folder)[1]:
        default_storage.delete(f"{folder}/{name}")
    # A folder is a thing on a disk only; a storage without folders has nothing to delete here.
    default_storage.delete(folder)


def begin_reading(document: SiteDocument) -> PdfReading:
    """Return the document's reading; it begins as soon as a worker is free."""
    reading, created = PdfReading.objects.get_or_create(document=document)
    if created:
        wake(read_document, reading.pk)
    return reading


def settle_page(page: PublicationPage) -> None:
    """Let a live publication show the PDF that was chosen for it, once that can be read; until then the one before."""
    if page.served_pdf_id == page.pdf_id:
        return
    if page.pdf_id:
        # Locked: it must not become ready between this look and our commit.
        reading = PdfReading.objects.select_for_update().filter(document_id=page.pdf_id).first()
        if reading is not None and reading.is_failed:
            return
        if page.served_pdf_id and (reading is None or not reading.is_ready):
            return
    page.served_pdf_id = page.pdf_id
    PublicationPage.objects.filter(pk=page.pk).update(served_pdf=page.pdf_id)


@every_minute
def sweep() -> None:
    """Take up readings that nobody is at, and what was missed while no worker ran."""
    for document in SiteDocument.objects.filter(reading=None).order_by("pk"):
        begin_reading(document)
    for pk in PdfReading.objects.waiting().values_list("pk", flat=True):
        wake(read_document, pk)
    other = ~Q(served_pdf=F("pdf")) | Q(pdf=None, served_pdf__isnull=False) | Q(served_pdf=None, pdf__isnull=False)
    for page in PublicationPage.objects.live().filter(other):
        with transaction.atomic():
            settle_page(page)
