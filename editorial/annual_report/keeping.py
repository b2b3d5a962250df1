"""Where an uploaded report is kept until it is on a page: taken in, refused, cancelled, cleared away after a day."""

import contextlib
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.dispatch import receiver

from core.documents import title_from_name
from core.models import SiteDocument
from core.work import every_minute
from editorial.annual_report.models import ReportUpload
from publications.models import PdfReading
from publications.readings import reading_settled


def document_of(file: UploadedFile, user: AbstractBaseUser) -> SiteDocument:
    """Take an uploaded file; return the document it would be, not saved and not checked."""
    return SiteDocument(title=title_from_name(file.name or ""), file=file, uploaded_by_user=user)


def keep(document: SiteDocument, user: AbstractBaseUser) -> ReportUpload:
    """Save a checked document as an upload of the user's; it is read as soon as a worker is free."""
    document._set_document_file_metadata()
    with transaction.atomic():
        try:
            document.save()
            return ReportUpload.objects.create(user=user, document=document, file_name=f"{document.title[:100]}.pdf")
        except BaseException:
            # A rollback doesn't reach the storage.
            if document.file._committed:
                document.file.storage.delete(document.file.name)
            raise


def discard(upload: ReportUpload) -> None:
    """Delete an upload that no page was made of, with its file and all that was read; one in use keeps its file."""
    with transaction.atomic():
        locked = ReportUpload.objects.select_for_update().filter(pk=upload.pk).first()
        if locked is None:
            return
        document = locked.document if locked.used_at is None else None
        locked.delete()
        if document:
            # Its owner may have chosen it for a page by hand.
            with contextlib.suppress(ProtectedError), transaction.atomic():
                document.delete()


@receiver(reading_settled, sender=PdfReading)
def refuse(reading: PdfReading, **kwargs: Any) -> None:
    """A file that can't be read goes; the reason stays for the one who chose it."""
    if not reading.is_failed:
        return
    upload = ReportUpload.objects.select_for_update().pending().filter(document=reading.document_id).first()
    if upload is None:
        return
    document, upload.document = upload.document, None
    upload.refusal, upload.refusal_page = reading.refusal, reading.refusal_page
    upload.save(update_fields=["document", "refusal", "refusal_page"])
    with contextlib.suppress(ProtectedError), transaction.atomic():
        SiteDocument.objects.get(pk=document.pk).delete()


@every_minute
def clear_uploads() -> None:
    """Delete uploads that nobody made pages of within a day."""
    for upload in ReportUpload.objects.outlived():
        discard(upload)


def visible_to(user: Any, documents: QuerySet) -> QuerySet:
    """Return the documents without other people's uploads; an administrator sees all."""
    if user.is_superuser:
        return documents
    # By number: Wagtail's search takes no Exists.
    uploads = ReportUpload.objects.pending().filter(document__isnull=False).exclude(user=user.pk)
    return documents.exclude(id__in=list(uploads.values_list("document", flat=True)))
