"""Signing up, changing, cancelling: who has a place and who waits, decided while the invitation's row is locked."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from core.deletions import record
from news.invitations import mails
from news.invitations.links import manage_url
from news.models.sign_up import SignUp, new_nonce

if TYPE_CHECKING:
    from news.models import InvitationPage

__all__ = [
    "NoRoom",
    "SignUpClosed",
    "cancel",
    "change",
    "fill_places",
    "forget",
    "free_places",
    "give_place",
    "manage_url",
    "sign_up",
]

COMING, WAITING, CANCELLED = SignUp.State.COMING, SignUp.State.WAITING, SignUp.State.CANCELLED


class SignUpClosed(Exception):
    """The invitation takes no sign-ups (any more)."""


class NoRoom(Exception):
    """The party can't become as large as that: there are not so many places left."""


def free_places(invitation: "InvitationPage") -> int | None:
    """Return how many people there is still room for; None when there is no limit."""
    if invitation.capacity is None:
        return None
    return max(0, invitation.capacity - SignUp.objects.filter(invitation=invitation).coming().people())


@transaction.atomic
def sign_up(
    invitation: "InvitationPage",
    *,
    name: str,
    email: str,
    organisation: str = "",
    party: int = 1,
    by_hand: bool = False,
    beyond: bool = False,
    tell: bool = True,
    remind: bool = True,
) -> SignUp:
    """Sign a party up, to a place or to the waiting list; return the sign-up.

    Whoever is signed up already stays as before and is returned with ``was_known`` True. by_hand: the secretariat
    does it, after the deadline too; beyond: whether or not there is room; tell: send the mail; remind: send the one
    that says that somebody was signed up already. Raises SignUpClosed.
    """
    page = _lock(invitation.pk)
    if page.state != "open" and not by_hand:
        raise SignUpClosed
    _promote(page)
    known = SignUp.objects.filter(invitation=page, email__iexact=email).first() if email else None
    if known and known.state != CANCELLED:
        known.invitation, known.was_known = page, True
        # Written in any case, so that the answer takes as long.
        letter = mails.write(mails.ALREADY if known.state == COMING else mails.ALREADY_WAITING, known)
        if remind and not by_hand:
            mails.send(letter, known)
        return known
    one = known or SignUp(email=email)
    one.invitation, one.was_known = page, False
    one.name, one.organisation, one.party, one.by_hand = name, organisation, party, by_hand
    free = free_places(page)
    fits = beyond or free is None or party <= free
    one.state, one.waiting_since = (COMING, None) if fits else (WAITING, timezone.now())
    one.save()
    if tell and _is_to_come(page):
        mails.send(mails.write(mails.CONFIRMED if fits else mails.ON_WAITING_LIST, one), one)
    return one


@transaction.atomic
def change(sign_up: SignUp, *, beyond: bool = False, **values: Any) -> SignUp:
    """Give a sign-up other values (name, organisation, party, email), and whoever waits the places that become free.

    A new e-mail gets a link of its own, the old link ends. beyond: whether or not there is room. Raises NoRoom,
    and SignUp.DoesNotExist when it is gone.
    """
    page = _lock(sign_up.invitation_id)
    _refresh(sign_up, page)
    party, email = sign_up.party, sign_up.email
    for name, value in values.items():
        setattr(sign_up, name, value)
    more = sign_up.party - party
    free = free_places(page)
    if sign_up.state == COMING and more > 0 and free is not None and more > free and not beyond:
        _refresh(sign_up, page)
        raise NoRoom
    if sign_up.email.lower() != email.lower():
        sign_up.nonce = new_nonce()
    sign_up.save()
    state = sign_up.state
    _promote(page)
    _refresh(sign_up, page)
    # Whoever got a place by it has had a mail that says so.
    changed = (sign_up.party, sign_up.email) != (party, email)
    if changed and sign_up.state == state != CANCELLED and _is_to_come(page):
        mails.send(mails.write(mails.CHANGED if state == COMING else mails.CHANGED_WAITING, sign_up), sign_up)
    return sign_up


@transaction.atomic
def cancel(sign_up: SignUp) -> None:
    """Take a party off the list, tell it, and give its places to whoever waits; a second time nothing happens.

    Raises SignUp.DoesNotExist when it is gone.
    """
    page = _lock(sign_up.invitation_id)
    _refresh(sign_up, page)
    if sign_up.state == CANCELLED:
        return
    sign_up.state, sign_up.waiting_since = CANCELLED, None
    sign_up.save()
    mails.send(mails.write(mails.CANCELLED, sign_up), sign_up)
    _promote(page)


@transaction.atomic
def give_place(sign_up: SignUp) -> None:
    """Give a place to who waits or had cancelled, whether or not there is room, and tell it by mail.

    Raises SignUp.DoesNotExist when it is gone.
    """
    page = _lock(sign_up.invitation_id)
    _refresh(sign_up, page)
    if sign_up.state == COMING:
        return
    sign_up.state, sign_up.waiting_since = COMING, None
    sign_up.save()
    if _is_to_come(page):
        mails.send(mails.write(mails.PROMOTED, sign_up), sign_up)


@transaction.atomic
def forget(sign_up: SignUp) -> None:
    """Delete one sign-up with its mails, as its owner may ask; logged, so that a restore deletes it again.

    Raises SignUp.DoesNotExist when it is gone.
    """
    page = _lock(sign_up.invitation_id)
    _refresh(sign_up, page)
    key = sign_up.pk
    sign_up.delete()
    record("sign-up", key, 1)
    _promote(page)


@transaction.atomic
def fill_places(invitation: "InvitationPage") -> None:
    """Give free places to those on the waiting list, whoever fits first, and tell them by mail."""
    _promote(_lock(invitation.pk))


def _lock(pk: int) -> "InvitationPage":
    """Return the invitation as stored now; its row is this transaction's until the end, as is SQLite's whole file."""
    model = apps.get_model("news", "InvitationPage")
    page: InvitationPage = model._base_manager.select_for_update(of=("self",)).get(pk=pk)
    return page


def _is_to_come(page: "InvitationPage") -> bool:
    """Whether there is anything to look forward to, and so to write of."""
    return not page.cancelled and timezone.now() < page.start


def _refresh(sign_up: SignUp, page: "InvitationPage") -> None:
    sign_up.refresh_from_db()
    sign_up.invitation = page


def _promote(page: "InvitationPage") -> None:
    """Give places to whoever waits and fits, in the order they came; the page is locked."""
    if not _is_to_come(page):
        return
    free = free_places(page)
    for one in SignUp.objects.filter(invitation=page).waiting():
        if free is not None and one.party > free:
            continue
        one.invitation = page
        one.state, one.waiting_since = COMING, None
        one.save()
        mails.send(mails.write(mails.PROMOTED, one), one)
        free = None if free is None else free - one.party
