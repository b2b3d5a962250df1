"""The block that shows a publication as a card."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.querysets import is_listed
from core.relations import load_relations
from publications.models import latest_annual_report


class PublicationBlock(blocks.StructBlock):
    """A publication with cover and the way to its PDF."""

    publication = blocks.PageChooserBlock(label=_("Publication"), page_type="publications.PublicationPage")

    class Meta:
        label = _("Publication")
        icon = "doc-full"
        template = "publications/blocks/publication.html"
        preview_value: dict[str, Any] = {}
        description = _("A publication with its cover and a link to the PDF.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Name only a publication that visitors may see."""
        context = super().get_context(value, parent_context)
        publication = value["publication"] if is_listed(value["publication"]) else None
        if publication is not None:
            load_relations(publication, "cover", *publication.FILES)
        context["publication"] = publication
        return context

    def get_preview_value(self) -> Any:
        """Show the newest annual report."""
        return self.normalize({"publication": latest_annual_report()})
