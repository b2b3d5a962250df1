"""The calendar file as others read it: two libraries that share no code with the one that wrote it."""

import datetime as dt
from collections.abc import Callable

import ics
import pytest
import vobject

from news.invitations.calendar import ZONE, calendar_file
from news.invitations.event import Event, Someone

ODD = "Kaffe, te; kage\\ og „sang”"


def event(number: int, start: dt.datetime, cancelled: bool = False) -> Event:
    """An event of two hours whose texts hold what means something to the format."""
    return Event(
        uid=f"proeve-{number}",
        title=f"Nytårskur på Ærø: {ODD} {'langt ' * 20}",
        start=start,
        changed=start - dt.timedelta(days=30),
        sequence=number,
        end=start.astimezone(dt.UTC) + dt.timedelta(hours=2),
        place=ODD,
        address="Eksempelvej 1, 8000 Aarhus C",
        summary=f"{ODD}\nNæste linje",
        url="https://example.org/n/",
        deadline=start.date(),
        cancelled=cancelled,
        organizer=Someone("Sekretariatet, Aarhus", email="post@example.org"),
        contact=Someone("Eva Eksempel", "00 00 00 00"),
    )


# Winter, summer, and the nights in which the clock changes.
STARTS = [
    dt.datetime(2027, 1, 7, 15, tzinfo=ZONE),
    dt.datetime(2027, 6, 23, 20, tzinfo=ZONE),
    dt.datetime(2027, 3, 28, 1, 30, tzinfo=ZONE),
    dt.datetime(2027, 10, 31, 1, 30, tzinfo=ZONE),
    dt.datetime(2027, 10, 31, 2, 30, tzinfo=ZONE, fold=1),
]
EVENTS = [event(number, start, cancelled=number == 1) for number, start in enumerate(STARTS)]

# What every calendar shows of an event: its identifier, title, place, beginning and end as moments, and its state.
Shown = tuple[str, str, str, dt.datetime, dt.datetime, str]


def by_ics(text: str) -> list[Shown]:
    """Read with ics.py."""
    found = sorted(ics.Calendar(text).events, key=lambda one: one.uid)
    return [(one.uid, one.name, one.location, one.begin.datetime, one.end.datetime, one.status) for one in found]


def by_vobject(text: str) -> list[Shown]:
    """Read with vobject, which takes the zone from the file's own rules."""
    found = sorted(vobject.readOne(text).vevent_list, key=lambda one: one.uid.value)
    names = ("uid", "summary", "location", "dtstart", "dtend", "status")
    return [tuple(getattr(one, name).value for name in names) for one in found]


@pytest.mark.parametrize("read", [by_ics, by_vobject])
def test_another_reader_finds_what_was_written(read: Callable[[str], list[Shown]]) -> None:
    text = calendar_file(EVENTS, "Invitationer", "https://example.org/kalender.ics").decode()
    assert read(text) == [
        (
            one.uid,
            f"Aflyst: {one.title.strip()}" if one.cancelled else one.title.strip(),
            f"{ODD}, Eksempelvej 1, 8000 Aarhus C",
            one.start.astimezone(dt.UTC),
            one.end,
            "CANCELLED" if one.cancelled else "CONFIRMED",
        )
        for one in EVENTS
    ]


@pytest.mark.parametrize("read", [by_ics, by_vobject])
@pytest.mark.parametrize("cancelled", [False, True])
def test_another_reader_opens_the_file_of_one_event(read: Callable[[str], list[Shown]], cancelled: bool) -> None:
    [one] = read(calendar_file([event(7, STARTS[0], cancelled)]).decode())
    assert one[0] == "proeve-7" and one[3] == STARTS[0]
    assert one[5] == ("CANCELLED" if cancelled else "CONFIRMED")
