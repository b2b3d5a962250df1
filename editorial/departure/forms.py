"""The form of “Leaves”: whom the pages name instead."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person


class DepartureForm(forms.Form):
    """One choice among those who work here."""

    successor = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Whom should the pages name instead?"),
        required=False,
        empty_label=_("Nobody: the pages show the main contact"),
        error_messages={"required": _("The front page names this person. Choose whom it names instead.")},
    )

    def __init__(self, *args: Any, person: Person, required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        field.queryset = Person.objects.filter(active=True).exclude(pk=person.pk)
        field.required = required
        if required:
            field.empty_label = _("Choose somebody")
