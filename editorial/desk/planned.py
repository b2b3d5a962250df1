"""What happens by itself: pages that go online or offline at a set time, and invitations that are coming."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from editorial.guests.access import invitations_for
from editorial.guests.lists import coming_invitations

MOST = 10


@dataclass(frozen=True)
class Planned:
    """A line of the list: when, what, and where it leads."""

    when: dt.datetime
    what: str
    title: str
    url: str


def planned(user: Any) -> list[Planned]:
    """Return what is planned of the pages that the user comes across, the next first."""
    now = timezone.now()
    found = [*going_online(user), *going_offline(user, now), *events(user, now)]
    return sorted(found, key=lambda one: one.when)[:MOST]


def _pages(user: Any) -> Any:
    return policy_registry.get_by_type(Page).explorable_instances(user)


def going_online(user: Any) -> list[Planned]:
    """Return the versions that go online."""
    revisions = Revision.page_revisions.exclude(approved_go_live_at=None)
    moments = {int(pk): at for pk, at in revisions.values_list("object_id", "approved_go_live_at")}
    rows = _pages(user).filter(pk__in=moments).values_list("pk", "draft_title", "live")
    return [
        Planned(moments[pk], _("A correction goes online") if live else _("Goes online"), title, _edit(pk))
        for pk, title, live in rows
    ]


def going_offline(user: Any, now: dt.datetime) -> list[Planned]:
    """Return the pages that go offline."""
    rows = _pages(user).filter(live=True, expire_at__gt=now).values_list("pk", "title", "expire_at")
    return [Planned(at, _("Goes offline"), title, _edit(pk)) for pk, title, at in rows]


def events(user: Any, now: dt.datetime) -> list[Planned]:
    """Return the invitations that are coming, with how many come; each leads to its guests."""
    found = []
    for page in coming_invitations(invitations_for(user), now):
        people = page.standing.coming.people
        what = ngettext("%(count)d guest", "%(count)d guests", people) % {"count": people}
        if page.capacity:
            what = _("%(count)d of %(places)d places taken") % {"count": people, "places": page.capacity}
        if page.cancelled:
            what = _("Is cancelled")
        found.append(Planned(page.start, what, page.title, reverse("guest_list", args=[page.pk])))
    return found


def _edit(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])
