"""Guests as a list: how many there are, which of them are wanted, in Danish order or by time."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from core.danish.sorting import danish_key
from core.text import printable
from news.models import InvitationPage, SignUp

# Of the invitations that are over, so many are listed.
EARLIER = 30
# What the filters are called in an address.
STATES = {"kommer": SignUp.State.COMING, "venter": SignUp.State.WAITING, "afbud": SignUp.State.CANCELLED}


@dataclass(frozen=True)
class Tally:
    """Sign-ups, and the people they bring."""

    parties: int = 0
    people: int = 0


@dataclass(frozen=True)
class Standing:
    """How an invitation stands: who comes, who waits, who has cancelled, and how many places there are in all."""

    coming: Tally = Tally()
    waiting: Tally = Tally()
    cancelled: Tally = Tally()
    capacity: int | None = None

    @property
    def parties(self) -> int:
        """All sign-ups."""
        return self.coming.parties + self.waiting.parties + self.cancelled.parties

    @property
    def left(self) -> int | None:
        """The places that are left, none below zero; None where there is no limit."""
        return None if self.capacity is None else max(self.capacity - self.coming.people, 0)

    @property
    def over(self) -> int:
        """How many people come beyond the places."""
        return 0 if self.capacity is None else max(self.coming.people - self.capacity, 0)


def standing_of(invitation: InvitationPage) -> Standing:
    """Return how an invitation stands, in one query."""
    rows = invitation.sign_ups.order_by().values("state").annotate(parties=Count("pk"), people=Sum("party"))
    tallies = {row["state"]: Tally(row["parties"], row["people"]) for row in rows}
    return Standing(
        **{str(state): tallies.get(state, Tally()) for state in STATES.values()}, capacity=invitation.capacity
    )


def with_standing(invitations: QuerySet[InvitationPage]) -> list[InvitationPage]:
    """Return invitations, each with its ``standing``, in one query."""
    figures: dict[str, Any] = {}
    for state in STATES.values():
        only = Q(sign_ups__state=state)
        figures[f"{state}_parties"] = Count("sign_ups", filter=only)
        figures[f"{state}_people"] = Sum("sign_ups__party", filter=only, default=0)
    found = list(invitations.select_related("tally").annotate(**figures))
    for page in found:
        tallies = {
            str(state): Tally(getattr(page, f"{state}_parties"), getattr(page, f"{state}_people"))
            for state in STATES.values()
        }
        page.standing = Standing(**tallies, capacity=page.capacity)
    return found


def coming_invitations(invitations: QuerySet[InvitationPage], now: dt.datetime) -> list[InvitationPage]:
    """Return those that are still to come, the next first: the published ones, and drafts with sign-ups."""
    ahead = invitations.filter(Q(start__gte=now) | Q(end__gte=now))
    found = with_standing(ahead.order_by("start", "pk"))
    return [page for page in found if page.live or page.standing.parties]


def earlier_invitations(invitations: QuerySet[InvitationPage], now: dt.datetime) -> list[InvitationPage]:
    """Return those that have begun and somebody signed up for, the latest first; deleted sign-ups count."""
    begun = invitations.filter(start__lt=now).exclude(end__gte=now)
    signed = begun.filter(Q(sign_ups__isnull=False) | Q(tally__isnull=False)).values("pk")
    return with_standing(invitations.filter(pk__in=signed).order_by("-start", "-pk")[:EARLIER])


@dataclass(frozen=True)
class Wanted:
    """Which guests are wanted, and in which order; from an address, where anything odd counts as not said."""

    state: str = ""
    words: str = ""
    by_time: bool = False

    @classmethod
    def from_address(cls, query: Mapping[str, str]) -> "Wanted":
        """Read the query part of an address."""
        state = query.get("vis", "")
        words = " ".join(printable(query.get("q", ""))[:100].split())
        return cls(state if state in STATES else "", words, query.get("efter") == "tid")

    def address(self, **changes: Any) -> str:
        """Return these wishes, with some changed, as the query part of an address: "?vis=kommer", or ""."""
        values = {"state": self.state, "words": self.words, "by_time": self.by_time} | changes
        said = {"vis": values["state"], "q": values["words"], "efter": "tid" if values["by_time"] else ""}
        encoded = urlencode({name: value for name, value in said.items() if value})
        return f"?{encoded}" if encoded else ""

    def guests(self, invitation: InvitationPage) -> list[SignUp]:
        """Return the invitation's guests that are wanted, in one query.

        They are searched and sorted here: no database knows that å is the last letter and Aa another way to write it.
        """
        rows = invitation.sign_ups.all()
        if self.state:
            rows = rows.filter(state=STATES[self.state])
        sought = danish_key(self.words)
        found = [one for one in rows if sought in danish_key(f"{one.name} {one.organisation} {one.email}")]
        return sorted(found, key=lambda one: one.created_at) if self.by_time else by_name(found)


def by_name(guests: list[SignUp]) -> list[SignUp]:
    """Return guests by name as written, given name first: that is how one says who one is at a door."""
    return sorted(guests, key=lambda one: (danish_key(one.name), danish_key(one.organisation), one.pk))


def is_over(invitation: InvitationPage) -> bool:
    """Whether the day is gone."""
    return timezone.now() > invitation.over_at
