"""The news index: all posts, by topic and by year, in pages with addresses that need no query string."""

import datetime as dt
from array import array
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from core.addresses import absolute
from core.models import Topic
from core.pages import SitePage
from core.pictures import prefetch_pictures
from core.site_settings import SiteSettings
from mirror.memory import same_for_all
from news.feeds import FEEDS
from news.invitations.serving import calendar_response
from news.models.invitation import InvitationPage
from news.models.post import NewsPage

PAGE_SIZE = 10
# How long an invitation stays in the calendar to subscribe to once it is over.
CALENDAR_KEEPS = dt.timedelta(days=30)


def _keys(topic: Topic | None, year: int | None) -> QuerySet[NewsPage, int]:
    """The keys of a list's posts, newest first."""
    posts = NewsPage.objects.posts(topic)
    return (posts.filter(date__year=year) if year else posts).values_list("pk", flat=True)


def _topics(request: HttpRequest) -> list[Topic]:
    return same_for_all(request, "topics", lambda: list(Topic.objects.all()))


@dataclass
class Pagination:
    """Where a page of a list stands among the others; addresses are "" where there is none."""

    number: int
    count: int
    base_url: str

    @property
    def several(self) -> bool:
        """Whether there is more than one page."""
        return self.count > 1

    @property
    def previous_url(self) -> str:
        """The page before; the first one has no number in its address."""
        if self.number <= 1:
            return ""
        return self.base_url if self.number == 2 else f"{self.base_url}side/{self.number - 1}/"

    @property
    def next_url(self) -> str:
        """The page after."""
        return f"{self.base_url}side/{self.number + 1}/" if self.number < self.count else ""


class NewsIndexPage(RoutablePageMixin, SitePage):
    """All news, newest first."""

    subpage_types = ["news.NewsPage", "news.InvitationPage"]
    max_count = 1
    is_fixture = is_single = True
    reserved_slugs: ClassVar[frozenset[str]] = frozenset(
        {"side", "emne", "rss", "atom", "json", "kalender", "invitationer", "arkiv"}
    )
    reserves_years = True

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    @path("")
    @path("side/<int:number>/", name="page")
    def all_posts(self, request: HttpRequest, number: int = 1) -> HttpResponse:
        """All posts."""
        return self._list(request, number)

    @path("emne/<str:slug>/", name="topic")
    @path("emne/<str:slug>/side/<int:number>/", name="topic_page")
    def posts_of_topic(self, request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
        """The posts of one topic; 404 for a topic there isn't."""
        return self._list(request, number, topic=self._topic(request, slug))

    @re_path(r"^(?P<year>\d{4})/$", name="year")
    @re_path(r"^(?P<year>\d{4})/side/(?P<number>\d{1,6})/$", name="year_page")
    def posts_of_year(self, request: HttpRequest, year: str, number: str = "1") -> HttpResponse:
        """The posts of one year; 404 for a year without any."""
        return self._list(request, int(number), year=int(year))

    @path("rss/", name="rss")
    @path("atom/", name="atom")
    @path("json/", name="json")
    @path("emne/<str:slug>/rss/", name="topic_rss")
    @path("emne/<str:slug>/atom/", name="topic_atom")
    @path("emne/<str:slug>/json/", name="topic_json")
    def feed(self, request: HttpRequest, slug: str = "") -> HttpResponseBase:
        """The newest posts, all or of one topic, as RSS 2.0, Atom (RFC 4287) or JSON Feed 1.1."""
        view = FEEDS[request.path.rstrip("/").rsplit("/", 1)[-1]]()
        topic = self._topic(request, slug) if slug else None
        return view(request, index=self, topic=topic, posts=NewsPage.objects.posts(topic))

    # Wagtail adds the slash when it routes.
    @re_path(r"^kalender\.ics/?$", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponseBase:
        """Coming invitations, and those of the last days, as a calendar to subscribe to (RFC 5545, RFC 7986)."""
        since = timezone.now() - CALENDAR_KEEPS
        invitations = InvitationPage.objects.listed().annotate(last=Coalesce("end", "start")).filter(last__gte=since)
        name = gettext("Invitations from %(name)s") % {"name": SiteSettings.load(request_or_site=request).name}
        ordered = invitations.select_related("contact__stand_in").order_by("start", "pk")
        source = self._calendar_addresses(request)["url"]
        return calendar_response(request, ordered, "invitationer", name, source)

    def _calendar_addresses(self, request: HttpRequest) -> dict[str, str]:
        """The calendar's address, and the one that a device opens in its calendar to subscribe."""
        url = absolute(f"{self.get_url(request)}kalender.ics")
        return {"url": url, "subscribe_url": f"webcal://{url.split('://', 1)[-1]}"}

    @staticmethod
    def _topic(request: HttpRequest, slug: str) -> Topic:
        topic = next((one for one in _topics(request) if one.slug == slug), None)
        if topic is None:
            raise Http404
        return topic

    def _list(
        self, request: HttpRequest, number: int, topic: Topic | None = None, year: int | None = None
    ) -> HttpResponse:
        """Render one page of a list; page 1 has one address, a page beyond the last is 404."""
        base_url = self.get_url(request) + (f"emne/{topic.slug}/" if topic else f"{year}/" if year else "")
        own_url = base_url if number == 1 else f"{base_url}side/{number}/"
        if "/side/" in request.path and request.path != own_url:
            # Page 1 has no number, and no other has zeros before it.
            return redirect(own_url, permanent=True)
        # Which ones comes first: what a card shows is looked up for ten, not for all that are sorted.
        asked = ("posts of a list", topic and topic.pk, year)
        keys = same_for_all(request, asked, lambda: array("q", _keys(topic, year)))
        years = {} if topic else same_for_all(request, "years", lambda: NewsPage.objects.posts().per_year())
        pagination = Pagination(number, max(1, -(-len(keys) // PAGE_SIZE)), base_url)
        if not 1 <= number <= pagination.count or (year and not keys):
            raise Http404
        first = (number - 1) * PAGE_SIZE
        chosen = NewsPage.objects.filter(pk__in=keys[first : first + PAGE_SIZE])
        shown = list(chosen.order_by("-date", "-pk").for_cards())
        prefetch_pictures([post.image for post in shown], "card")
        heading = self._heading(topic, year)
        request.list_heading = heading
        context = self._filters(request, topic, year, years)
        context |= {
            "posts": shown,
            "pagination": pagination,
            "heading": heading,
            # Only the whole list, and only where it begins, leads to the calendar of all invitations.
            "calendar": {} if topic or year or number > 1 else self._calendar_addresses(request),
            # A year has no feed of its own: nothing new comes to it.
            "feeds": {name: f"{self.get_url(request) if year else base_url}{name}/" for name in FEEDS},
        }
        return self.render(request, context_overrides=context)

    @staticmethod
    def _heading(topic: Topic | None, year: int | None) -> str:
        if topic:
            return gettext("News about %(topic)s") % {"topic": topic.name.lower()}
        return gettext("News from %(year)s") % {"year": year} if year else ""

    def _filters(
        self, request: HttpRequest, topic: Topic | None, year: int | None, years: dict[int, int]
    ) -> dict[str, Any]:
        """The links by topic and by year; years are of the whole list, so they show only without a topic."""
        url = self.get_url(request)
        return {
            "all_url": url,
            "topic_all_url": url,
            "year_all_url": url,
            "topic": topic,
            "year": year,
            "topics": [
                {"name": one.name, "url": f"{url}emne/{one.slug}/", "current": one == topic} for one in _topics(request)
            ],
            "years": [{"year": one, "url": f"{url}{one}/", "current": one == year} for one in years],
        }
