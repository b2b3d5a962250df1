"""Lists of posts: what a list shows is loaded in as many queries as it has kinds of things, at 4 posts and at 4,000."""

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from core.models import Topic
from core.pictures import prefetch_pictures
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


def load_posts(posts: QuerySet, *shapes: str) -> list["NewsPage"]:
    """Return the posts of a (sliced) queryset with invitation and topics, and pictures in the named shapes."""
    loaded = list(posts.select_related("image", "invitationpage") if shapes else posts.select_related("invitationpage"))
    if shapes:
        prefetch_pictures([post.image for post in loaded], *shapes)
    add_topics(loaded)
    return loaded


def add_topics(posts: list["NewsPage"]) -> None:
    """Give each post its topics as ``topic_list``, in one query for all."""
    from news.models import NewsPage

    topics: dict[int, list[Topic]] = defaultdict(list)
    if posts:
        through = NewsPage.topics.through
        rows = through.objects.filter(newspage__in=[post.pk for post in posts]).select_related("topic")
        for row in rows.order_by("topic__sort_order", "topic__name"):
            topics[row.newspage_id].append(row.topic)
    for post in posts:
        post.topic_list = topics[post.pk]


def posts_per_year(posts: QuerySet) -> dict[int, int]:
    """Return how many posts each year has, newest year first."""
    rows = posts.order_by().annotate(year=ExtractYear("date")).values("year").annotate(count=Count("pk"))
    return {row["year"]: row["count"] for row in rows.order_by("-year")}
