"""A letter to all who signed up: each gets a mail of their own, and a second click sends nothing."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.danish.dates import clock, long_date
from core.outbox import Attachment, post
from core.text import printable
from editorial.guests.models import GuestLetter
from news.invitations.mails import calendar_attachment
from news.invitations.serving import events_of
from news.invitations.signing_up import manage_url
from news.models import InvitationPage, SignUp


class SentAlready(Exception):
    """The letter with this token has gone out before."""


def reply_address(invitation: InvitationPage) -> str:
    """Return the e-mail of whom to ask about an invitation, or else the secretariat's; "" while there is none."""
    [event] = events_of([invitation])
    return event.contact.email or event.organizer.email


def full_text(text: str, invitation: InvitationPage, link: str) -> str:
    """Return what a guest reads: the letter, why it comes, and the guest's own link unless it is cancelled."""
    title = " ".join(printable(invitation.title).split())
    when = f"{long_date(invitation.start)} {clock(invitation.start)}"
    why = _("You get this mail because you signed up for “%(title)s”, %(when)s.") % {"title": title, "when": when}
    way = "" if invitation.cancelled else _("Change your sign-up or cancel: %(link)s") % {"link": link}
    # Two hyphens and a space begin what is no part of the letter itself (RFC 3676, 4.3).
    return f"{text}\n\n-- \n{why}\n{way}".rstrip("\n").replace("\u00a0", " ") + "\n"


def takes_calendar_along(invitation: InvitationPage) -> bool:
    """Whether what calendars show was changed since it was published; then those who come get the file anew."""
    return invitation.calendar_sequence > 0


def _files(invitation: InvitationPage) -> tuple[Attachment, ...]:
    if not takes_calendar_along(invitation):
        return ()
    [event] = events_of([invitation])
    return (calendar_attachment(event),)


def send_letter(
    invitation: InvitationPage, guests: list[SignUp], subject: str, text: str, token: UUID, user: object
) -> int:
    """Put one mail for each guest with an e-mail into the outbox; return how many. Raises SentAlready."""
    reachable = [guest for guest in guests if guest.email]
    values = {"invitation": invitation, "user": user, "subject": subject, "recipients": len(reachable)}
    reply_to, files = reply_address(invitation), _files(invitation)
    try:
        with transaction.atomic():
            GuestLetter.objects.create(token=token, **values)
            for guest in reachable:
                guest.invitation = invitation
                whole = full_text(text, invitation, manage_url(guest))
                own = files if guest.state == SignUp.State.COMING else ()
                post(guest.email, subject, whole, reply_to=reply_to, attachments=own, reference=guest.reference)
    except IntegrityError:
        if GuestLetter.objects.filter(token=token).exists():
            raise SentAlready from None
        raise
    return len(reachable)


def send_trial(invitation: InvitationPage, subject: str, text: str, email: str) -> None:
    """Send the letter to whoever writes it, with the invitation's address instead of a guest's own link."""
    whole = full_text(text, invitation, invitation.full_url or "")
    post(email, subject, whole, reply_to=reply_address(invitation), attachments=_files(invitation))
