"""The mails a party gets: what was done, when and where it is, and the link to change or cancel."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from core.danish.dates import clock, long_date
from core.outbox import Attachment, post
from core.text import printable
from news.invitations.calendar import calendar_file
from news.invitations.deletion import deletion_day
from news.invitations.event import Event
from news.invitations.links import manage_url
from news.invitations.mail_text import facts
from news.invitations.serving import events_of

if TYPE_CHECKING:
    from news.models import SignUp


@dataclass(frozen=True)
class Kind:
    """What a mail says: its subject, its sentences, and whether there is still something to come to or to change."""

    subject: str
    said: str
    has_place: bool = True
    is_listed: bool = True
    # Somebody else may have written the address into the form.
    unasked: bool = False


CONFIRMED = Kind(_("You are signed up: %(what)s"), _("You are signed up. We look forward to seeing you."), unasked=True)
ON_WAITING_LIST = Kind(
    _("You are on the waiting list: %(what)s"),
    _("All places are taken. You are on the waiting list. We write to you when there is a place for you."),
    has_place=False,
    unasked=True,
)
PROMOTED = Kind(
    _("You got a place: %(what)s"),
    _("There is a place for you now. You are signed up. If you can't come after all, please tell us below."),
)
ALREADY = Kind(
    _("You are signed up already: %(what)s"),
    _("Somebody has just signed up with your e-mail. You were signed up already. Nothing has changed."),
)
ALREADY_WAITING = Kind(
    _("You are on the waiting list already: %(what)s"),
    _("Somebody has just signed up with your e-mail. You were on the waiting list already. Nothing has changed."),
    has_place=False,
)
CHANGED = Kind(_("Your sign-up is changed: %(what)s"), _("We have changed your sign-up. You are still coming."))
CHANGED_WAITING = Kind(
    _("Your sign-up is changed: %(what)s"),
    _("We have changed your sign-up. You are still on the waiting list."),
    has_place=False,
)
CANCELLED = Kind(
    _("You are not coming: %(what)s"),
    _("You have said that you aren't coming. Thank you for telling us."),
    has_place=False,
    is_listed=False,
)


@dataclass(frozen=True)
class Letter:
    """A mail that is ready to be sent."""

    subject: str
    text: str
    html: str
    reply_to: str
    attachments: tuple[Attachment, ...]


def write(kind: Kind, sign_up: "SignUp") -> Letter:
    """Return the mail for a sign-up, as text and as HTML, with the calendar file for those who have a place."""
    page = sign_up.invitation
    event = events_of([page])[0]
    people = ngettext("%(number)s person", "%(number)s people", sign_up.party) % {"number": sign_up.party}
    values: dict[str, Any] = {
        "name": _line(sign_up.name),
        "title": _line(page.title),
        "said": gettext(kind.said),
        "facts": [*facts(replace(event, deadline=None)), (gettext("How many"), people)],
        "page_url": event.url,
        "manage_url": manage_url(sign_up) if kind.is_listed else "",
        "contact": _line(str(event.contact)),
        "unasked": kind.unasked,
        "deletion_day": deletion_day(page),
    }
    what = f"{values['title']}, {long_date(page.start)} {clock(page.start)}".replace("\u00a0", " ")
    return Letter(
        subject=gettext(kind.subject) % {"what": what},
        text=_plain(render_to_string("news/mails/letter.txt", values)),
        html=render_to_string("news/mails/letter.html", values).strip(),
        reply_to=event.contact.email or event.organizer.email,
        attachments=(calendar_attachment(event),) if kind.has_place and not event.cancelled else (),
    )


def calendar_attachment(event: Event) -> Attachment:
    """Return an event's calendar file as a mail carries it; a cancelled one is taken out of the calendar by it."""
    method = "CANCEL" if event.cancelled else "PUBLISH"
    return Attachment("kalender.ics", f"text/calendar; method={method}", calendar_file([event]))


def send(letter: Letter, sign_up: "SignUp") -> None:
    """Put the mail into the outbox, within the transaction that made it true; nothing for a party without an e-mail."""
    if not sign_up.email:
        return
    post(
        sign_up.email,
        letter.subject,
        letter.text,
        html=letter.html,
        reply_to=letter.reply_to,
        attachments=letter.attachments,
        reference=sign_up.reference,
    )


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _plain(text: str) -> str:
    """Close the gaps that the template's own lines leave."""
    return re.sub(r"\n{3,}", "\n\n", text).strip().replace("\u00a0", " ") + "\n"
