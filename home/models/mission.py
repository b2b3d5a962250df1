"""A mission page: one of the things the secretariat does, filed under a topic."""

from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import PictureBlock, QuoteBlock, TextBlock, body_images
from core.corrections import Corrected
from core.danish.sorting import danish_key
from core.models import Topic
from core.pages import SitePage
from core.pictures import prefetch_pictures
from core.querysets import listed_pages
from core.relations import load_relations
from home.models.contact import contact_field
from mirror.memory import same_for_all
from news.models import NewsPage
from people.blocks import ContactBlock
from people.contacts import know_contact
from people.models import Partner
from publications.blocks import PublicationBlock

MISSION_POSTS = 4


class MissionPage(Corrected, SitePage):
    """One of the things the secretariat does: text, its news, whom to call."""

    heading = models.CharField(
        _("heading"), max_length=80, help_text=_("The large heading, e.g. “The residents' watchdog”.")
    )
    topic = models.OneToOneField(
        Topic,
        verbose_name=_("topic"),
        on_delete=models.PROTECT,
        related_name="mission_page",
        help_text=_("News of this topic are shown below the text."),
    )
    body = StreamField(
        [
            ("text", TextBlock()),
            ("picture", PictureBlock()),
            ("quote", QuoteBlock()),
            ("contact", ContactBlock()),
            ("publication", PublicationBlock()),
        ],
        verbose_name=_("text"),
    )
    contact = contact_field(_("Whom to call about this."))
    partners = ParentalManyToManyField(
        Partner,
        verbose_name=_("partners"),
        blank=True,
        related_name="+",
        help_text=_("Those we work with on this. Cornerstones are shown first."),
    )

    subpage_types: list[str] = []
    is_single = reviewed_yearly = True

    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("contact"),
        FieldPanel("topic"),
        FieldPanel("partners"),
        FieldPanel("image"),
        Corrected.correction_panel,
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("heading"), index.SearchField("body")]

    class Meta:
        verbose_name = _("mission page")
        verbose_name_plural = _("mission pages")

    @property
    def headline(self) -> str:
        """The heading, which isn't the title: the title names the topic."""
        return self.heading

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the news of the topic and the partners."""
        know_contact(self, request)
        load_relations(self, "image", "topic")
        context = super().get_context(request, *args, **kwargs)
        partners = sorted(self.partners.all(), key=lambda partner: danish_key(partner.name))
        prefetch_related_objects(partners, "logo")
        images = [self.image, *body_images(self.body)]
        images += [partner.logo for partner in partners]
        prefetch_pictures(images, "street", "low", "wide", "logo", "share")
        context["posts"] = same_for_all(request, ("posts", self.topic_id), self._posts)
        context["news_url"] = self._news_url(context["posts"])
        context["cornerstones"] = [one for one in partners if one.kind == Partner.Kind.CORNERSTONE]
        context["other_partners"] = [one for one in partners if one.kind != Partner.Kind.CORNERSTONE]
        return context

    def _posts(self) -> list[NewsPage]:
        """The newest posts of the topic; a page being made may not have one yet."""
        if not self.topic_id:
            return []
        return list(NewsPage.objects.posts(self.topic).select_related("invitationpage")[:MISSION_POSTS])

    def _news_url(self, posts: list[Any]) -> str:
        """The list of all news of the topic; without posts it isn't linked, so it isn't looked up."""
        return f"{posts[0].index_path}emne/{self.topic.slug}/" if posts else ""


def topics_with_contacts() -> list[Topic]:
    """Return the topics that have a page visitors may see, each with ``mission_url`` and ``contact``, in order."""
    pages = listed_pages(MissionPage.objects.all()).select_related("topic__image", "contact__stand_in")
    topics = []
    # A handful, sorted here: the query's own order would compare every column of page, people and pictures.
    for page in sorted(pages.order_by(), key=lambda page: (page.topic.sort_order, page.topic.name)):
        page.topic.mission_url = page.url
        page.topic.contact = page.contact if page.contact and page.contact.active else None
        topics.append(page.topic)
    return topics
