"""The forms of a sign-up: name, e-mail, organisation, how many. Nothing about health or food."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.text import printable
from news.models.sign_up import LARGEST_PARTY

if TYPE_CHECKING:
    from news.models import InvitationPage

# Signs that turn the text after them around, so that a name reads as something else, and signs that nobody sees.
_TURNING = re.compile(r"[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_LETTER = re.compile(r"\w")
_ADDRESS = re.compile(r"://|\bwww\.|@", re.IGNORECASE)


class LineField(forms.CharField):
    """One line of text, whatever was pasted: line ends and signs that nobody sees become spaces."""

    def to_python(self, value: Any) -> str:
        """Return the text as one line."""
        return " ".join(_TURNING.sub("", printable(super().to_python(value))).split())

    def validate(self, value: str) -> None:
        """Refuse an address of the web: the text goes into a mail that whoever wrote it may have sent to anybody."""
        super().validate(value)
        if value and not _LETTER.search(value):
            raise ValidationError(_("Write it with letters or digits."))
        if _ADDRESS.search(value):
            raise ValidationError(_("Write it without a web or e-mail address."))


class PartyForm(forms.Form):
    """What a party may change later."""

    name = LineField(
        label=_("Name"),
        max_length=80,
        error_messages={"required": _("Write your name."), "max_length": _("Write at most 80 letters.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    organisation = LineField(
        label=_("Organisation"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("Write at most 120 letters.")},
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    party = forms.TypedChoiceField(
        label=_("How many are you?"),
        coerce=int,
        initial=1,
        help_text=_("Count yourself too."),
        error_messages={
            "required": _("Choose how many you are."),
            "invalid_choice": _("Choose one of the numbers in the list."),
        },
    )

    def __init__(self, invitation: "InvitationPage", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # More than there are places in all can never come.
        most = min(LARGEST_PARTY, invitation.capacity or LARGEST_PARTY)
        most = max(most, int(self.initial.get("party", 1)))
        self.fields["party"].choices = [
            (number, ngettext("%(number)s person", "%(number)s people", number) % {"number": number})
            for number in range(1, most + 1)
        ]


class SignUpForm(PartyForm):
    """The form below an invitation."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=120,
        help_text=_("We send you a mail in which you can change it or say that you aren't coming."),
        error_messages={
            "required": _("Write your e-mail."),
            "invalid": _("That is no e-mail. It looks like this: name@example.dk."),
            "max_length": _("Write at most 120 signs."),
        },
        widget=forms.EmailInput({"autocomplete": "email", "autocapitalize": "none"}),
    )
    field_order = ["name", "email", "organisation", "party"]

    def clean_email(self) -> str:
        """Write the host as it is looked up, so that signs that look alike make no second guest (RFC 5895)."""
        name, _at, host = self.cleaned_data["email"].rpartition("@")
        return f"{name}@{unicodedata.normalize('NFKC', host).lower()}"
