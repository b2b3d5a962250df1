"""Posts and pages: first each gets its place in the tree, then its text, when all that it may link to is there."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from itertools import chain, count
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Revision

from core.danish.lix import lix
from core.danish.slugs import danish_slug
from core.documents import one_line
from core.models import Topic
from core.page_forms import LONGEST_TITLE, refuse_reserved_slug
from home.models import MissionPage, TextPage
from news.models import NewsPage
from wordpress.content.blocks import body_of
from wordpress.content.cleaning import plain
from wordpress.content.converting import convert
from wordpress.content.excerpts import summary
from wordpress.models import Change, Thing
from wordpress.moving.targets import OldSite
from wordpress.wxr.spool import Spool
from wordpress.wxr.values import Item

# Above these a text is hard to read: news, and pages that stay.
HARD_NEWS, HARD_PAGE = 40, 30
DEFAULT_SLUG = "side"


def title_of(item: Item, change: Change) -> str:
    """Return a page's headline, not longer than the editor takes."""
    title = one_line(plain(item.title))
    if not title:
        change.note("no_title")
        title = one_line(plain(item.slug.replace("-", " "))).capitalize() or _("Without a headline")
    if len(title) > LONGEST_TITLE:
        change.note("long_title", title)
        title = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    return title


def day_of(item: Item, change: Change) -> str:
    """Return when an item came out (ISO 8601); "" where it doesn't say."""
    moment = item.moment()
    if moment is None and item.status in ("publish", "private"):
        change.note("no_date", item.date or item.published)
    return moment.isoformat() if moment else ""


def free_slug(item: Item, title: str, parent: Page, change: Change) -> str:
    """Return the slug of an item by our rule, with a number where it is taken."""
    base = danish_slug(unquote(item.slug).replace("_", "-")) or danish_slug(title) or DEFAULT_SLUG
    for slug in chain([base], (f"{base}-{number}" for number in count(2))):
        try:
            refuse_reserved_slug(slug, parent)
        except ValidationError:
            continue
        if Page._slug_is_available(slug, parent):
            if slug != base:
                change.note("slug_taken", slug)
            return slug
    raise AssertionError


def make_shell(kind: type[Page], item: Item, parent: Page, user: Any, change: Change, **more: Any) -> Page:
    """Return a new draft without text, at its place."""
    title = title_of(item, change)
    slug = free_slug(item, title, parent, change)
    page = kind(title=title, slug=slug, live=False, has_unpublished_changes=True, owner=user, **more)
    if isinstance(page, MissionPage):
        page.heading = title[:80]
    parent.add_child(instance=page)
    return page


@dataclass
class Filling:
    """Writes the texts of pages."""

    spool: Spool
    site: OldSite
    topics: dict[str, Topic]
    user: Any
    live: bool

    def content(self, item: Item, kind: type[Page], change: Change, title: str) -> dict[str, Any]:
        """Return what a page is to hold, as plain values; tell of all that was lost on the way."""
        change.notes = [note for note in change.notes if note["code"] in ("slug_taken", "no_parent", "not_mission")]
        # Asked again, so that they are told of also where the page was there before.
        title_of(item, change)
        moment = day_of(item, change)
        converted = convert(item.content, title, self.site, self._shared)
        for note in converted.notes:
            change.note(note.code, note.detail)
        body = body_of(converted.parts, kind, title, self.site)
        words = body.words
        change.lix = round(lix(words)) if len(words) > 200 else None
        if change.lix and change.lix > (HARD_NEWS if kind is NewsPage else HARD_PAGE):
            change.note("hard_text", change.lix)
        if item.has_password:
            change.note("password")
        if item.status == "future":
            change.note("planned", item.date)
        values: dict[str, Any] = {
            "title": title,
            "summary": summary(item.excerpt, title, converted.parts),
            "body": body.stream,
            "image": self._image(item, change),
            "moment": moment,
            "private": item.status == "private" or item.has_password,
            "live": self.live and item.status in ("publish", "private"),
        }
        if kind is NewsPage:
            chosen = {self.topics[term.key].pk for term in item.terms if term.key in self.topics}
            values["topics"] = sorted(chosen)
        return values

    def _shared(self, key: int) -> str:
        entry = self.spool.by_id.get(key)
        return self.spool.read(entry).content if entry and entry.kind == "wp_block" else ""

    def _image(self, item: Item, change: Change) -> int | None:
        if not item.thumbnail:
            return None
        found = self.site.image("", item.thumbnail)
        if found is None:
            change.note("missing_picture", f"#{item.thumbnail}")
        return found[0] if found else None

    def write(self, page: Any, values: dict[str, Any], thing: Thing) -> None:
        """Write values to a page as a new version, published where they say so, and remember how it was left."""
        moment = timezone.make_aware(dt.datetime.fromisoformat(values["moment"])) if values["moment"] else None
        page.title, page.summary, page.image_id = values["title"], values["summary"], values["image"]
        page.body = json.dumps(values["body"])
        if isinstance(page, NewsPage):
            page.date = moment.date() if moment else page.date
            page.topics = list(Topic.objects.filter(pk__in=values["topics"]))
        if values["private"] and not PageViewRestriction.objects.filter(page_id=page.pk).exists():
            PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)
        if values["live"] and page.first_published_at is None:
            page.first_published_at = min(moment or timezone.now(), timezone.now())
        revision = page.save_revision(user=self.user)
        if values["live"]:
            revision.publish(user=self.user)
        thing.revision, thing.mark, thing.was_live = revision.pk, mark_of(values), values["live"]
        thing.save()


def mark_of(values: dict[str, Any]) -> str:
    """Return a digest of what a page was given; the numbers of its blocks don't count."""
    blocks = [{"type": block["type"], "value": block["value"]} for block in values["body"]]
    return hashlib.sha256(json.dumps({**values, "body": blocks}, sort_keys=True).encode()).hexdigest()


def is_touched(page: Page, thing: Thing) -> bool:
    """Whether the staff have changed a page, published it or taken it down since we left it."""
    return page.latest_revision_id != thing.revision or page.live != thing.was_live


def newest(page: Page) -> Any:
    """Return a page with its newest text."""
    return page.get_latest_revision_as_object()


def restore(page: Page, before: int, thing: Thing, user: Any) -> bool:
    """Give a page the version back that an import replaced; return whether it did."""
    revision = Revision.objects.filter(pk=before, object_id=str(page.pk)).first()
    if revision is None or is_touched(page, thing):
        return False
    again = revision.as_object().save_revision(user=user)
    if page.live:
        again.publish(user=user)
    thing.revision, thing.mark = again.pk, ""
    thing.save()
    return True


def kind_of(choice: str) -> type[Page]:
    """Return the page type for a choice."""
    return MissionPage if choice == "mission" else TextPage
