"""Pages found by their title, as one types: any part of any word, in any order, Aarhus as Århus."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.danish.sorting import danish_key
from core.text import printable

LONGEST_QUERY = 100


@dataclass(frozen=True)
class Found:
    """A page that the user may change."""

    pk: int
    title: str
    kind: str
    live: bool
    newer_draft: bool

    @property
    def url(self) -> str:
        """Where it is changed."""
        return reverse("wagtailadmin_pages:edit", args=[self.pk])

    @property
    def state(self) -> str:
        """What visitors see of it."""
        if not self.live:
            return _("Draft")
        return _("Published, with a newer draft") if self.newer_draft else _("Published")


def editable(user: Any) -> Any:
    """Return the pages that the user may change, without the root of the tree."""
    policy = policy_registry.get_by_type(Page)
    pages = policy.instances_user_has_any_permission_for(user, ["change"])
    return pages.filter(depth__gt=1, alias_of=None)


def find(user: Any, words: str, most: int) -> list[Found]:
    """Return the pages whose title has all the words, those that begin so first; without words the newest.

    Titles are compared here: no database folds Danish letters as Danes do.
    """
    rows = editable(user).order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")
    values = rows.values_list("pk", "draft_title", "content_type_id", "live", "has_unpublished_changes")
    if not sought_in(words):
        return [_found(row) for row in values[:most]]
    matches = [(_rank(row[1], words), row) for row in values if matches_title(row[1], words)]
    # The newest first among equals: sorting keeps the order there was.
    return [_found(row) for _place, row in sorted(matches, key=lambda match: match[0])[:most]]


def sought_in(words: str) -> list[str]:
    """Return what is sought, word by word, as titles are compared; signs between the words don't count."""
    return [danish_key(word) for word in re.findall(r"\w+", printable(words)[:LONGEST_QUERY])]


def matches_title(title: str, words: str) -> bool:
    """Whether a title has all the words that are sought, or parts of its words that are like them."""
    folded = danish_key(title)
    return all(word in folded for word in sought_in(words))


def _rank(title: str, words: str) -> bool:
    return not danish_key(title).startswith(sought_in(words)[0])


def _found(row: tuple[Any, ...]) -> Found:
    pk, title, content_type, live, changed = row
    model = ContentType.objects.get_for_id(content_type).model_class()
    return Found(pk, title, capfirst(model._meta.verbose_name) if model else "", live, changed)
