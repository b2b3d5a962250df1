"""The editor's form of a publication: a PDF that can't be read is not published."""

from typing import Any

from core.page_forms import SitePageForm
from publications.models.reading import PdfReading

# The buttons that put a page online, or ask somebody to.
PUBLISHING = ("action-publish", "action-submit", "action-restart-workflow")


class PublicationPageForm(SitePageForm):
    """Adds to every page's form what concerns the PDF."""

    def clean(self) -> dict[str, Any]:
        """Refuse to publish a PDF whose reading failed; a draft may keep it, and one that is being read may wait."""
        cleaned = super().clean()
        document = cleaned.get("pdf")
        if document is not None and self._is_publishing():
            reading = PdfReading.objects.filter(document=document).first()
            if reading is not None and reading.is_failed:
                self.add_error("pdf", reading.reason)
        return cleaned

    def _is_publishing(self) -> bool:
        approving = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        return bool(approving) or any(self.data.get(button) for button in PUBLISHING)
