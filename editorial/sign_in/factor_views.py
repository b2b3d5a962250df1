"""Allauth's views for a new app and a new passkey: whoever has just made one has shown it in this session."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpRequest, HttpResponse


def count_as_shown(request: HttpRequest, kind: str) -> None:
    """Note that the user has shown the newest of their second factors of a kind."""
    newest = Authenticator.objects.filter(user=request.user, type=kind).latest("created_at")
    record_authentication(request, request.user, "mfa", id=newest.pk, type=kind, reauthenticated=True)


class NewAppView(ActivateTOTPView):
    """Adding an app for codes."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, and count it as shown."""
        answer: HttpResponse = super().form_valid(form)
        count_as_shown(self.request, Authenticator.Type.TOTP)
        return answer


class NewPasskeyView(AddWebAuthnView):
    """Adding a passkey."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, and count it as shown."""
        answer: HttpResponse = super().form_valid(form)
        count_as_shown(self.request, Authenticator.Type.WEBAUTHN)
        return answer
