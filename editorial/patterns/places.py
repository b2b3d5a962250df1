"""What a component on the pattern page is: its name, its place on a page, its states; and states many have."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.patterns.examples import LONG, PARAGRAPH, SENTENCE, Examples

# A state is its name, a text to be translated when shown, and the values the template gets.
States = list[tuple[Any, dict[str, Any]]]

ORDINARY, LONGEST, SHORTEST = _("Ordinary"), _("Very long"), _("Very short")
NO_PICTURE, NOTHING, PLAIN = _("Without picture"), _("Nothing filled in"), _("Without pictures, as a list")
OPEN, CLOSED = _("Open for sign-up"), _("Sign-up has closed")
PAST, CANCELLED = pgettext_lazy("event", "Over"), pgettext_lazy("event", "Cancelled")


@dataclass(frozen=True)
class Place:
    """What stands around a component on a page: the grid of a band, and an element with classes within it."""

    tag: str = ""
    css: str = ""
    grid: bool = True
    # Shown as text: nobody sees it on the page.
    source: bool = False


PAGE, GRID, SOURCE = Place(grid=False), Place(), Place(grid=False, source=True)
MAIN, TEXT, ASIDE = Place("div", "band__main"), Place("div", "band__main--text prose"), Place("div", "band__aside")
LIST, DIRECTORY = Place("ul", "band__main windows"), Place("ul", "band__main directory")
PEOPLE, NEWS = Place("ul", "band__main people"), Place("div", "band__main news news--list news--art")


@dataclass(frozen=True)
class Pattern:
    """A component: what staff call it, where it stands, its states, and a remark."""

    title: Any
    place: Place
    states: Callable[[Examples], States]
    remark: Any = ""


@dataclass(frozen=True)
class Shown:
    """One state of a component, ready to be shown."""

    label: Any
    html: SafeString


def contacts(make: Callable[[Any], dict[str, Any]]) -> Callable[[Examples], States]:
    """The states of a component that shows a person."""
    return lambda e: [
        (ORDINARY, make(e.pictured)),
        (NO_PICTURE, make(e.person())),
        (LONGEST, make(e.long_person)),
        (_("Without a number"), make(e.writes)),
        (_("A name alone"), make(e.unreachable)),
        (_("Away"), make(e.away)),
    ]


def events(make: Callable[[Any], dict[str, Any]]) -> Callable[[Examples], States]:
    """The states of a component that shows an invitation."""
    return lambda e: [
        (OPEN, make(e.event())),
        (CLOSED, make(e.event("closed"))),
        (PAST, make(e.event("past"))),
        (CANCELLED, make(e.event("cancelled"))),
        (LONGEST, make(e.long_event)),
    ]


def publications(**values: Any) -> Callable[[Examples], States]:
    """The states of a component that shows a publication."""
    return lambda e: [
        (ORDINARY, {"publication": e.publication(), **values}),
        (_("Without cover and file"), {"publication": e.bare_publication, **values}),
    ]


def topic(e: Examples, **values: Any) -> dict[str, Any]:
    """The values of a topic that leads to a page and a number."""
    known = {"title": "Hvem taler vores sag?", "area": "Interessevaretagelse", "url": "#", "image": e.image}
    return {**known, "person": e.person(), **values}


def openings(e: Examples) -> States:
    """The states of the head of an inner page."""
    topics = [e.topic(), e.topic(name="Netværksarbejde")]
    return [
        (ORDINARY, {"title": "Beboernes vagthund", "lead": SENTENCE, "eyebrow": "Interessevaretagelse"}),
        (_("News post"), {"title": "Eksempel på en nyhed", "lead": SENTENCE, "day": e.day, "topics": topics}),
        (OPEN, {"title": "Eksempel på en invitation", "lead": SENTENCE, "state": "open"}),
        (PAST, {"title": "Eksempel på en invitation", "lead": SENTENCE, "state": "past"}),
        (_("One long word"), {"title": "Tilgængelighedserklæringsvejledning", "lead": PARAGRAPH}),
        (LONGEST, {"title": LONG, "lead": PARAGRAPH, "eyebrow": LONG}),
        (SHORTEST, {"title": "Nej"}),
    ]


def field_values(field: BoundField) -> dict[str, Any]:
    """The values of a field of a form."""
    return {"field": field, "attrs": field.field.widget.attrs}
