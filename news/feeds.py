"""Feeds of the news with the posts' full text, whole and by topic: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1."""

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import gettext
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from core.addresses import absolute
from core.models import Topic
from core.site_settings import SiteSettings
from core.text import printable
from news.full_text import FullTexts
from news.json_feed import JsonFeed
from news.querysets import NewsPageQuerySet

if TYPE_CHECKING:
    from news.models import NewsIndexPage, NewsPage

FEED_SIZE = 20
BEGINNING = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
# What comes along in the posts' own query; the rest is loaded by FullTexts.
ALONG = ("invitationpage", "video")


class KnownAge:
    """A feed without posts is as old as its list; Django's would be new each second."""

    def latest_post_date(self) -> dt.datetime:
        """When the newest post was published."""
        return super().latest_post_date() if self.items else self.feed["made"]  # type: ignore[misc, attr-defined]


class FullRssFeed(KnownAge, Rss201rev2Feed):
    """RSS 2.0 with the full text in content:encoded (RSS 1.0 Modules: Content)."""

    def rss_attributes(self) -> dict[str, str]:
        """Add the module's namespace."""
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add the text."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


class FullAtomFeed(KnownAge, Atom1Feed):
    """Atom with the full text in its content element."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add the text."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class NewsFeed(Feed):
    """The newest posts of the index or of one topic."""

    path = ""
    language = "da"
    item_guid_is_permalink = False

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the feed, or with 304 to those who have it (RFC 9110, 13)."""
        # Before the posts are read: what changes meanwhile is newer.
        modified = int(last_change().timestamp())
        response: HttpResponse = super().__call__(request, *args, **kwargs)
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"], response["Last-Modified"] = etag, http_date(modified)
        # Readers ask again each time; most often the answer is short.
        response["Cache-Control"] = "public, max-age=300"
        return get_conditional_response(request, etag, modified, response)

    def get_object(
        self, request: HttpRequest, index: "NewsIndexPage", topic: Topic | None, posts: NewsPageQuerySet
    ) -> dict[str, Any]:
        """Return what the feed is about."""
        url = index.get_url(request) + (f"emne/{topic.slug}/" if topic else "")
        newest = posts.select_related(*ALONG)[:FEED_SIZE].with_topics()
        return {
            "index": index,
            "topic": topic,
            "url": absolute(url),
            "name": printable(SiteSettings.load(request_or_site=request).name),
            "posts": newest,
            "texts": FullTexts(newest),
        }

    def title(self, feed: dict[str, Any]) -> str:
        """The secretariat's name and, for a topic, the topic."""
        return f"{feed['name']}: {printable(feed['topic'].name)}" if feed["topic"] else feed["name"]

    def link(self, feed: dict[str, Any]) -> str:
        """The list that the feed follows."""
        return feed["url"]

    def description(self, feed: dict[str, Any]) -> str:
        """What the list says of itself."""
        return printable(feed["index"].summary) or gettext("News")

    subtitle = description

    def author_name(self, feed: dict[str, Any]) -> str:
        """The secretariat; Atom asks for an author."""
        return feed["name"]

    def author_link(self, feed: dict[str, Any]) -> str:
        """Its site."""
        return absolute("/")

    def feed_url(self, feed: dict[str, Any]) -> str:
        """The feed's own absolute address."""
        return f"{feed['url']}{self.path}/"

    def feed_extra_kwargs(self, feed: dict[str, Any]) -> dict[str, Any]:
        """When the list was made."""
        return {"made": feed["index"].first_published_at or BEGINNING}

    def items(self, feed: dict[str, Any]) -> list["NewsPage"]:
        """The newest posts, each with its text."""
        for post in feed["posts"]:
            post.feed_text, post.feed_image = feed["texts"].html(post), feed["texts"].image_address(post)
        return feed["posts"]

    def item_title(self, post: "NewsPage") -> str:
        """The headline, as plain text."""
        return printable(post.title)

    def item_description(self, post: "NewsPage") -> str:
        """The summary; RSS and Atom take it for HTML."""
        return escape(printable(post.summary))

    def item_link(self, post: "NewsPage") -> str:
        """The post's absolute address."""
        return absolute(post.url)

    def item_guid(self, post: "NewsPage") -> str:
        """An identifier that stays when the address changes (RFC 9562)."""
        return f"urn:uuid:{post.translation_key}"

    def item_pubdate(self, post: "NewsPage") -> Any:
        """Noon of the day shown with the post: the date has no hour, and noon is the same day everywhere in Europe."""
        moment = timezone.datetime(post.date.year, post.date.month, post.date.day, 12)
        return timezone.make_aware(moment)

    def item_updateddate(self, post: "NewsPage") -> Any:
        """When the post was last published."""
        return post.last_published_at or self.item_pubdate(post)

    def item_categories(self, post: "NewsPage") -> list[str]:
        """The names of its topics."""
        return [printable(topic.name) for topic in post.topic_list]

    def item_extra_kwargs(self, post: "NewsPage") -> dict[str, Any]:
        """The full text, the plain summary and the picture."""
        return {"content": post.feed_text, "summary": printable(post.summary), "image": post.feed_image}


class RssFeed(NewsFeed):
    """RSS 2.0."""

    path = "rss"
    feed_type = FullRssFeed


class AtomFeed(NewsFeed):
    """Atom (RFC 4287)."""

    path = "atom"
    feed_type = FullAtomFeed


class JsonNewsFeed(NewsFeed):
    """JSON Feed 1.1."""

    path = "json"
    feed_type = JsonFeed

    def feed_extra_kwargs(self, feed: dict[str, Any]) -> dict[str, Any]:
        """Pictures of the site for the reader's list."""
        icons = {"icon": absolute(static("img/icons/icon-512.png")), "favicon": absolute("/favicon.ico")}
        return super().feed_extra_kwargs(feed) | icons


FEEDS: dict[str, type[NewsFeed]] = {feed.path: feed for feed in (RssFeed, AtomFeed, JsonNewsFeed)}


def last_change() -> dt.datetime:
    """Return when a page or something that pages show was last changed, published, taken down or deleted."""
    found = [log.objects.aggregate(last=Max("timestamp"))["last"] for log in (PageLogEntry, ModelLogEntry)]
    found.append(Page.objects.aggregate(last=Max("latest_revision_created_at"))["last"])
    return max(filter(None, found), default=BEGINNING)
