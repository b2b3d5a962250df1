"""Machines, other sites, too many at once: asked once more, refused, sent to the phone; no sign-up is lost."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from core.models import OutgoingMail
from news.invitations import guard
from news.invitations.links import manage_url
from news.invitations.signing_up import give_place
from news.models import InvitationPage, SignUp, SignUpAttempt
from tests.news.sign_ups import BROWSER, EVA, Clock, fill_in, hidden, invitation, the_mail, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time, to be moved."""
    return Clock(monkeypatch)


@pytest.fixture
def page(clock: Clock) -> InvitationPage:
    """An invitation without a limit."""
    return invitation()


def sent(client: Client, page: InvitationPage, clock: Clock, after: float = 20, **options: Any) -> Any:
    """Send the form some seconds after it was opened, with the given headers and further values."""
    opened = client.get(page.sign_up_url).content.decode()
    clock.go(seconds=after)
    values = {**EVA, "token": hidden(opened, "token"), **options.get("values", {})}
    return client.post(page.sign_up_url, values, headers=options.get("headers", BROWSER))


DOUBTFUL: list[dict[str, Any]] = [
    {"values": {guard.TRAP: "https://example.org"}},
    {"after": 2.9},
    {"headers": {}},
    {"headers": {"origin": "null"}},
    {"headers": {"origin": "https://example.net"}},
    {"headers": {"referer": "https://example.net/x"}},
    {"headers": {"origin": "https://[broken"}},
]


@pytest.mark.parametrize("options", DOUBTFUL)
def test_a_doubtful_form_is_asked_about_once_and_then_taken(
    client: Client, page: InvitationPage, clock: Clock, options: dict[str, Any]
) -> None:
    response = sent(client, page, clock, **options)
    shown = words(response)
    assert response.status_code == 200 and not SignUp.objects.exists()
    assert "Er det rigtigt?" in shown and all(value in shown for value in EVA.values())
    assert shown.partition("<main")[2].count("<button") == 1 and "Ja, tilmeld mig" in shown
    headers = options.get("headers", BROWSER)
    again = client.post(page.sign_up_url, {"confirm": hidden(shown, "confirm")}, headers=headers)
    assert again.status_code == 303
    assert SignUp.objects.get().name == EVA["name"] and SignUp.objects.get().party == 2


OURS: list[dict[str, str]] = [
    {"origin": "http://testserver"},
    {"origin": "http://localhost:8000"},
    {"referer": "http://testserver/nyheder/x/tilmeld/"},
    # A page that is not to be named as a referrer.
    {"origin": "null", "sec-fetch-site": "same-origin"},
]


@pytest.mark.parametrize("headers", OURS)
def test_a_form_from_the_site_itself_is_taken_at_once(
    client: Client, page: InvitationPage, clock: Clock, headers: dict[str, str]
) -> None:
    assert sent(client, page, clock, headers=headers).status_code == 303
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site", "x"])
def test_a_form_on_another_site_is_refused_with_the_way_on(
    client: Client, page: InvitationPage, clock: Clock, site: str
) -> None:
    headers = {"origin": "https://example.net", "sec-fetch-site": site}
    refused = sent(client, page, clock, headers=headers)
    assert refused.status_code == 403
    assert "Det kom ikke fra vores side" in words(refused) and f'href="{page.sign_up_url}"' in words(refused)
    shown = words(sent(client, page, clock, headers={}))
    confirm = {"confirm": hidden(shown, "confirm")}
    assert client.post(page.sign_up_url, confirm, headers=headers).status_code == 403
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("sealed", ["", "x", "a:b:c", "old", "other"])
def test_a_confirmation_that_is_forged_or_old_shows_the_form(
    client: Client, page: InvitationPage, clock: Clock, sealed: str
) -> None:
    if sealed == "old":
        sealed = guard.seal(page.pk, EVA)
        clock.go(hours=25)
    elif sealed == "other":
        sealed = guard.seal(page.pk + 1, EVA)
    response = client.post(page.sign_up_url, {"confirm": sealed}, headers=BROWSER)
    assert response.status_code == 200 and 'name="token"' in words(response)
    assert not SignUp.objects.exists()


def test_a_network_that_sends_much_is_asked_once_more_and_then_sent_to_the_phone(
    client: Client, page: InvitationPage, clock: Clock
) -> None:
    request = RequestFactory().post("/")
    for number in range(guard.ASK_AFTER):
        guard.note_attempt(request, f"{number}@example.org")
    response = fill_in(client, page, clock)
    assert "Er det rigtigt?" in words(response)
    # The confirmation counts, too, and is taken.
    client.post(page.sign_up_url, {"confirm": hidden(words(response), "confirm")}, headers=BROWSER)
    assert SignUp.objects.count() == 1
    clock.go(hours=1, seconds=1)
    assert fill_in(client, page, clock, email="b@example.org").status_code == 303
    attempts = [SignUpAttempt(**SignUpAttempt.objects.values("address", "email")[0]) for _ in range(guard.ENOUGH)]
    SignUpAttempt.objects.bulk_create(attempts)
    response = fill_in(client, page, clock, email="c@example.org")
    assert response.status_code == 429 and response["Retry-After"]
    assert "22 28 19 22" in words(response) and 'value="c@example.org"' in words(response)
    assert SignUp.objects.count() == 2


def test_whoever_types_one_e_mail_again_and_again_sends_it_few_mails_and_learns_nothing(
    client: Client, page: InvitationPage, clock: Clock
) -> None:
    answers = [fill_in(client, page, clock) for _ in range(8)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(303, f"{page.sign_up_url}tak/")}
    one = SignUp.objects.get()
    from core.models import OutgoingMail

    assert OutgoingMail.objects.filter(reference=one.reference).count() == guard.MAILS_A_DAY
    # Another invitation's first mail comes all the same.
    other = invitation(title="Andet")
    fill_in(client, other, clock)
    assert "Du er tilmeldt" in the_mail(SignUp.objects.get(invitation=other)).subject


def test_attempts_keep_neither_address_nor_e_mail(client: Client, page: InvitationPage, clock: Clock) -> None:
    fill_in(client, page, clock)
    kept = str(list(SignUpAttempt.objects.values()))
    assert "eva" not in kept and "127.0.0.1" not in kept


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "127.0.0.1"),
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "198.51.100.9, 192.0.2.1", "192.0.2.1"),
        (2, "198.51.100.9, 192.0.2.1", "198.51.100.9"),
        (3, "192.0.2.1", "192.0.2.1"),
        (1, " , ", "127.0.0.1"),
        (1, "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (1, "::ffff:192.0.2.1", "192.0.2.1"),
        (1, "unknown", "unknown"),
    ],
)
def test_the_visitors_address_is_believed_only_of_trusted_proxies(
    settings: Any, proxies: int, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert guard.client_address(RequestFactory().get("/", headers=headers)) == address


def test_ten_megabytes_in_a_field_are_told_in_a_sentence(client: Client) -> None:
    page = invitation()
    answer = client.post(page.sign_up_url, {**EVA, "name": "a" * 10_000_000}, headers=BROWSER)
    assert answer.status_code == 413
    assert "Der var for meget tekst" in words(answer)
    assert not SignUp.objects.filter(invitation=page).exists()


def test_a_name_of_signs_that_nobody_sees_is_no_name(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page, clock = invitation(), Clock(monkeypatch)
    answer = fill_in(client, page, clock, name="\u200b\u200f\u2060\u061c")
    assert answer.status_code == 200 and not SignUp.objects.filter(invitation=page).exists()
    fill_in(client, page, clock, name="Eva\u200f Eksempel", email="eva@\u212aanal.example.org")
    guest = SignUp.objects.get(invitation=page)
    assert (guest.name, guest.email) == ("Eva Eksempel", "eva@kanal.example.org")


def test_the_owners_link_takes_nothing_from_another_site(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = invitation()
    fill_in(client, page, Clock(monkeypatch))
    guest = SignUp.objects.get(invitation=page)
    path = urlsplit(manage_url(guest)).path
    assert client.post(path, {"cancel": "1"}, headers={"origin": "https://example.net"}).status_code == 403
    guest.refresh_from_db()
    assert guest.state == SignUp.State.COMING


def test_nobody_is_told_to_look_forward_to_what_is_cancelled(client: Client, leader: Any) -> None:
    page = invitation(cancelled=True)
    client.force_login(leader)
    address = reverse("guest_add", args=[page.pk])
    client.post(address, {"name": "Eva Eksempel", "email": "eva@example.org", "party": "1", "tell": "on"})
    assert not SignUp.objects.filter(invitation=page).exists() and not OutgoingMail.objects.exists()
    waiting = SignUp.objects.create(invitation=page, name="Eva", email="eva@example.org", state="waiting")
    give_place(waiting)
    assert not OutgoingMail.objects.exists()
