"""Whoever leaves, with a portrait, and whoever the pages name afterwards."""

import pytest
from django.core.files.base import ContentFile

from core.models import SiteImage, Topic
from people.models import Person
from tests.editorial.departure.traces import NAME
from tests.pictures import png


@pytest.fixture
def portrait() -> SiteImage:
    """A portrait with a file and renditions."""
    return SiteImage.objects.create(title=f"{NAME}, portræt", file=ContentFile(png(), "frida.png"))


@pytest.fixture
def frida(portrait: SiteImage) -> Person:
    """Whoever leaves."""
    person = Person.objects.create(
        name=NAME, title="Prøve", phone="+4586123456", portrait=portrait, portrait_consent=True, sort_order=9
    )
    person.topics.set(Topic.objects.all()[:2])
    return person


@pytest.fixture
def eva() -> Person:
    """Whoever the pages name afterwards."""
    return Person.objects.create(name="Eva Eksempel", title="Prøve", phone="+4586123457")
