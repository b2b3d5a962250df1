"""The panel below the PDF in the editor: how far its reading is, and how accessible the file is."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from publications.models.reading import PdfReading
from publications.pdf import accessibility


class PdfPanel(Panel):
    """Says what was found in the chosen PDF; there is nothing to fill in."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("What was found in the PDF"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        template_name = "publications/admin/pdf_panel.html"

        @cached_property
        def reading(self) -> PdfReading | None:
            """The reading of the PDF that the editor sees chosen."""
            return PdfReading.objects.select_related("document").filter(document_id=self.instance.pdf_id).first()

        def is_shown(self) -> bool:
            """Whether there is a PDF to speak of."""
            return bool(self.instance.pdf_id)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the reading, and its checks once the file is known."""
            context = super().get_context_data(parent_context)
            context["reading"] = self.reading
            context["document"] = self.instance.pdf
            if self.reading and self.reading.is_known:
                context["checks"] = accessibility.report(self.reading.facts())
            return context
