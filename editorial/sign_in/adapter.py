"""How allauth does things here: no sign-up, mail by our outbox, our words, a fresh proof before keys are changed."""

import time
from typing import Any
from urllib.parse import quote, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.addresses import absolute
from core.site_settings import SiteSettings
from editorial.sign_in import mails
from editorial.sign_in.lockout import client_ip
from editorial.sign_in.middleware import SIGNED_OUT
from editorial.sign_in.rules import has_second_factor

WRONG = _("E-mail, user name or password is wrong. Try again, or choose a new password.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: made by the leaders alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "incorrect_password": _("That is not your password. Try again."),
        "enter_current_password": _("That is not your present password. Try again."),
        "incorrect_code": _("The code is wrong or too old. Write the one that is shown now."),
        "too_many_login_attempts": _("There were too many wrong attempts. Wait a quarter of an hour, then try again."),
        "rate_limited": _("That was too often. Wait a little, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave guessing to axes: allauth's own limit would lock out a name from everywhere."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the network address, as everything else here sees it."""
        return client_ip(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Return the page for signing in, which says that one is signed out."""
        return f"{reverse('wagtailadmin_login')}?{SIGNED_OUT}=1"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the page from where the password was changed."""
        return reverse("wagtailadmin_account")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link in the mail, at SITE_URL whatever host the page was asked by."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute(path.replace("UID-KEY", quote(key)))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send by the outbox, in the house's words."""
        mails.send(template_prefix, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a user of a change to how they sign in; allauth would look for the address in a list of its own."""
        if user.email:
            super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, user.email)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return whether it is long ago that the user showed who they are; signing in counts as showing."""
        request = context.request
        wanted = {"mfa"} if has_second_factor(request.user) else {"password", "password_reset", "invitation"}
        records = get_authentication_records(request, request.user)
        proofs = [record["at"] for record in records if record.get("method") in wanted]
        return not proofs or time.time() - max(proofs) > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return how the user can show who they are: whoever has a second factor, by that alone."""
        methods = super().get_reauthentication_methods(user)
        by_factor = [one for one in methods if one["id"].startswith("mfa_")]
        words = {
            "reauthenticate": gettext("Use your password"),
            "mfa_reauthenticate": gettext("Use a code from your app, or a recovery code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        return [one | {"description": words[one["id"]]} for one in by_factor or methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"]
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Bind passkeys to the host of SITE_URL, by whichever name the page was asked for."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "localhost", "name": SiteSettings.load().name}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Return a name for a new passkey."""
        return gettext("My passkey")
