"""A page that leads to those below it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import PictureBlock, QuoteBlock, TextBlock, body_images
from core.pages import SitePage
from core.pictures import prefetch_pictures
from core.querysets import listed_pages, specific_with
from core.relations import load_relations
from people.blocks import ContactBlock


class SectionPage(SitePage):
    """A page that leads to those below it: "Det gør vi", "Om os"."""

    body = StreamField(
        [
            ("text", TextBlock()),
            ("picture", PictureBlock()),
            ("quote", QuoteBlock()),
            ("contact", ContactBlock()),
        ],
        verbose_name=_("text"),
        blank=True,
    )

    subpage_types = ["home.HelpPage", "home.MissionPage", "home.TextPage", "people.PeoplePage"]

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below, with their pictures."""
        load_relations(self, "image")
        context = super().get_context(request, *args, **kwargs)
        pages = listed_pages(Page.objects.child_of(self)).order_by("path")
        children = specific_with(pages, self.allowed_subpage_models(), "image")
        context["children"] = children
        images = [self.image, *(child.image for child in children), *body_images(self.body)]
        prefetch_pictures(images, "card", "wide", "share")
        return context
