"""After signing up: the waiting list, changing and cancelling by the link in the mail, and what is closed or gone."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from news.models import InvitationPage, SignUp
from people.models import Person
from tests.news.sign_ups import BROWSER, EVA, Clock, fill_in, hidden, invitation, link_in, the_mail, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time, to be moved."""
    return Clock(monkeypatch)


@pytest.fixture
def page(clock: Clock) -> InvitationPage:
    """An invitation with room for five."""
    return invitation(capacity=5, contact=Person.objects.first())


def test_whoever_does_not_fit_waits_and_the_first_who_fits_gets_the_place(
    client: Client, page: InvitationPage, clock: Clock
) -> None:
    parties = {"a": 4, "b": 3, "c": 1, "d": 2, "e": 1}
    for name, number in parties.items():
        fill_in(client, page, clock, email=f"{name}@example.org", party=str(number))
    assert states() == {"a": "coming", "b": "waiting", "c": "coming", "d": "waiting", "e": "waiting"}
    assert "Du står på ventelisten" in the_mail(SignUp.objects.get(email="d@example.org")).subject
    assert "Alle pladser er taget" in words(client.get(page.url))
    # c leaves one place: neither b nor d fits, e does.
    cancel(client, "c@example.org")
    assert states() == {"a": "coming", "b": "waiting", "c": "cancelled", "d": "waiting", "e": "coming"}
    assert "Du har fået plads" in the_mail(SignUp.objects.get(email="e@example.org")).subject
    # a becomes two: b is before d, but is three.
    link = link_in(the_mail(SignUp.objects.get(email="a@example.org")))
    client.post(link, {"name": "A", "party": "2"}, headers=BROWSER)
    assert states()["d"] == "coming" and states()["b"] == "waiting"
    # More places: whoever waits gets one when the page is published.
    page.capacity = 8
    page.save_revision().publish()
    assert states()["b"] == "coming"


def states() -> dict[str, str]:
    """Return every party's state by the first letter of its e-mail."""
    return {mail[0]: state for mail, state in SignUp.objects.order_by("email").values_list("email", "state")}


def cancel(client: Client, address: str) -> None:
    """Follow the link in a party's newest mail and say that it isn't coming."""
    link = link_in(the_mail(SignUp.objects.get(email=address)))
    assert "Meld afbud" in words(client.get(link))
    response = client.post(link, {"cancel": "1"}, headers=BROWSER)
    assert response.status_code == 303
    assert "Du har meldt afbud" in words(client.get(response["Location"]))


def test_a_change_is_saved_only_when_it_is_sent_and_fits(client: Client, page: InvitationPage, clock: Clock) -> None:
    fill_in(client, page, clock)
    fill_in(client, page, clock, email="b@example.org", party="2")
    one = SignUp.objects.get(email="eva@example.org")
    link = link_in(the_mail(one))
    before = list(SignUp.objects.values())
    for address in (link, f"{link}?cancel=1", f"{link}gemt/"):
        response = client.get(address)
        assert response["Referrer-Policy"] == "no-referrer" and "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"] and "eva@" not in address
        assert link not in words(response).partition("</head>")[0]
    assert list(SignUp.objects.values()) == before
    refused = client.post(link, {"name": "Eva E.", "party": "4"}, headers=BROWSER)
    assert "Der er ikke plads til så mange" in words(refused) and 'value="Eva E."' in words(refused)
    assert list(SignUp.objects.values()) == before
    response = client.post(link, {"name": "Eva E.", "party": "3"}, headers=BROWSER)
    assert "Tilmeldingen er rettet" in words(client.get(response["Location"]))
    one.refresh_from_db()
    assert (one.name, one.organisation, one.party) == ("Eva E.", "", 3)
    assert "rettet" in the_mail(one).subject


def test_who_cancelled_may_sign_up_again(client: Client, page: InvitationPage, clock: Clock) -> None:
    fill_in(client, page, clock)
    cancel_link = link_in(the_mail(SignUp.objects.get()))
    client.post(cancel_link, {"cancel": "1"}, headers=BROWSER)
    assert client.post(cancel_link, {"name": "X", "party": "1"}, headers=BROWSER).status_code == 200
    assert SignUp.objects.get().state == "cancelled"
    fill_in(client, page, clock, party="1")
    assert (SignUp.objects.get().state, SignUp.objects.get().party) == ("coming", 1)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"cancelled": True}, "aflyst"),
        ({"deadline": dt.date(2020, 1, 1)}, "for sent"),
        ({"start": dt.datetime(2020, 1, 2, 15, tzinfo=dt.UTC)}, "slut"),
    ],
)
def test_where_it_is_closed_nothing_is_taken(
    client: Client, page: InvitationPage, clock: Clock, fields: dict[str, Any], sentence: str
) -> None:
    token = hidden(client.get(page.sign_up_url).content.decode(), "token")
    fill_in(client, page, clock, email="b@example.org", party="1")
    link = link_in(the_mail(SignUp.objects.get()))
    InvitationPage.objects.filter(pk=page.pk).update(**fields)
    for response in (
        client.get(page.sign_up_url),
        client.post(page.sign_up_url, {**EVA, "token": token}, headers=BROWSER),
    ):
        assert sentence in words(response) and "<input" not in words(response)
    assert SignUp.objects.count() == 1
    # After the deadline who signed up may still cancel or become fewer, but not more.
    if "deadline" in fields:
        assert "Fristen er gået" in words(client.post(link, {"name": "B", "party": "2"}, headers=BROWSER))
        client.post(link, {"cancel": "1"}, headers=BROWSER)
        assert SignUp.objects.get().state == "cancelled"
    else:
        assert client.post(link, {"cancel": "1"}, headers=BROWSER).status_code == 409
        assert SignUp.objects.get().state == "coming"


def test_an_old_link_is_answered_kindly(client: Client, page: InvitationPage, clock: Clock) -> None:
    fill_in(client, page, clock)
    link = link_in(the_mail(SignUp.objects.get()))
    forged = link[:-4] + ("aaa/" if not link.endswith("aaa/") else "bbb/")
    other = link.replace(page.sign_up_url, invitation(title="Andet").sign_up_url)
    for address in (forged, other, f"{page.sign_up_url}ret/x/"):
        response = client.get(address)
        assert response.status_code == 404 and "Linket virker ikke længere" in words(response)
    page.slug = "nyt-navn"
    page.save_revision().publish()
    moved = client.get(link)
    assert moved.status_code == 302 and "/nyt-navn/tilmeld/ret/" in moved["Location"]
    assert client.get(moved["Location"]).status_code == 200
    InvitationPage.objects.get(pk=page.pk).delete()
    response = client.get(link)
    assert response.status_code == 404 and "Linket virker ikke længere" in words(response)
    assert response["Referrer-Policy"] == "no-referrer"
