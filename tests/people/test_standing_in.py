"""Absence: between two days every page that names a person says so and leads to whoever stands in."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from core.models import SiteSettings
from home.models import HomePage, TextPage
from news.invitations.serving import events_of
from news.models import InvitationPage, NewsPage
from people.models import Person
from people.standing_in import answering
from tests.addresses import PAGES
from tests.queries import serve, too_many

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2026, 11, 30), dt.date(2026, 12, 4)
SAYS_SO = "Thomas er væk til og med fredag den 4. december."
SHOWN = [
    "/",
    "/det-goer-vi/interessevaretagelse/",
    "/nyheder/aarsskrift-2016/",
    "/om-os/medarbejdere/",
    "/faa-hjaelp/",
    "/kontakt/",
    "/findes-ikke/",
]


class Clock:
    """A clock that stands at noon of whatever day it is set to."""

    def __init__(self) -> None:
        self.day = FIRST

    def now(self) -> dt.datetime:
        """The moment, as django.utils.timezone tells it."""
        return dt.datetime.combine(self.day, dt.time(12), tzinfo=dt.UTC)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The site's clock, to be moved."""
    one = Clock()
    with mock.patch.object(timezone, "now", one.now):
        yield one


@pytest.fixture
def stand_in() -> Person:
    """Eva, who stands in for Thomas."""
    return Person.objects.create(name="Eva Eksempel", title="Prøve", phone="+4586123456", email="eva@example.org")


@pytest.fixture
def leader(stand_in: Person) -> Person:
    """Thomas, who is away for a working week."""
    person = Person.objects.get(name="Thomas Højmark Fegar")
    person.absent_from, person.absent_until, person.stand_in = FIRST, LAST, stand_in
    person.full_clean()
    person.save()
    return person


def text(client: Client, address: str) -> str:
    """Return a page's HTML with plain spaces on one line."""
    page = client.get(address).content.decode().replace("\u00ad", "").replace("&shy;", "")
    return " ".join(page.replace("&nbsp;", " ").split())


@pytest.mark.parametrize(
    ("day", "away"),
    [
        (FIRST - dt.timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + dt.timedelta(days=1), False),
    ],
)
def test_every_page_follows_the_days(client: Client, clock: Clock, leader: Person, day: dt.date, away: bool) -> None:
    clock.day = day
    for address in SHOWN:
        page = text(client, address)
        assert (SAYS_SO in page) == away, address
        if address != "/findes-ikke/":
            assert ("Ring i stedet til Eva Eksempel." in page) == away, address
        assert ("tel:+4522281922" in page) != away, address
        if address != "/om-os/medarbejdere/":
            assert ("tel:+4586123456" in page) == away or address == "/faa-hjaelp/", address


def test_the_day_ends_by_the_danish_clock(client: Client, leader: Person) -> None:
    for moment, away in (("2026-12-04T22:59:59+00:00", True), ("2026-12-04T23:00:00+00:00", False)):
        with mock.patch.object(timezone, "now", lambda moment=moment: dt.datetime.fromisoformat(moment)):
            assert (SAYS_SO in text(client, "/kontakt/")) == away


def test_a_contact_within_a_text_says_it_too(client: Client, clock: Clock, leader: Person) -> None:
    page = TextPage(title="Prøve", body=[("contact", {"person": leader, "text": ""})])
    HomePage.objects.get().add_child(instance=page)
    shown = text(client, page.url)
    assert SAYS_SO in shown and "Spørg Eva" in shown and "Spørg Thomas" not in shown


def test_answers_to_mails_go_to_the_stand_in(clock: Clock, leader: Person) -> None:
    leader.email = "thomas@example.org"
    leader.save()
    invitation = InvitationPage.objects.first()
    assert events_of([invitation])[0].contact.email == "eva@example.org"
    clock.day = LAST + dt.timedelta(days=1)
    invitation = InvitationPage.objects.first()
    assert events_of([invitation])[0].contact.email == "thomas@example.org"


def test_a_stand_in_who_is_away_or_gone_is_stood_in_for(leader: Person, stand_in: Person) -> None:
    third = Person.objects.create(name="Tredje Eksempel", title="Prøve", phone="+4586123457")
    stand_in.absent_from, stand_in.absent_until, stand_in.stand_in = FIRST, LAST, third
    stand_in.full_clean()
    stand_in.save()
    assert answering(Person.objects.get(pk=leader.pk), FIRST).name == "Tredje Eksempel"
    Person.objects.filter(pk=third.pk).update(active=False)
    # Nobody is left but the one who is away.
    assert answering(Person.objects.get(pk=leader.pk), FIRST).name == leader.name


def test_without_a_stand_in_the_main_contact_answers(client: Client, clock: Clock, stand_in: Person) -> None:
    stand_in.absent_from, stand_in.absent_until = FIRST, LAST
    stand_in.save()
    page = NewsPage.objects.get(slug="aarsskrift-2016")
    NewsPage.objects.filter(pk=page.pk).update(contact=stand_in)
    shown = text(client, page.url)
    assert "Eva er væk til og med fredag den 4. december. Ring i stedet til Thomas Højmark Fegar." in shown
    assert "tel:+4586123456" not in shown


def test_without_anybody_the_secretariats_number_answers(client: Client, clock: Clock, leader: Person) -> None:
    leader.stand_in = None
    leader.save()
    assert SAYS_SO in text(client, "/kontakt/") and "tel:+4522281922" in text(client, "/kontakt/")
    facts = SiteSettings.load()
    facts.phone = "+4586123458"
    facts.save()
    shown = text(client, "/kontakt/")
    assert "Ring i stedet til Det Boligsociale Fællessekretariat." in shown
    assert "tel:+4586123458" in shown and "tel:+4522281922" not in shown


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"absent_from": FIRST}, "absent_until"),
        ({"absent_until": LAST}, "absent_from"),
        ({"absent_from": LAST, "absent_until": FIRST}, "absent_until"),
        ({"stand_in": "self"}, "stand_in"),
        ({"stand_in": "gone"}, "stand_in"),
        ({"stand_in": "circle"}, "stand_in"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(stand_in: Person, values: dict[str, Any], field: str) -> None:
    person = Person.objects.get(name="Thomas Højmark Fegar")
    others = {
        "self": person,
        "gone": Person.objects.create(name="Eksempel", title="Prøve", active=False),
        "circle": Person.objects.create(name="Eksempel", title="Prøve", stand_in=stand_in),
    }
    Person.objects.filter(pk=stand_in.pk).update(stand_in=person)
    values = {name: others[value] if name == "stand_in" else value for name, value in values.items()}
    for name, value in values.items():
        setattr(person, name, value)
    others["circle"].refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        person.full_clean()
    assert list(refused.value.message_dict) == [field]
    assert all(len(message.split()) > 3 for message in refused.value.message_dict[field])


@pytest.mark.parametrize("alone", [False, True])
def test_an_absence_costs_no_more_than_a_page_may(clock: Clock, leader: Person, alone: bool) -> None:
    if alone:
        Person.objects.filter(pk=leader.pk).update(stand_in=None)
    for address in PAGES:
        serve(address)
        statements = serve(address)[1]
        assert len(statements) <= 8, address + "\n" + too_many(statements, 8)
