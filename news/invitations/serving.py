"""Invitation pages to events, and events to an answer of the site."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from core.addresses import absolute
from core.registry import main_contact
from core.site_settings import SiteSettings
from core.templatetags.danish import phone
from news.invitations.calendar import calendar_file
from news.invitations.event import Event, Someone
from people.standing_in import answering

if TYPE_CHECKING:
    from news.models import InvitationPage


def events_of(pages: Iterable["InvitationPage"]) -> list[Event]:
    """Return what calendars are told of invitations; the secretariat's own address is looked up once."""
    office, leader = SiteSettings.load(), main_contact()
    organizer = Someone(name=office.name, email=office.email or (leader.email if leader else ""))
    return [_event(page, organizer, leader) for page in pages]


def _event(page: "InvitationPage", organizer: Someone, leader: Any) -> Event:
    contact = answering(page.contact, leader=lambda: leader) if page.contact and page.contact.active else leader
    return Event(
        uid=str(page.calendar_uid),
        sequence=page.calendar_sequence,
        changed=page.last_published_at or _noon(page.date),
        title=page.title,
        start=page.start,
        end=page.end,
        place=page.place,
        address=page.place_address,
        summary=page.summary,
        url=absolute(page.url),
        deadline=page.deadline,
        cancelled=page.cancelled,
        organizer=organizer,
        contact=Someone(contact.name, phone(contact.phone), contact.email) if contact else Someone(),
    )


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def calendar_response(
    request: HttpRequest, pages: Iterable["InvitationPage"], slug: str, name: str = "", source: str = ""
) -> HttpResponseBase:
    """Answer with a calendar file of invitations, opened in the calendar where the device can; 304 when unchanged.

    Follows RFC 5545 (8.1) and RFC 9110 (13); name and source are those of a calendar to subscribe to.
    """
    content = calendar_file(events_of(pages), name, source)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    response["ETag"] = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    return get_conditional_response(request, etag=response["ETag"], response=response)
