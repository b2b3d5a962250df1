"""Once a day after seven, whoever answers for an invitation hears what is new among its sign-ups: numbers, no names.

A mail lies in an inbox long after the list is deleted, so the names stay on the list.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.addresses import absolute
from core.danish.dates import clock, long_date
from core.outbox import post
from core.work import every_minute
from editorial.guests.letters import reply_address
from editorial.guests.lists import standing_of
from editorial.guests.models import GuestDigest
from news.models import InvitationPage, SignUp

HOUR = 7
# What was saved a moment ago may still be on its way into the database; it comes tomorrow.
SETTLING = dt.timedelta(minutes=2)


@dataclass(frozen=True)
class News:
    """What happened to an invitation's sign-ups: how many, and the people they bring."""

    coming: int = 0
    coming_people: int = 0
    waiting: int = 0
    waiting_people: int = 0
    changed: int = 0
    cancelled: int = 0

    def __bool__(self) -> bool:
        return any((self.coming, self.waiting, self.changed, self.cancelled))


def news_of(invitation: InvitationPage, since: dt.datetime | None, until: dt.datetime) -> News:
    """Return what happened after one moment, up to another; from the beginning without the first."""
    made, touched = Q(created_at__lte=until), Q(changed_at__lte=until)
    if since:
        made, touched = made & Q(created_at__gt=since), touched & Q(changed_at__gt=since)
    coming, waiting = Q(state=SignUp.State.COMING), Q(state=SignUp.State.WAITING)
    figures = invitation.sign_ups.aggregate(
        coming=Count("pk", filter=made & coming),
        coming_people=Sum("party", filter=made & coming, default=0),
        waiting=Count("pk", filter=made & waiting),
        waiting_people=Sum("party", filter=made & waiting, default=0),
        changed=Count("pk", filter=touched & ~made & ~Q(state=SignUp.State.CANCELLED)),
        cancelled=Count("pk", filter=touched & Q(state=SignUp.State.CANCELLED)),
    )
    return News(**figures)


@every_minute
def send_digests() -> None:
    """Tell each invitation's contact what is new, one mail for all their invitations, at most once a day."""
    now = timezone.now()
    today = timezone.localtime(now)
    if today.hour < HOUR:
        return
    ahead = Q(start__gt=now) | Q(end__gt=now)
    due = InvitationPage.objects.filter(ahead, cancelled=False).exclude(guest_digest__day=today.date())
    if due.exists():
        _send(list(due.select_related("contact").order_by("start", "pk")), today.date(), now - SETTLING)


@transaction.atomic
def _send(invitations: list[InvitationPage], today: dt.date, until: dt.datetime) -> None:
    """Mark the invitations as told today, and put the mails into the outbox, both or neither."""
    paragraphs: dict[str, list[str]] = defaultdict(list)
    for invitation in invitations:
        GuestDigest.objects.get_or_create(invitation=invitation)
        open_rows = GuestDigest.objects.select_for_update().filter(invitation=invitation)
        known = open_rows.filter(Q(day=None) | Q(day__lt=today)).first()
        if known is None:
            continue
        known.day = today
        address = reply_address(invitation)
        # While there is nobody to tell, nothing counts as told.
        if address:
            news = news_of(invitation, known.told_until, until)
            known.told_until = until
            if news:
                paragraphs[address].append(paragraph(invitation, news))
        known.save()
    for address, told in paragraphs.items():
        post(
            address, _("New sign-ups since yesterday"), "\n\n".join([*told, _farewell()]).replace("\u00a0", " ") + "\n"
        )


def paragraph(invitation: InvitationPage, news: News) -> str:
    """Return what is told of one invitation."""
    standing = standing_of(invitation)
    lines = [
        " ".join(invitation.title.split()),
        f"{long_date(invitation.start)} {clock(invitation.start)}",
        *(f"- {line}" for line in _lines(news)),
        _("In all: %(people)s come, %(waiting)s wait.")
        % {"people": _people(standing.coming.people), "waiting": _people(standing.waiting.people)},
    ]
    if standing.left is not None:
        lines.append(_("Places left: %(count)d") % {"count": standing.left})
    link = absolute(reverse("guest_list", args=[invitation.pk]))
    return "\n".join([*lines, _("The list: %(link)s") % {"link": link}])


def _lines(news: News) -> list[str]:
    lines = []
    if news.coming:
        said = ngettext("%(count)d new sign-up (%(people)s)", "%(count)d new sign-ups (%(people)s)", news.coming)
        lines.append(said % {"count": news.coming, "people": _people(news.coming_people)})
    if news.waiting:
        said = ngettext(
            "%(count)d new on the waiting list (%(people)s)",
            "%(count)d new on the waiting list (%(people)s)",
            news.waiting,
        )
        lines.append(said % {"count": news.waiting, "people": _people(news.waiting_people)})
    if news.changed:
        lines.append(ngettext("%(count)d changed", "%(count)d changed", news.changed) % {"count": news.changed})
    if news.cancelled:
        lines.append(ngettext("%(count)d cancelled", "%(count)d cancelled", news.cancelled) % {"count": news.cancelled})
    return lines


def _people(count: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


def _farewell() -> str:
    return _("This mail comes at most once a day, and only when there is something new.")
