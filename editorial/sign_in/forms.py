"""Forms of signing in, in the words of the house."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.utils.translation import gettext_lazy as _


class PlainMixin(forms.Form):
    """A form whose fields say what they are by their label alone; digits bring up the keys for digits on a phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
        if "code" in self.fields:
            self.fields["code"].label = _("Code")
            self.fields["code"].widget.attrs["inputmode"] = "numeric"
        if "name" in self.fields:
            self.fields["name"].label = _("Name")


class SignInForm(PlainMixin, account.LoginForm):
    """Name or e-mail, and the password; the link to a new one stands in the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("E-mail or user name"),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        )
        self.order_fields(["login", "password"])


class PasswordAgainForm(PlainMixin, account.ReauthenticateForm):
    """The password once more."""


class CodeForm(PlainMixin, mfa.AuthenticateForm):
    """A code of the app, or a recovery code."""


class CodeAgainForm(PlainMixin, mfa.ReauthenticateForm):
    """The same once more."""


class NewAppForm(PlainMixin, ActivateTOTPForm):
    """The first code of a new app."""


class NewPasskeyForm(PlainMixin, passkeys.AddWebAuthnForm):
    """A new passkey and its name."""


class PasskeyNameForm(PlainMixin, passkeys.EditWebAuthnForm):
    """Another name for a passkey."""


class AskForLinkForm(PlainMixin, account.ResetPasswordForm):
    """Where the link to a new password goes."""


class NewPasswordForm(PlainMixin, account.SetPasswordForm):
    """A first password. The page says in one sentence what it has to be; the rest is told when it isn't."""


class ChangedPasswordForm(PlainMixin, account.ChangePasswordForm):
    """Another password."""


class ForgottenPasswordForm(PlainMixin, account.ResetPasswordKeyForm):
    """A new password by the link of a mail."""
