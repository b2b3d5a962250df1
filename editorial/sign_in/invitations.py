"""Inviting staff: an account without a password, and a mail with the link to choose one."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log

from core.models import OutgoingMail
from core.outbox import is_delivering
from editorial.sign_in import links, mails

State = OutgoingMail.State


def reference(user: Any) -> str:
    """What the mails that invite a user are found by."""
    return f"invitation-{user.pk}"


def invite(user: Any, inviter: Any) -> OutgoingMail | None:
    """Mail the user a link to choose a password, and log it; return the mail, or None when there is no address."""
    mail = mails.send_kind(
        mails.INVITATION,
        user,
        user.email,
        link=links.password_link(user, links.INVITATION),
        reference=reference(user),
        reply_to=inviter.email,
        inviter=get_user_display_name(inviter),
        days=links.INVITATION_DAYS,
        login=user.get_username(),
    )
    if mail:
        log(user, "editorial.invite", user=inviter)
    return mail


def told(user: Any) -> str:
    """Return what the inviter is told after the mail was put in line."""
    if is_delivering():
        sentence = gettext("An invitation is on its way to %(email)s.")
    else:
        sentence = gettext("This site sends no mail: the invitation to %(email)s stands in its log.")
    return sentence % {"email": user.email}


def with_second_factor(users: QuerySet) -> QuerySet:
    """Add to each account whether it has a second factor."""
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return users.annotate(second_factor=Exists(factors))


def state_of(user: Any) -> str:
    """Return how far an account has come, in a few words for the list."""
    if user.has_usable_password():
        return gettext("Two steps") if getattr(user, "second_factor", False) else gettext("Password")
    mail = OutgoingMail.objects.filter(reference=reference(user)).only("state").first()
    if mail is None:
        return gettext("Not invited")
    if mail.state == State.FAILED:
        return gettext("The invitation could not be sent")
    return gettext("Invited") if mail.state == State.SENT else gettext("The invitation is on its way")
