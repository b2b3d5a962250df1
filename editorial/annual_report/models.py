"""An annual report on its way: the file that was chosen, and the pages that were made of it."""

import datetime as dt
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from publications.models import PdfReading
from publications.pdf.refused import sentence
from publications.pdf.values import Limits, Refusal

# How long a file waits for somebody to make pages of it.
KEPT = dt.timedelta(hours=24)


class ReportUploadQuerySet(models.QuerySet):
    """Uploads by whose they are and how far they got."""

    def pending(self) -> Self:
        """Return those no page was made of: nobody but their owner is to see them."""
        return self.filter(used_at=None)

    def unfinished(self, user: Any) -> Self:
        """Return what the user can go on with: files without pages, and pages that aren't published."""
        waiting = models.Q(used_at=None, document__isnull=False)
        drafts = models.Q(publication__isnull=False, publication__live=False)
        return (
            self.filter(waiting | drafts, user=user).select_related("document", "publication").order_by("-created_at")
        )

    def outlived(self) -> Self:
        """Return what can go: files nobody made pages of in time, and what leads to pages that are done with."""
        drafts = models.Q(publication__isnull=False, publication__live=False)
        return self.filter(created_at__lt=timezone.now() - KEPT).exclude(drafts)


class ReportUpload(models.Model):
    """A PDF between being chosen and being on a page; private until then."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # None once the file was refused.
    document = models.OneToOneField(
        "core.SiteDocument", on_delete=models.CASCADE, null=True, related_name="report_upload"
    )
    file_name = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    # When pages were made of it; from then on the file belongs to them.
    used_at = models.DateTimeField(null=True)
    publication = models.ForeignKey(
        "publications.PublicationPage", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    post = models.ForeignKey("news.NewsPage", on_delete=models.SET_NULL, null=True, related_name="+")
    refusal = models.CharField(max_length=20, blank=True, default="")
    refusal_page = models.PositiveSmallIntegerField(null=True)

    objects = ReportUploadQuerySet.as_manager()

    # Not a place where a document is used.
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.publication) if self.publication else self.file_name

    @property
    def reading(self) -> PdfReading | None:
        """What is read from the file; None when it was refused."""
        return getattr(self.document, "reading", None)

    @property
    def can_be_filled_in(self) -> bool:
        """Whether facts, text and the first page's image are there."""
        reading = self.reading
        if reading is None or not reading.is_known:
            return False
        first = reading.pages.filter(number=1).first()
        return reading.is_ready or bool(first and first.images)

    @property
    def waits_for_worker(self) -> bool:
        """Whether nobody has taken up the reading for longer than a free worker needs."""
        reading = self.reading
        waiting = reading is not None and reading.state == PdfReading.State.WAITING and not reading.lease
        return waiting and self.created_at < timezone.now() - dt.timedelta(seconds=8)

    @property
    def reason(self) -> str:
        """Why the file was refused and what to do about it; "" when it wasn't."""
        return sentence(Refusal(self.refusal), self.refusal_page, Limits()) if self.refusal else ""

    @property
    def progress(self) -> str:
        """How far the reading is, in a sentence; "" once the file was refused."""
        reading = self.reading
        if reading is None:
            return ""
        if reading.is_ready:
            return _("All pages are ready.")
        if reading.is_known:
            return _("%(done)d of %(all)d pages are ready.") % {"done": reading.pages_done, "all": reading.page_count}
        return _("The PDF is waiting.") if reading.state == PdfReading.State.WAITING else _("The PDF is being read …")
