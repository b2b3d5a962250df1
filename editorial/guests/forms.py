"""The staff's forms: a guest added or changed by hand, and a letter to all who signed up."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.text import printable
from news.invitations.forms import LineField
from news.models import InvitationPage, SignUp
from news.models.sign_up import LARGEST_PARTY


class GuestForm(forms.Form):
    """One guest. The secretariat may leave out what it doesn't know."""

    name = LineField(label=_("Name"), max_length=80)
    party = forms.IntegerField(label=_("Number of people"), initial=1, min_value=1, max_value=LARGEST_PARTY)
    organisation = LineField(label=_("Organisation"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=120,
        required=False,
        help_text=_("Without an e-mail the guest gets no mails from the site."),
    )


class AddGuestForm(GuestForm):
    """A guest who has called or written."""

    tell = forms.BooleanField(label=_("Send a confirmation by e-mail"), required=False, initial=True)


class ChangeGuestForm(GuestForm):
    """A guest who is on the list."""

    def __init__(self, guest: SignUp, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(guest, name) for name in ("name", "party", "organisation", "email")}
        super().__init__(*args, **kwargs)
        self.guest = guest

    def clean_email(self) -> str:
        """Refuse another guest's e-mail."""
        email: str = self.cleaned_data["email"]
        others = SignUp.objects.filter(invitation=self.guest.invitation_id).exclude(pk=self.guest.pk)
        if email and others.filter(email__iexact=email).exists():
            raise ValidationError(TAKEN)
        return email


TAKEN = _("Another guest on the list has this e-mail.")


class LetterForm(forms.Form):
    """A letter in plain text."""

    class Audience:
        COMING, ALL = "coming", "all"

    audience = forms.ChoiceField(
        label=_("To"),
        choices=[(Audience.COMING, _("Those who come")), (Audience.ALL, _("Those who come and those who wait"))],
        initial=Audience.COMING,
        widget=forms.RadioSelect,
    )
    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Plain text. The site adds the link with which each guest can change the sign-up or cancel."),
    )

    def clean_subject(self) -> str:
        """Return the subject as one line (RFC 5322, 2.2)."""
        subject = " ".join(printable(self.cleaned_data["subject"]).split())
        if not subject:
            raise ValidationError(self.fields["subject"].error_messages["required"])
        return subject

    def clean_text(self) -> str:
        """Return the text without signs that no mail takes."""
        return printable(self.cleaned_data["text"]).replace("\r\n", "\n").strip()

    def recipients(self, invitation: InvitationPage) -> list[SignUp]:
        """Return whom the letter is for, those without an e-mail too; for a form that is valid."""
        states = [SignUp.State.COMING]
        if self.cleaned_data["audience"] == self.Audience.ALL:
            states.append(SignUp.State.WAITING)
        return list(invitation.sign_ups.filter(state__in=states))
