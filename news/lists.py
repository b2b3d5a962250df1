"""Lists of posts: a list costs as many queries as it shows kinds of things, at 4 posts and at 4,000."""

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import ExtractYear

from core.models import Topic
from core.querysets import listed_pages

if TYPE_CHECKING:
    from news.models import NewsPage


def listed_posts(topic: Topic | None = None) -> QuerySet:
    """Return the posts and invitations that any list may show, newest first; of one topic, or all."""
    from news.models import NewsPage

    posts = listed_pages(NewsPage.objects.all())
    if topic is not None:
        posts = posts.filter(topics=topic)
    return posts.order_by("-date", "-pk")


def for_cards(posts: QuerySet) -> QuerySet:
    """Return the posts with what a card shows: picture, invitation, and the first topic's name (``first_topic``)."""
    from news.models import NewsPage

    filed = NewsPage.topics.through.objects.filter(newspage=OuterRef("pk"))
    names = filed.order_by("topic__sort_order", "topic__name").values("topic__name")
    return posts.select_related("image", "invitationpage").annotate(first_topic=Subquery(names[:1]))


def add_topics(posts: list["NewsPage"]) -> None:
    """Give each post all its topics as ``topic_list``, in one query."""
    from news.models import NewsPage

    topics: dict[int, list[Topic]] = defaultdict(list)
    rows = NewsPage.topics.through.objects.filter(newspage__in=[post.pk for post in posts]).select_related("topic")
    for row in rows.order_by("topic__sort_order", "topic__name"):
        topics[row.newspage_id].append(row.topic)
    for post in posts:
        post.topic_list = topics[post.pk]


def posts_per_year(posts: QuerySet) -> dict[int, int]:
    """Return how many posts each year has, newest year first."""
    rows = posts.order_by().annotate(year=ExtractYear("date")).values("year").annotate(count=Count("pk"))
    return {row["year"]: row["count"] for row in rows.order_by("-year")}
