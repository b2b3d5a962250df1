"""Forms of the staff's own steps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.date_inputs import DateInput
from core.fields import SANE_DATES


class RepeatForm(forms.Form):
    """The one thing that is new: the date."""

    day = forms.DateField(
        label=_("New date"),
        widget=DateInput,
        validators=SANE_DATES,
        help_text=_("Everything else comes along and can be changed in the draft."),
    )
