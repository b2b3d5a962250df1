"""Invitations as a calendar file (RFC 5545), in Danish time with the rule of summer time along (VTIMEZONE)."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vDuration, vText
from icalendar import Event as CalendarEvent

from core.danish.dates import long_date
from core.text import printable
from news.invitations.event import Event

PRODUCT = "-//Det Boligsociale Fællessekretariat//Invitationer//DA"
ZONE = ZoneInfo("Europe/Copenhagen")
# How long an invitation without an end takes up in a calendar, which must know.
DEFAULT_LENGTH = dt.timedelta(hours=2)
# How often a subscribed calendar asks again (RFC 7986, 5.7).
REFRESH = dt.timedelta(hours=6)


def calendar_file(events: Iterable[Event], name: str = "", source: str = "") -> bytes:
    """Return the events as one calendar file.

    Name and source, the file's own absolute address, make it one to subscribe to (RFC 7986). A file that holds a
    single event tells calendars to take it out when that is cancelled (METHOD:CANCEL, RFC 5546, 3.2.5).
    """
    events = list(events)
    withdrawn = not source and len(events) == 1 and events[0].cancelled
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if withdrawn else "PUBLISH")
    if name:
        calendar.add("name", _line(name))
        # What calendars read that came before RFC 7986.
        calendar.add("x-wr-calname", _line(name))
    if source:
        calendar.add("source", source)
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(danish_time())
    for event in events:
        calendar.add_component(_component(event))
    return calendar.to_ical()


def danish_time() -> Timezone:
    """Return Europe/Copenhagen as VTIMEZONE: the rule of Directive 2000/84/EC, in use since October 1996.

    Written out: what the library derives from the zone's data lets summer time begin an hour late.
    """
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    for component, name, month, hour, before, after in (
        (TimezoneDaylight(), "CEST", 3, 2, 1, 2),
        (TimezoneStandard(), "CET", 10, 3, 2, 1),
    ):
        component.add("tzname", name)
        # A Sunday that the rule hits, in the time that is left then (RFC 5545, 3.6.5).
        component.add("dtstart", dt.datetime(1996, month, 31 if month == 3 else 27, hour))
        component.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        component.add("tzoffsetfrom", dt.timedelta(hours=before))
        component.add("tzoffsetto", dt.timedelta(hours=after))
        zone.add_component(component)
    return zone


def _component(event: Event) -> CalendarEvent:
    component = CalendarEvent()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.changed.astimezone(dt.UTC))
    component.add("last-modified", event.changed.astimezone(dt.UTC))
    component.add("dtstart", _moment(event.start))
    component.add("dtend", _moment(event.end or event.start + DEFAULT_LENGTH))
    title = _line(event.title)
    # Many calendars show nothing of the status, so the title says it too.
    component.add("summary", gettext("Cancelled: %(title)s") % {"title": title} if event.cancelled else title)
    component.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    component.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    component.add("description", _description(event))
    if event.location:
        component.add("location", _line(event.location))
    if event.url:
        component.add("url", event.url)
    if str(event.contact):
        component.add("contact", _line(str(event.contact)))
    if organizer := _organizer(event):
        component.add("organizer", organizer)
    return component


def _moment(moment: dt.datetime) -> dt.datetime:
    """A moment in Danish time; in UTC during the hour that autumn has twice, which Danish time can't tell apart."""
    local = moment.astimezone(ZONE)
    return moment.astimezone(dt.UTC) if local.fold else local


def _organizer(event: Event) -> vCalAddress | None:
    """The organiser's address: the mail's, or the site's where there is none (a calendar address is any URI)."""
    parts = urlsplit(event.url)
    site = f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""
    address = f"mailto:{event.organizer.email}" if event.organizer.email else site
    if not address:
        return None
    organizer = vCalAddress(_line(address))
    if event.organizer.name:
        organizer.params["CN"] = vText(_line(event.organizer.name))
    return organizer


def _description(event: Event) -> str:
    """What the invitation says of itself, with deadline and address for calendars that show nothing else."""
    parts = [gettext("The event will not take place.")] if event.cancelled else []
    parts += [_line(line) for line in printable(event.summary).splitlines()]
    if event.deadline and not event.cancelled:
        parts.append(gettext("Sign up by %(day)s.") % {"day": long_date(event.deadline)})
    parts.append(event.url)
    return "\n".join(part for part in parts if part)


def _line(text: str) -> str:
    return " ".join(printable(text).split())
