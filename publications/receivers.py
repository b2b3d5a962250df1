"""What happens by itself: a new document is read, a published page settles its file, images go with their PDF."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from core.models import SiteDocument
from publications.models import PdfReading, PublicationPage
from publications.readings import begin_reading, reading_settled, remove_images, settle_page


@receiver(post_save, sender=SiteDocument)
def read_new_document(instance: SiteDocument, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Read each PDF once it is there."""
    if created and not raw and instance.file:
        begin_reading(instance)


@receiver(page_published, sender=PublicationPage)
def settle_published(instance: PublicationPage, **kwargs: Any) -> None:
    """A published page shows its PDF, or the one before until that can be read."""
    with transaction.atomic():
        settle_page(instance)


@receiver(reading_settled, sender=PdfReading)
def settle_pages(reading: PdfReading, **kwargs: Any) -> None:
    """Pages that waited for this PDF show it now."""
    if reading.is_ready:
        for page in PublicationPage.objects.live().filter(pdf=reading.document_id):
            settle_page(page)


@receiver(post_delete, sender=PdfReading)
def remove_files(instance: PdfReading, **kwargs: Any) -> None:
    """The images of a deleted reading go once that is certain."""
    key = instance.key
    transaction.on_commit(lambda: remove_images(key))
