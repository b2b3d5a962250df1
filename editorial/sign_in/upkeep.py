"""What goes on beside the pages of signing in: when a session begins, what is forgotten, who is told of a used code."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from core.work import every_minute
from editorial.sign_in.rules import recovery_codes_left
from editorial.sign_in.sessions import SessionStore, begin_session


def tell_of_used_code(request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    """Who used a recovery code is told how many are left."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    left = recovery_codes_left(user)
    if left:
        sentence = ngettext(
            "You used a recovery code. You have %(number)s left.",
            "You used a recovery code. You have %(number)s left.",
            left,
        )
        messages.warning(request, sentence % {"number": left})
    else:
        messages.error(request, gettext("You used your last recovery code. Make new ones under “My account”."))


@every_minute
def forget_sessions() -> None:
    """Delete sessions that have ended."""
    SessionStore.clear_expired()


def connect() -> None:
    """Listen for what has to be noted, once the apps are loaded."""
    user_logged_in.connect(begin_session, dispatch_uid="sign_in.begin")
    authenticator_used.connect(tell_of_used_code, dispatch_uid="sign_in.used")
