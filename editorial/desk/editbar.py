"""The bar above public pages, for staff who are signed in: how the page stands, and the way to its editor."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page


@dataclass(frozen=True)
class EditBar:
    """What the bar says."""

    published: dt.datetime | None
    newer_draft: bool
    edit_url: str
    versions_url: str


def edit_bar(request: HttpRequest, page: Page | None) -> EditBar | None:
    """Return the bar of a page for those who may change it; None for everybody else, and where there is no page."""
    user: Any = getattr(request, "user", None)
    if page is None or not page.pk or user is None or not user.is_authenticated:
        return None
    if not user.has_perm("wagtailadmin.access_admin") or not page.permissions_for_user(user).can_edit():
        return None
    return EditBar(
        published=page.last_published_at,
        newer_draft=page.has_unpublished_changes,
        edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        versions_url=reverse("wagtailadmin_pages:history", args=[page.pk]),
    )
