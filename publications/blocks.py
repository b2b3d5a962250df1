"""The block that shows a publication as a card."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PublicationBlock(blocks.StructBlock):
    """A publication with cover and the way to its PDF."""

    publication = blocks.PageChooserBlock(label=_("Publication"), page_type="publications.PublicationPage")

    class Meta:
        label = _("Publication")
        icon = "doc-full"
        template = "publications/blocks/publication.html"
        preview_value = {"publication": None}
        description = _("A publication with its cover and a link to the PDF.")
