"""What is chosen before an import, with what is likely meant filled in."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from wagtail.models import Page

from core.danish.slugs import danish_slug
from core.models import Topic
from home.models import HomePage, SectionPage, TextPage
from wordpress.wxr.spool import Spool
from wordpress.wxr.values import Term

NEW, NONE = "new", ""
TEXT, MISSION, SKIP = "text", "mission", "skip"
NO_TOPICS = {"uncategorized", "ikke-kategoriseret", "ukategoriseret", "nyheder", "news", "blog"}


@dataclass
class Choices:
    """What whoever imports has chosen."""

    place: int = 0
    live: bool = True
    publications: bool = True
    # By category or tag: the key of a topic, "new", or "" for none.
    topics: dict[str, str] = field(default_factory=dict)
    # By a page's key: "text", "mission" or "skip".
    pages: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Choices":
        """Return choices as they were stored."""
        known = {name: value for name, value in stored.items() if name in cls.__dataclass_fields__}
        return cls(**known)

    def stored(self) -> dict[str, Any]:
        """Return the choices as they are stored."""
        return asdict(self)


def places() -> list[Page]:
    """Return the pages that text pages can be put below."""
    kinds = (HomePage, SectionPage, TextPage)
    return list(Page.objects.type(*kinds).order_by("path").specific())


def default_place() -> Page | None:
    """Return where pages go when nothing is said: the front page."""
    return HomePage.objects.first()


def matching(term: Term, topics: Iterable[Topic]) -> Topic | None:
    """Return the topic that a category or tag names."""
    for topic in topics:
        if danish_slug(term.name) == topic.slug or danish_slug(topic.name) in (danish_slug(term.name), term.slug):
            return topic
    return None


def proposed(spool: Spool) -> Choices:
    """Return what is likely meant: topics by their names, new ones for categories, none for tags."""
    topics = list(Topic.objects.all())
    place = default_place()
    chosen = Choices(place=place.pk if place else 0)
    for key, term in spool.facts.terms.items():
        topic = matching(term, topics)
        new = term.kind == "category" and term.slug not in NO_TOPICS
        chosen.topics[key] = str(topic.pk) if topic else NEW if new else NONE
    chosen.pages = {entry.key: TEXT for entry in spool.of("page")}
    return chosen


def free_topic(title: str) -> Topic | None:
    """Return the topic of this name that has no page of its own yet."""
    topics = Topic.objects.filter(mission_page=None)
    return matching(Term("category", danish_slug(title), title), topics)
