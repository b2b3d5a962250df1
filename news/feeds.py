"""RSS 2.0 and Atom feeds of the news, whole and by topic."""

from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext

from core.addresses import absolute
from core.models import Topic
from core.site_settings import SiteSettings
from core.text import printable
from news.querysets import NewsPageQuerySet

if TYPE_CHECKING:
    from news.models import NewsIndexPage, NewsPage

FEED_SIZE = 20


class NewsFeed(Feed):
    """The newest posts of the index or of one topic."""

    path = ""

    def get_object(
        self, request: HttpRequest, index: "NewsIndexPage", topic: Topic | None, posts: NewsPageQuerySet
    ) -> dict[str, Any]:
        """Return what the feed is about."""
        url = index.get_url(request) + (f"emne/{topic.slug}/" if topic else "")
        return {"index": index, "topic": topic, "url": absolute(url), "name": SiteSettings.load().name, "posts": posts}

    def title(self, feed: dict[str, Any]) -> str:
        """The secretariat's name and, for a topic, the topic."""
        return f"{feed['name']}: {feed['topic'].name}" if feed["topic"] else feed["name"]

    def link(self, feed: dict[str, Any]) -> str:
        """The list that the feed follows."""
        return feed["url"]

    def description(self, feed: dict[str, Any]) -> str:
        """What the list says of itself."""
        return feed["index"].summary or gettext("News")

    subtitle = description

    def feed_url(self, feed: dict[str, Any]) -> str:
        """The feed's own absolute address."""
        return f"{feed['url']}{self.path}/"

    language = "da"

    def items(self, feed: dict[str, Any]) -> list["NewsPage"]:
        """The newest posts."""
        return feed["posts"][:FEED_SIZE].with_topics()

    def item_title(self, post: "NewsPage") -> str:
        """The headline, as plain text."""
        return printable(post.title)

    def item_description(self, post: "NewsPage") -> str:
        """The summary."""
        return printable(post.summary)

    def item_link(self, post: "NewsPage") -> str:
        """The post's absolute address."""
        return absolute(post.url)

    def item_guid(self, post: "NewsPage") -> str:
        """The same, as identifier."""
        return absolute(post.url)

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


class RssFeed(NewsFeed):
    """RSS 2.0."""

    path = "rss"
    feed_type = Rss201rev2Feed


class AtomFeed(NewsFeed):
    """Atom (RFC 4287)."""

    path = "atom"
    feed_type = Atom1Feed
