"""Calendar files: what they hold, read back by a calendar library, over both changes of the clock."""

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from news.invitations.calendar import DEFAULT_LENGTH, ZONE, calendar_file, danish_time
from news.invitations.event import Event, Someone

START = dt.datetime(2027, 1, 7, 15, tzinfo=ZONE)
ODD = "Kaffe, te; kage\\ og „sang”"


def event(**values: Any) -> Event:
    """An event with the given values."""
    known = {"uid": "1", "title": "Nytårskur", "start": START, "changed": START, "url": "https://example.org/n/"}
    return Event(**{**known, **values})


def read(content: bytes) -> Any:
    """The only event of a calendar file."""
    (one,) = Calendar.from_ical(content).events
    return one


# The file


def test_it_holds_what_the_invitation_says() -> None:
    full = event(
        sequence=3,
        end=START + dt.timedelta(hours=3),
        place="Sekretariatet",
        address="Eksempelvej 1, 8000 Aarhus C",
        summary=f"{ODD}.\nNæste linje.",
        deadline=dt.date(2027, 1, 4),
        organizer=Someone("Fællessekretariatet, Aarhus", email="post@example.org"),
        contact=Someone("Eva Eksempel", "00 00 00 00"),
    )
    content = calendar_file([full])
    one = read(content)
    assert (one["uid"], one["sequence"], one["status"]) == ("1", 3, "CONFIRMED")
    assert one["dtstart"].dt == START and one["dtend"].dt == START + dt.timedelta(hours=3)
    assert one["dtstart"].params["TZID"] == "Europe/Copenhagen"
    assert one["dtstamp"].dt == one["last-modified"].dt == START
    assert one["summary"] == "Nytårskur"
    assert one["location"] == "Sekretariatet, Eksempelvej 1, 8000 Aarhus C"
    assert one["description"].replace("\u00a0", " ").split("\n") == [
        f"{ODD}.",
        "Næste linje.",
        "Tilmeld dig senest mandag den 4. januar 2027.",
        "https://example.org/n/",
    ]
    assert one["url"] == "https://example.org/n/"
    assert one["contact"] == "Eva Eksempel, 00 00 00 00"
    assert one["organizer"] == "mailto:post@example.org"
    assert one["organizer"].params["CN"] == "Fællessekretariatet, Aarhus"
    assert Calendar.from_ical(content)["method"] == "PUBLISH"


def test_signs_with_a_meaning_are_escaped_in_the_text() -> None:
    text = calendar_file([event(title="a,b;c\\d", summary="x\ny")]).decode()
    assert "SUMMARY:a\\,b\\;c\\\\d\r\n" in text
    assert "DESCRIPTION:x\\ny\\n" in text


def test_without_an_end_it_takes_two_hours() -> None:
    assert dt.timedelta(hours=2) == DEFAULT_LENGTH
    assert read(calendar_file([event()]))["dtend"].dt == START + dt.timedelta(hours=2)


def test_a_cancelled_one_says_so_and_is_taken_out() -> None:
    content = calendar_file([event(cancelled=True, deadline=dt.date(2027, 1, 4))])
    one = read(content)
    assert one["status"] == "CANCELLED" and one["transp"] == "TRANSPARENT"
    assert one["summary"] == "Aflyst: Nytårskur"
    assert one["description"].startswith("Arrangementet")
    assert "senest" not in one["description"]
    assert Calendar.from_ical(content)["method"] == "CANCEL"


def test_a_calendar_to_subscribe_to_keeps_its_cancelled_ones() -> None:
    content = calendar_file([event(cancelled=True)], "Invitationer", "https://example.org/k.ics")
    calendar = Calendar.from_ical(content)
    assert calendar["method"] == "PUBLISH"
    assert calendar["name"] == calendar["x-wr-calname"] == "Invitationer"
    assert calendar["source"] == "https://example.org/k.ics"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in content
    assert b"X-PUBLISHED-TTL:PT6H\r\n" in content
    assert read(content)["status"] == "CANCELLED"


def test_no_organiser_but_an_address_is_known() -> None:
    assert read(calendar_file([event()]))["organizer"] == "https://example.org/"
    assert "organizer" not in read(calendar_file([event(url="")]))


@settings(deadline=None)
@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_stays_within_its_line_and_its_event(title: str, summary: str, place: str, name: str) -> None:
    odd = event(title=title, summary=summary, place=place, organizer=Someone(name), contact=Someone(name))
    content = calendar_file([odd], name, "https://example.org/k.ics")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)", content)
    for line in content.split(b"\r\n"):
        line.decode()
    one = read(content)
    assert str(one["summary"]).split() == re.sub(r"[\x00-\x1f\x7f\ufffe\uffff]", " ", title).split()
    assert not one.errors


def test_danish_letters_are_folded_whole() -> None:
    title = "Æblegrød på årsmødet for ø-boere " * 4
    content = calendar_file([event(title=title)])
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert str(read(content)["summary"]) == title.strip()


# Summer time


def test_the_zone_in_the_file_follows_the_clock_for_forty_years() -> None:
    calendar = Calendar()
    calendar.add_component(danish_time())
    (zone,) = Calendar.from_ical(calendar.to_ical()).timezones
    # Computed from the file's rules alone, and not from what the library knows of the name.
    read_back = zone.to_tz(lookup_tzid=False)
    real = ZoneInfo("Europe/Copenhagen")
    for year in range(1997, 2037):
        for month, last in ((3, 31), (10, 31)):
            sunday = dt.datetime(year, month, last, tzinfo=dt.UTC)
            sunday -= dt.timedelta(days=(sunday.weekday() + 1) % 7)
            for hours in (-24, 0, 3, 24):
                wall = (sunday + dt.timedelta(hours=hours + 1)).replace(tzinfo=None)
                assert wall.replace(tzinfo=read_back).utcoffset() == wall.replace(tzinfo=real).utcoffset(), wall


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        # The last moment of winter time, and the first of summer time.
        (dt.datetime(2027, 3, 28, 0, 59, tzinfo=dt.UTC), "DTSTART;TZID=Europe/Copenhagen:20270328T015900"),
        (dt.datetime(2027, 3, 28, 1, 0, tzinfo=dt.UTC), "DTSTART;TZID=Europe/Copenhagen:20270328T030000"),
        # Half past two comes twice on the last Sunday of October.
        (dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC), "DTSTART;TZID=Europe/Copenhagen:20271031T023000"),
        (dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC), "DTSTART:20271031T013000Z"),
        (dt.datetime(2027, 10, 31, 2, 0, tzinfo=dt.UTC), "DTSTART;TZID=Europe/Copenhagen:20271031T030000"),
    ],
)
def test_the_moment_is_right_around_both_changes(start: dt.datetime, shown: str) -> None:
    content = calendar_file([event(start=start)])
    assert f"{shown}\r\n" in content.decode()
    one = read(content)
    first, last = (one[name].dt.astimezone(dt.UTC) for name in ("dtstart", "dtend"))
    assert (first, last - first) == (start, DEFAULT_LENGTH)
