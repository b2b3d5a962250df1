"""The front page, and whom it names to call when no other is."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.pages import SitePage
from core.pictures import prefetch_pictures
from core.relations import load_relations
from core.site_settings import SiteSettings
from home.models.contact import contact_field
from home.models.mission import topics_with_contacts
from mirror.memory import same_for_all
from news.models import NewsPage
from news.models.invitation import next_invitation
from people.models import Person
from people.standing_in import answering
from publications.models import latest_annual_report

FRONT_POSTS = 3
# More levels than the tree has.
DEEPEST = 12


class HomePage(SitePage):
    """The front page: who can help me, what is next, what is new."""

    heading = models.CharField(
        _("the mission in one sentence"), max_length=80, help_text=_("The large heading of the front page.")
    )
    lead = models.TextField(_("lead"), max_length=400, help_text=_("Two or three sentences below the heading."))
    contact = contact_field(_("Whom to call when no other is named: on the front page, in the footer, on error pages."))

    is_front_page = is_fixture = is_single = True
    subpage_types = [
        "home.HelpPage",
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
        # Wagtail's own panel for titles looks for the address, which this page has none of to fill in.
        FieldPanel("title"),
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

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page by its whole address, in one query however deep it lies; Wagtail asks once for each part."""
        parts = path_components[:DEEPEST]
        addresses = [f"{self.url_path}{'/'.join(parts[:count])}/" for count in range(1, len(parts) + 1)]
        # The name is what the database has an index of.
        found = Page.objects.filter(slug__in=parts, url_path__in=addresses).only("content_type", "depth")
        # The deepest: what an index page finds below itself without a page is left to it.
        if parts and (page := found.order_by("-depth").first()):
            return page.specific.route(request, path_components[page.depth - self.depth :])
        return super().route(request, path_components)

    @property
    def headline(self) -> str:
        """The mission in one sentence."""
        return self.heading

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics with whom to call, the next invitation, the newest posts and the annual report."""
        load_relations(self, "image", "contact__portrait", "contact__stand_in__portrait")
        context = super().get_context(request, *args, **kwargs)
        topics = same_for_all(request, "topics with contacts", topics_with_contacts)
        report = same_for_all(request, "annual report", latest_annual_report)
        # One more than there is room for: what is announced in large letters already isn't repeated among the news.
        newest = same_for_all(request, "newest posts", _newest_posts)
        invitation = next_invitation(request)
        posts = [post for post in newest if invitation is None or post.pk != invitation.pk][:FRONT_POSTS]
        context |= {"topics": topics, "invitation": invitation, "posts": posts, "report": report}
        context["publications_url"] = (report.url or "/")[: -len(report.slug) - 1] if report else ""
        images = [self.image, report.cover if report else None]
        images += [topic.image for topic in topics] + [post.image for post in newest]
        prefetch_pictures(images, "window", "lead", "card", "cover", "share")
        return context


def _newest_posts() -> list[NewsPage]:
    return list(NewsPage.objects.posts().for_cards().with_first_topic()[: FRONT_POSTS + 1])


def front_page_contact(
    page: Any = None, facts: Callable[[], Any] | None = None, request: HttpRequest | None = None
) -> Person | None:
    """Return the contact of the front page, whom every page names when no other is, or whoever stands in today."""
    if isinstance(page, HomePage):
        contact = page.contact
    elif request is not None:
        contact = same_for_all(request, "main contact", _contact)
    else:
        contact = _contact()
    if contact is None or not contact.active:
        return None
    return answering(contact, leader=lambda: None, facts=facts or SiteSettings.load)


def _contact() -> Person | None:
    pages = HomePage.objects.live().filter(contact=OuterRef("pk"))
    return Person.objects.filter(Exists(pages)).select_related("stand_in").first()
