"""Who answers in a person's place while the person is away; the one place that knows."""

import copy
import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext

from core.registry import main_contact
from core.site_settings import SiteSettings

if TYPE_CHECKING:
    from core.models import SiteImage
    from people.models import Person


def is_away(person: "Person", day: dt.date | None = None) -> bool:
    """Whether a person is away on a day (today), the first and the last day of the absence included."""
    if not (person.absent_from and person.absent_until):
        return False
    return person.absent_from <= (day or timezone.localdate()) <= person.absent_until


def answering(
    person: "Person",
    day: dt.date | None = None,
    leader: Callable[[], Any] = main_contact,
    facts: Callable[[], SiteSettings] = SiteSettings.load,
) -> "Person":
    """Return whom to call in place of a person on a day (today): the person, unless away.

    While the person is away it is the stand-in who works here and isn't away as well, else that one's stand-in, else
    the main contact, else the secretariat itself where it has a number. The one returned has ``instead_of``, the
    person who is away; where nobody can stand in, that is the person's own self, so that there is always somebody to
    reach. Takes functions that find the main contact and the secretariat's settings, for those who know them already.
    """
    day = day or timezone.localdate()
    if person.instead_of is not None or not is_away(person, day):
        return person
    one = _stand_in(person, day) or leader()
    if one is None or one.pk == person.pk or is_away(one, day):
        one = _office(person, facts())
    # A copy: the same object may be shown elsewhere in its own right.
    found = copy.copy(one or person)
    found.instead_of = person
    return found


def _stand_in(person: "Person", day: dt.date) -> "Person | None":
    asked = {person.pk}
    one = person.stand_in
    while one is not None and one.pk not in asked:
        if one.active and not is_away(one, day):
            return one
        asked.add(one.pk)
        one = one.stand_in
    return None


def _office(person: "Person", facts: SiteSettings) -> "Person | None":
    if not (facts.phone or facts.email):
        return None
    office = type(person)(name=facts.name, phone=facts.phone, email=facts.email)
    office.is_office = True
    return office


def faults(person: "Person") -> dict[str, str]:
    """Return what is wrong with a person's absence and stand-in, in a sentence for each field."""
    found: dict[str, str] = {}
    if person.absent_from and not person.absent_until:
        found["absent_until"] = gettext("Write the last day away, too.")
    elif person.absent_until and not person.absent_from:
        found["absent_from"] = gettext("Write the first day away, too.")
    elif person.absent_from and person.absent_until and person.absent_until < person.absent_from:
        found["absent_until"] = gettext("The last day away can't be before the first.")
    if sentence := _unfit(person):
        found["stand_in"] = sentence
    return found


def _unfit(person: "Person") -> str:
    """Why the stand-in can't be one, in a sentence, or ""."""
    one = person.stand_in
    if one is None:
        return ""
    if one.pk == person.pk:
        return gettext("Nobody can stand in for themselves.")
    if not one.active:
        return gettext("%(name)s doesn't work here any more. Choose somebody else.") % {"name": one.name}
    asked = set()
    while one is not None and one.pk not in asked:
        asked.add(one.pk)
        one = one.stand_in
        if one is not None and one.pk == person.pk:
            return gettext("%(name)s leads back to this person. Choose somebody else.") % {"name": person.stand_in}
    return ""


def portraits(people: "Iterable[Person | None]") -> "list[SiteImage | None]":
    """Return the portraits that may be shown for people: their own, or those of whoever answers; loaded before."""
    found: list[SiteImage | None] = []
    for person in people:
        if person is not None:
            found.append(person.portrait)
            found.append(person.stand_in.portrait if is_away(person) and person.stand_in else None)
    return found
