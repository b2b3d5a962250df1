"""Front page, sections, mission pages and text pages: they compose what the floors below offer."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import AddressBlock, PictureBlock, QuoteBlock, TextBlock, body_images
from core.danish.sorting import danish_key
from core.models import Topic
from core.pages import SitePage
from core.pictures import prefetch_pictures
from core.querysets import listed_pages, specific_with
from core.relations import load_relations
from news.models import NewsPage
from news.models.invitation import next_invitation
from people.blocks import ContactBlock
from people.models import Partner, Person
from publications.blocks import PublicationBlock
from publications.models import latest_annual_report

FRONT_POSTS = 3
MISSION_POSTS = 4


def _contact_field(help_text: Any) -> models.ForeignKey:
    return models.ForeignKey(
        Person,
        verbose_name=_("contact"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=help_text,
    )


class HomePage(SitePage):
    """The front page: who can help me, what is next, what is new."""

    heading = models.CharField(
        _("the mission in one sentence"), max_length=80, help_text=_("The large heading of the front page.")
    )
    lead = models.TextField(_("lead"), max_length=400, help_text=_("Two or three sentences below the heading."))
    contact = _contact_field(
        _("Whom to call when no other is named: on the front page, in the footer, on error pages.")
    )

    is_front_page = is_fixture = is_single = True
    subpage_types = [
        "home.SectionPage",
        "home.TextPage",
        "news.NewsIndexPage",
        "publications.PublicationIndexPage",
        "people.PeoplePage",
    ]
    max_count = 1
    reserved_slugs: ClassVar[frozenset[str]] = frozenset(
        {"admin", "documents", "media", "static", "was", "page", "del", "soeg", "healthz", "tilmeld"}
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("lead"),
        FieldPanel("contact"),
        FieldPanel("summary"),
        FieldPanel("image"),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("heading"), index.SearchField("lead")]

    # Its address is that of the site: nothing to choose, and no menu to stand in.
    promote_panels = [FieldPanel("seo_title")]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    @property
    def headline(self) -> str:
        """The mission in one sentence."""
        return self.heading

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics with whom to call, the next invitation, the newest posts and the annual report."""
        load_relations(self, "image", "contact__portrait")
        context = super().get_context(request, *args, **kwargs)
        topics, report = topics_with_contacts(), latest_annual_report()
        invitation = next_invitation()
        # What is announced in large letters already isn't repeated among the news.
        news = NewsPage.objects.posts().exclude(pk=invitation.pk if invitation else None)
        posts = list(news.for_cards()[:FRONT_POSTS])
        context |= {"topics": topics, "invitation": invitation, "posts": posts, "report": report}
        context["publications_url"] = (report.url or "/")[: -len(report.slug) - 1] if report else ""
        images = [self.image, report.cover if report else None]
        images += [one.image for one in (*topics, *posts)]
        prefetch_pictures(images, "window", "lead", "card", "cover", "share")
        return context


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

    subpage_types = ["home.MissionPage", "home.TextPage", "people.PeoplePage"]

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


class MissionPage(SitePage):
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
    contact = _contact_field(_("Whom to call about this."))
    partners = ParentalManyToManyField(
        Partner,
        verbose_name=_("partners"),
        blank=True,
        related_name="+",
        help_text=_("Those we work with on this. Cornerstones are shown first."),
    )

    subpage_types: list[str] = []
    is_single = True

    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("contact"),
        FieldPanel("topic"),
        FieldPanel("partners"),
        FieldPanel("image"),
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
        load_relations(self, "image", "topic", "contact__portrait")
        context = super().get_context(request, *args, **kwargs)
        partners = sorted(self.partners.all(), key=lambda partner: danish_key(partner.name))
        prefetch_related_objects(partners, "logo")
        images = [self.image, self.contact.portrait if self.contact else None, *body_images(self.body)]
        images += [partner.logo for partner in partners]
        prefetch_pictures(images, "street", "low", "portrait", "wide", "logo", "share")
        context["posts"] = self._posts()
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


class TextPage(SitePage):
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
    contact = _contact_field(_("Shown beside the text."))
    language = models.CharField(_("language"), max_length=5, choices=Language.choices, default=Language.DANISH)
    direction = models.CharField(
        _("direction of writing"), max_length=3, choices=Direction.choices, default=Direction.LEFT_TO_RIGHT
    )

    subpage_types = ["home.TextPage"]

    content_panels = [*SitePage.content_panels, FieldPanel("body"), FieldPanel("contact")]
    settings_panels = [*SitePage.settings_panels, FieldPanel("language"), FieldPanel("direction")]
    search_fields = [*SitePage.search_fields, index.SearchField("body"), index.FilterField("language")]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Load contact and pictures together."""
        load_relations(self, "image", "contact__portrait")
        context = super().get_context(request, *args, **kwargs)
        portrait = self.contact.portrait if self.contact else None
        prefetch_pictures([self.image, portrait, *body_images(self.body)], "wide", "low", "portrait", "share")
        return context


def topics_with_contacts() -> list[Topic]:
    """Return the topics that have a page visitors may see, each with ``mission_url`` and ``contact``, in order."""
    pages = listed_pages(MissionPage.objects.all()).select_related("topic__image", "contact__portrait")
    topics = []
    for page in pages.order_by("topic__sort_order", "topic__name"):
        page.topic.mission_url = page.url
        page.topic.contact = page.contact if page.contact and page.contact.active else None
        topics.append(page.topic)
    return topics


def front_page_contact(page: Any = None) -> Person | None:
    """Return the contact of the front page, whom every page names when no other is."""
    home = page if isinstance(page, HomePage) else HomePage.objects.live().select_related("contact__portrait").first()
    return home.contact if home and home.contact and home.contact.active else None
