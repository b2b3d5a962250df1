"""A news post: dated, filed under topics, with the person to ask."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from core.addresses import absolute
from core.blocks import PictureBlock, QuoteBlock, TextBlock, body_images
from core.corrections import Corrected
from core.fields import SANE_DATES
from core.models import Topic
from core.page_forms import SitePageForm
from core.pages import SitePage
from core.pictures import picture_address, prefetch_pictures
from core.relations import load_relations
from news.blocks import VideoLinkBlock, film_images
from news.querysets import NewsPageManager
from people.blocks import ContactBlock
from people.contacts import know_contact
from publications.blocks import PublicationBlock
from publications.shown import shown_publication


class NewsPageForm(SitePageForm):
    """The editor's form for a post."""

    def clean(self) -> dict[str, Any]:
        """Refuse to publish a post today under a day that is still to come; as a draft it may wait."""
        cleaned = super().clean()
        date, online = cleaned.get("date"), cleaned.get("go_live_at")
        ahead = date and date > (timezone.localdate(online) if online else timezone.localdate())
        if ahead and not self.is_deferred_validation:
            self.add_error("date", _("This day is still to come. Write today's, or choose when the post goes online."))
        video = cleaned.get("video")
        if video and video.lacks_captions and not self.is_deferred_validation:
            self.add_error("video", _("By law this film needs captions before it goes online. Add them to the film."))
        return cleaned


class NewsPage(Corrected, SitePage):
    """A news post."""

    date = models.DateField(
        _("date"), default=timezone.localdate, validators=SANE_DATES, help_text=_("The day shown with the post.")
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    body = StreamField(
        [
            ("text", TextBlock()),
            ("picture", PictureBlock()),
            ("quote", QuoteBlock()),
            ("contact", ContactBlock()),
            ("publication", PublicationBlock()),
            ("video_link", VideoLinkBlock()),
        ],
        verbose_name=_("text"),
        blank=True,
    )
    publication = models.ForeignKey(
        "publications.PublicationPage",
        verbose_name=_("the publication it announces"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Its cover and PDF are shown below the text."),
    )
    video = models.ForeignKey(
        "news.Video",
        verbose_name=_("film"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    contact = models.ForeignKey(
        "people.Person",
        verbose_name=_("contact"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whom to ask about this."),
    )

    objects = NewsPageManager()
    base_form_class = NewsPageForm
    subpage_types: list[str] = []

    content_panels = [
        *SitePage.content_panels[:1],
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("image"),
        # Filled in when a post is begun, so that most need not look here.
        MultiFieldPanel(
            [FieldPanel("date"), FieldPanel("topics", widget=forms.CheckboxSelectMultiple), FieldPanel("contact")],
            heading=_("Date, topics and contact"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("publication"), MediaChooserPanel("video", media_type="video")],
            heading=_("Publication or film"),
            classname="collapsed",
        ),
        Corrected.correction_panel,
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("body"), index.FilterField("date")]

    class Meta:
        verbose_name = _("news post")
        verbose_name_plural = _("news posts")
        # Lists are read from their newest end, however long they are.
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="newest_posts_first")]

    def clean(self) -> None:
        """A correction isn't older than the post."""
        super().clean()
        if self.corrected_on and self.date and self.corrected_on < self.date:
            raise ValidationError({"corrected_on": _("A post can't be corrected before its own date.")})

    @property
    def index_path(self) -> str:
        """The address of the list the post stands in."""
        return (self.url or "/")[: -len(self.slug) - 1]

    @property
    def is_invitation(self) -> bool:
        """Whether this is an invitation, in a list of posts and invitations."""
        return self.invitation is not None

    @property
    def invitation(self) -> Any:
        """The same page as an InvitationPage, or None; without a query where the list loaded it along."""
        return getattr(self, "invitationpage", None)

    @property
    def has_video(self) -> bool:
        """Whether the post shows a film."""
        return self.video_id is not None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Load what the page shows, in as few queries as there are kinds of things."""
        know_contact(self, request)
        load_relations(self, "image", "video__poster")
        context = super().get_context(request, *args, **kwargs)
        prefetch_pictures(self._shown_images(), "wide", "low", "poster", "share", "card")
        shown = shown_publication(request, self.publication_id)
        context |= {"publication": shown.publication, "first_pages": shown.first_pages} if shown else {}
        context["topics"] = with_news_urls(list(self.topics.all()), self.index_path)
        return context

    def _shown_images(self) -> list[Any]:
        shown = [self.image, *body_images(self.body), *film_images(self.body)]
        shown.append(self.video.poster if self.video else None)
        return shown

    def structured_data(self) -> list[dict[str, Any]]:
        """The post as schema.org/NewsArticle."""
        data = {
            "@type": "NewsArticle",
            "headline": self.title,
            "url": absolute(self.url),
            "description": self.summary,
            "datePublished": self.date.isoformat(),
            "dateModified": (self.corrected_on or self.date).isoformat(),
            "inLanguage": "da",
            "publisher": {"@id": absolute("/#organisation")},
            "image": absolute(picture_address(self.image, "share")) if self.image else "",
        }
        return [{key: value for key, value in data.items() if value}]


def with_news_urls(topics: list[Topic], index_path: str) -> list[Topic]:
    """Give each topic the address of its news (``news_url``), and return them."""
    for topic in topics:
        topic.news_url = f"{index_path}emne/{topic.slug}/"
    return topics
