"""Lists of posts: a list costs as many queries as it shows kinds of things, at 4 posts and at 4,000."""

from collections import defaultdict
from typing import Any

from django.db.models import CharField, Count, OuterRef, Subquery
from django.db.models.functions import Cast, Substr
from wagtail.models import PageManager

from core.models import Topic
from core.querysets import SitePageQuerySet

# What a card needs (templates/components/story.html). Every column that isn't read is one that the query does without.
SHOWN = ("title", "url_path", "summary", "date", "video")
_FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
PICTURED = tuple(f"image__{name}" for name in ("file", "width", "height", "description", *_FOCUS))
INVITED = tuple(f"invitationpage__{name}" for name in ("start", "end", "deadline", "cancelled"))


class NewsPageQuerySet(SitePageQuerySet):
    """Posts and invitations; an invitation comes as the post it is, with its own columns one step away."""

    def posts(self, topic: Topic | None = None) -> "NewsPageQuerySet":
        """Return what any list of news may show, newest first; of one topic, or all."""
        listed = self.listed() if topic is None else self.listed().filter(topics=topic)
        return listed.order_by("-date", "-pk")

    def for_cards(self) -> "NewsPageQuerySet":
        """Load what a card shows, and no more: the post, its picture, and how open an invitation is."""
        return self.select_related("image", "invitationpage").only(*SHOWN, *PICTURED, *INVITED)

    def with_first_topic(self) -> "NewsPageQuerySet":
        """Add the first topic's name, as ``first_topic``."""
        filed = self.model.topics.through.objects.filter(newspage=OuterRef("pk"))
        names = filed.order_by("topic__sort_order", "topic__name").values("topic__name")
        return self.annotate(first_topic=Subquery(names[:1]))

    def per_year(self) -> dict[int, int]:
        """Return how many posts each year has, newest year first."""
        # The first four signs of the day: SQLite's own ExtractYear calls Python for each row.
        year = Substr(Cast("date", CharField()), 1, 4)
        rows = self.order_by().annotate(year=year).values("year").annotate(count=Count("pk"))
        return {int(row["year"]): row["count"] for row in rows.order_by("-year")}

    def with_topics(self) -> list[Any]:
        """Return the posts, each with all its topics as ``topic_list``, in two queries."""
        posts = list(self)
        topics: dict[int, list[Topic]] = defaultdict(list)
        rows = self.model.topics.through.objects.filter(newspage__in=[post.pk for post in posts])
        for row in rows.select_related("topic").order_by("topic__sort_order", "topic__name"):
            topics[row.newspage_id].append(row.topic)
        for post in posts:
            post.topic_list = topics[post.pk]
        return posts


NewsPageManager = PageManager.from_queryset(NewsPageQuerySet)
