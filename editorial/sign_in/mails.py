"""The mails about an account: an invitation, a link to a new password, and word of what changed."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from core.addresses import absolute
from core.models import OutgoingMail, SiteSettings
from core.outbox import post


@dataclass(frozen=True)
class Kind:
    """What a mail says: its subject, its sentences, and the words on its link, if it has one."""

    subject: str
    said: tuple[str, ...]
    button: str = ""


NOT_YOU = _("Was it not you? Then choose a new password now, and tell your leader.")
INVITATION = Kind(
    _("Your account for the website of %(site)s"),
    (
        _("%(inviter)s has made an account for you, so that you can write on the website."),
        _("Choose your password first. The link works for %(days)s days, and once. You sign in with %(login)s."),
    ),
    _("Choose your password"),
)
RECOVERY = Kind(
    _("Choose a new password for the website"),
    (
        _("Whoever runs the website has opened your account anew. Your old password does not work any more."),
        _("The link works for one day, and once. You sign in with %(login)s."),
    ),
    _("Choose your password"),
)
# By the name of allauth's template for the same mail.
KINDS = {
    "account/email/password_reset_key": Kind(
        _("Choose a new password for the website"),
        (
            _("Somebody, you we hope, asked for a new password. The link works for one day, and once."),
            _("Was it not you? Then you need not do anything: your password is what it was."),
        ),
        _("Choose a new password"),
    ),
    "account/email/password_reset": Kind(_("Your password is changed"), (_("You have a new password."), NOT_YOU)),
    "account/email/password_changed": Kind(_("Your password is changed"), (_("You have a new password."), NOT_YOU)),
    "account/email/password_set": Kind(_("Your password is changed"), (_("You have a new password."), NOT_YOU)),
    "mfa/email/totp_activated": Kind(
        _("You sign in with a code from an app now"), (_("An app for codes was added to your account."), NOT_YOU)
    ),
    "mfa/email/totp_deactivated": Kind(
        _("The app for codes is removed"), (_("The app for codes was removed from your account."), NOT_YOU)
    ),
    "mfa/email/webauthn_added": Kind(
        _("A passkey is added to your account"), (_("A passkey was added to your account."), NOT_YOU)
    ),
    "mfa/email/webauthn_removed": Kind(
        _("A passkey is removed from your account"), (_("A passkey was removed from your account."), NOT_YOU)
    ),
    "mfa/email/recovery_codes_generated": Kind(
        _("You have new recovery codes"), (_("New recovery codes were made. The old ones do not work."), NOT_YOU)
    ),
}


def send(template: str, email: str, context: dict[str, Any]) -> None:
    """Send a mail that allauth asks for, by the name of its template."""
    user = context["user"]
    send_kind(KINDS[template], user, email, link=context.get("password_reset_url", ""), reference=f"account-{user.pk}")


def send_kind(
    kind: Kind, user: Any, email: str, *, link: str = "", reference: str, reply_to: str = "", **values: Any
) -> OutgoingMail | None:
    """Put a mail to a user into the outbox; return it, or None for an address that is none."""
    words = {"site": SiteSettings.load().name, **values}
    context = {
        "user": user,
        "said": [gettext(sentence) % words for sentence in kind.said],
        "link": absolute(link) if link else "",
        "button": gettext(kind.button) if kind.button else "",
    }
    try:
        return post(
            email,
            gettext(kind.subject) % words,
            re.sub(r"\n{3,}", "\n\n", render_to_string("editorial/sign_in/mails/letter.txt", context)).strip() + "\n",
            html=render_to_string("editorial/sign_in/mails/letter.html", context).strip(),
            reply_to=reply_to,
            reference=reference,
        )
    except ValidationError:
        return None
