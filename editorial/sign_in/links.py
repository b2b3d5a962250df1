"""Links that let somebody choose a password: signed, for one account, once, and for a while."""

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from core.addresses import absolute

INVITATION_DAYS = 14
# What the link is for, and for how long it works.
INVITATION, RECOVERY = "invitation", "recovery"
LASTS = {INVITATION: dt.timedelta(days=INVITATION_DAYS), RECOVERY: dt.timedelta(days=1)}


def password_link(user: Any, purpose: str) -> str:
    """Return the absolute address where the user chooses a password; it stops working once one is chosen."""
    token = _signer(purpose).sign_object([user.pk, _fingerprint(user)])
    return absolute(reverse("sign_in_welcome", args=[token]))


def find_user(token: str) -> Any | None:
    """Return the account that a link's token stands for; None for one that is not ours, too old, or used."""
    for purpose, lasts in LASTS.items():
        try:
            pk, fingerprint = _signer(purpose).unsign_object(token, max_age=lasts)
        except (BadSignature, ValueError):
            continue
        user = get_user_model().objects.filter(pk=pk, is_active=True).first()
        if user and constant_time_compare(fingerprint, _fingerprint(user)):
            return user
    return None


def _fingerprint(user: Any) -> str:
    # Changes with the password and the e-mail: whoever has an older link can do nothing with it.
    return salted_hmac("sign_in.link", f"{user.password} {user.email}", algorithm="sha256").hexdigest()[:24]


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"editorial.sign_in.{purpose}", sep=".")
