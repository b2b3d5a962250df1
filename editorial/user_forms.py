"""The forms of an account: name, e-mail and role."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

User = get_user_model()


class OneAddressMixin:
    """An e-mail belongs to one account: one signs in with it."""

    def clean_email(self) -> str:
        """Refuse the e-mail of somebody else's account."""
        email: str = self.cleaned_data["email"].strip()  # type: ignore[attr-defined]
        others = User.objects.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        if others.filter(email__iexact=email).exists() or others.filter(username__iexact=email).exists():
            raise forms.ValidationError(_("There is an account with this e-mail already."))
        return email


class StaffCreationForm(OneAddressMixin, UserCreationForm):
    """An account whose owner is invited by mail; they sign in with that e-mail."""

    field_order = ["first_name", "last_name", "email", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["email"].help_text = _("The invitation goes here, and one signs in with it.")
        self.fields["groups"].label = _("Role")
        self.order_fields(self.field_order)

    def separate_username_field(self) -> bool:
        """Leave the user name out of the form: it is the e-mail."""
        return False

    def clean(self) -> dict[str, Any]:
        """Take the e-mail for the user name, and ask for a role."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("username"):
            cleaned["username"] = cleaned.get("email", "")
        if not cleaned.get("groups") and not cleaned.get("is_superuser"):
            self.add_error("groups", _("Choose a role."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Keep the account, without a password."""
        self.instance.set_unusable_password()
        return super().save(commit)


class StaffEditForm(OneAddressMixin, UserEditForm):
    """Changing an account."""
