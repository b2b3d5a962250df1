"""Staff: numbers are checked and shown alike, portraits need consent, those who left are not shown."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core.models import SiteImage, Topic
from people.models import Partner, Person, partners_by_kind, people_by_topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["22 28 19 22", "22281922", "+45 22 28 19 22", "0045 22281922"])
def test_a_number_is_stored_in_one_form(number: str) -> None:
    person = Person(name="Eksempel Person", title="Prøve", phone=number)
    person.full_clean()
    person.save()
    assert Person.objects.get(pk=person.pk).phone.as_e164 == "+4522281922"


@pytest.mark.parametrize("number", ["12", "00 00 00 00", "ring til mig", "22 28 19 2"])
def test_a_number_that_cannot_be_called_is_refused(number: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Person(name="Eksempel Person", title="Prøve", phone=number).full_clean()
    assert "phone" in refused.value.message_dict


def test_a_portrait_needs_consent() -> None:
    person = Person(name="Eksempel Person", title="Prøve", portrait=SiteImage.objects.first())
    with pytest.raises(ValidationError):
        person.full_clean()
    person.portrait_consent = True
    person.full_clean()


@pytest.mark.parametrize(
    ("name", "initials"), [("Thomas Højmark Fegar", "TF"), ("Åse Ø", "ÅØ"), ("Prøve", "P"), ("", "")]
)
def test_initials(name: str, initials: str) -> None:
    assert Person(name=name).initials == initials


def test_those_who_left_are_not_shown(client: Client) -> None:
    Person.objects.create(name="Eksempel Forhenværende", title="Prøve", active=False)
    assert "Forhenværende" not in client.get("/om-os/medarbejdere/").content.decode()


def test_a_leader_who_left_is_not_the_contact_any_more(client: Client) -> None:
    Person.objects.update(active=False)
    for address in (
        "/",
        "/det-goer-vi/interessevaretagelse/",
        "/nyheder/aarsskrift-2016/",
        "/kontakt/",
        "/findes-ikke/",
    ):
        assert "22281922" not in client.get(address).content.decode(), address


def test_people_stand_under_each_of_their_topics() -> None:
    first, second = Topic.objects.all()[:2]
    person = Person.objects.create(name="Eksempel To", title="Prøve")
    person.topics.set([second, first])
    nowhere = Person.objects.create(name="Eksempel Ingen", title="Prøve")
    groups = people_by_topic([person, nowhere])
    assert [(group["topic"], group["people"]) for group in groups] == [
        (None, [nowhere]),
        (first, [person]),
        (second, [person]),
    ]


def test_cornerstones_come_first() -> None:
    partners = [Partner(name="L", kind="local"), Partner(name="H", kind="cornerstone")]
    assert [group["partners"][0].name for group in partners_by_kind(partners)] == ["H", "L"]
