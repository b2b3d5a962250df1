"""Staff: numbers are checked and shown alike, portraits need consent, those who left are not shown."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core.models import SiteImage, Topic
from people.models import Partner, Person, partners_by_kind

pytestmark = pytest.mark.django_db

STAFF = "/om-os/medarbejdere/"


def softened(response: Any) -> str:
    """Return a page's HTML without its soft hyphens."""
    return response.content.decode().replace("\u00ad", "").replace("&shy;", "")


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


def test_everybody_stands_on_the_staff_page_once_and_with_each_topic(client: Client) -> None:
    first, second = Topic.objects.all()[:2]
    person = Person.objects.create(name="Eksempel To", title="Prøve")
    person.topics.set([second, first])
    Person.objects.create(name="Eksempel Ingen", title="Prøve")
    page = softened(client.get(STAFF))
    assert page.count("<h3>Eksempel To</h3>") == page.count("<h3>Eksempel Ingen</h3>") == 1
    assert f"{first.name}, {second.name}" in page
    for topic in (first, second):
        chosen = softened(client.get(f"{STAFF}emne/{topic.slug}/"))
        assert f'href="{STAFF}emne/{topic.slug}/" aria-current="true"' in chosen
        assert "Eksempel To" in chosen and "Eksempel Ingen" not in chosen


def test_a_topic_that_nobody_has_is_no_page(client: Client) -> None:
    nobodys = Topic.objects.create(name="Prøve", sentence="Prøve?")
    assert client.get(f"{STAFF}emne/{nobodys.slug}/").status_code == 404
    Person.objects.create(name="Eksempel", title="Prøve", active=False).topics.add(nobodys)
    assert client.get(f"{STAFF}emne/{nobodys.slug}/").status_code == 404
    assert client.get(f"{STAFF}emne/findes-ikke/").status_code == 404


def test_text_messages_go_to_those_who_read_them(client: Client) -> None:
    with pytest.raises(ValidationError):
        Person(name="Eksempel", title="Prøve", takes_texts=True).full_clean()
    assert "sms:" not in client.get("/kontakt/").content.decode()
    Person.objects.update(takes_texts=True)
    for address in (STAFF, "/kontakt/", "/faa-hjaelp/"):
        assert 'href="sms:+4522281922"' in client.get(address).content.decode(), address


def test_cornerstones_come_first() -> None:
    partners = [Partner(name="L", kind="local"), Partner(name="H", kind="cornerstone")]
    assert [group["partners"][0].name for group in partners_by_kind(partners)] == ["H", "L"]
