"""The people whom pages name, from the process's memory: a handful of them stand on all pages."""

from typing import Any

from django.http import HttpRequest

from core.pictures import prefetch_pictures
from mirror.memory import same_for_all
from people.models import Person


def contact_of(request: HttpRequest, pk: int | None) -> Person | None:
    """Return a person with portrait and whoever stands in, as all requests share them; None for nobody."""
    return same_for_all(request, ("person", pk), lambda: _with_pictures(pk)) if pk else None


def _with_pictures(pk: int) -> Person | None:
    person = Person.objects.select_related("portrait", "stand_in__portrait").filter(pk=pk).first()
    if person is not None:
        # Both portraits: who answers depends on the day.
        prefetch_pictures([person.portrait, person.stand_in and person.stand_in.portrait], "portrait")
    return person


def know_contact(page: Any, request: HttpRequest) -> None:
    """Give a page its contact, before a template asks the database for the person and each portrait."""
    page.contact = contact_of(request, page.contact_id)
