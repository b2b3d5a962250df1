"""The document model."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document


class SiteDocument(AbstractDocument):
    """A file to fetch: a PDF."""

    admin_form_fields = Document.admin_form_fields

    def clean(self) -> None:
        """Refuse a file that only calls itself a PDF (ISO 32000-1, 7.5.2: the header is in the first 1,024 bytes)."""
        super().clean()
        if self.file and not self.file._committed:
            start = self.file.read(1024)
            self.file.seek(0)
            if b"%PDF-" not in start:
                raise ValidationError({"file": _("This isn't a PDF. Save it as PDF in the program it was made in.")})

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
