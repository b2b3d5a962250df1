"""A page of text, in any language."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import AddressBlock, PictureBlock, QuoteBlock, TextBlock, body_images
from core.corrections import Corrected
from core.pages import SitePage
from core.pictures import prefetch_pictures
from core.relations import load_relations
from home.models.contact import contact_field
from people.blocks import ContactBlock
from people.contacts import know_contact


class TextPage(Corrected, SitePage):
    """A page of text, in Danish or another language."""

    class Language(models.TextChoices):
        DANISH = "da", _("Danish")
        ENGLISH = "en", _("English")
        ARABIC = "ar", _("Arabic")
        SOMALI = "so", _("Somali")
        TURKISH = "tr", _("Turkish")
        FARSI = "fa", _("Farsi")
        UKRAINIAN = "uk", _("Ukrainian")
        POLISH = "pl", _("Polish")
        VIETNAMESE = "vi", _("Vietnamese")

    class Direction(models.TextChoices):
        LEFT_TO_RIGHT = "ltr", _("Left to right")
        RIGHT_TO_LEFT = "rtl", _("Right to left")

    body = StreamField(
        [
            ("text", TextBlock()),
            ("picture", PictureBlock()),
            ("quote", QuoteBlock()),
            ("contact", ContactBlock()),
            ("address", AddressBlock()),
        ],
        verbose_name=_("text"),
    )
    contact = contact_field(_("Shown beside the text."))
    language = models.CharField(_("language"), max_length=5, choices=Language.choices, default=Language.DANISH)
    direction = models.CharField(
        _("direction of writing"), max_length=3, choices=Direction.choices, default=Direction.LEFT_TO_RIGHT
    )

    subpage_types = ["home.TextPage"]
    reviewed_yearly = True

    content_panels = [*SitePage.content_panels, FieldPanel("body"), FieldPanel("contact"), Corrected.correction_panel]
    settings_panels = [*SitePage.settings_panels, FieldPanel("language"), FieldPanel("direction")]
    search_fields = [*SitePage.search_fields, index.SearchField("body"), index.FilterField("language")]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Load contact and pictures together."""
        know_contact(self, request)
        load_relations(self, "image")
        context = super().get_context(request, *args, **kwargs)
        images = [self.image, *body_images(self.body)]
        prefetch_pictures(images, "wide", "low", "share")
        return context
