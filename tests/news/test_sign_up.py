"""Signing up as a visitor does: the form, what is wrong with it, the answer, the mail, change and cancel."""

import datetime as dt
import email
from email import policy
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from core.models import OutgoingMail
from news.models import InvitationPage, SignUp
from news.repeat import repeat_post
from people.models import Person
from tests.news.sign_ups import BROWSER, EVA, Clock, fill_in, hidden, invitation, link_in, the_mail, words
from tests.queries import serve, too_many

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time, to be moved."""
    return Clock(monkeypatch)


@pytest.fixture
def page(clock: Clock) -> InvitationPage:
    """An invitation with room for five."""
    return invitation(capacity=5, contact=Person.objects.first())


def test_the_form_says_what_is_kept_how_long_and_who_sees_it(client: Client, page: InvitationPage) -> None:
    response = client.get(page.sign_up_url)
    shown = words(response)
    assert "Kun sekretariatet ser" in shown and "14 dage" in shown
    assert 'href="/privatliv/"' in shown
    for wanted in ('autocomplete="name"', 'autocomplete="email"', 'autocomplete="organization"'):
        assert wanted in shown
    assert not response.cookies and "csrfmiddlewaretoken" not in shown
    assert response["X-Robots-Tag"] == "noindex"


def test_who_signs_up_is_thanked_and_gets_a_mail(
    client: Client, page: InvitationPage, clock: Clock, django_capture_on_commit_callbacks: Any
) -> None:
    person = page.contact
    person.email = "kontakt@example.org"
    person.save()
    with django_capture_on_commit_callbacks(execute=True):
        response = fill_in(client, page, clock)
    assert (response.status_code, response["Location"]) == (303, f"{page.sign_up_url}tak/")
    assert not response.cookies
    assert "Tak" in words(client.get(response["Location"]))
    one = SignUp.objects.get()
    assert (one.name, one.email, one.organisation, one.party) == tuple([*EVA.values()][:3]) + (2,)
    assert one.state == SignUp.State.COMING
    (sent,) = mail.outbox
    message = email.message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    assert message["To"] == "eva@example.org" and message["Reply-To"] == "kontakt@example.org"
    assert message["Subject"].strip().startswith("Du er tilmeldt: Beboermøde")
    parts = {part.get_content_type(): part for part in message.walk()}
    text, html = parts["text/plain"].get_content(), parts["text/html"].get_content()
    assert f"{page.sign_up_url}ret/" in text and f"{page.sign_up_url}ret/" in html
    assert "eva@" not in text and "eva@" not in html
    assert "2 personer" in text
    file = parts["text/calendar"]
    assert file["Content-Type"].params["method"] == "PUBLISH"
    content = file.get_content()
    calendar = Calendar.from_ical(content if isinstance(content, bytes) else content.encode())
    assert calendar["method"] == "PUBLISH" and str(calendar.events[0]["uid"]) == str(page.calendar_uid)


WRONG = [
    ({"name": " "}, "Skriv dit navn.", "id_name"),
    ({"name": "x" * 81}, "Skriv højst 80 bogstaver.", "id_name"),
    ({"name": "Køb på www.example.org"}, "Skriv det uden webadresse", "id_name"),
    ({"email": ""}, "Skriv din e-mail.", "id_email"),
    ({"email": "eva@"}, "Der mangler noget i e-mailen.", "id_email"),
    ({"email": "eva@example.org\r\nBcc: andre@example.org"}, "Der mangler noget i e-mailen.", "id_email"),
    ({"organisation": "https://example.org"}, "Skriv det uden webadresse", "id_organisation"),
    ({"party": "0"}, "Vælg et af tallene", "id_party"),
    ({"party": "6"}, "Vælg et af tallene", "id_party"),
    ({"party": "mange"}, "Vælg et af tallene", "id_party"),
]


@pytest.mark.parametrize(("values", "sentence", "field"), WRONG)
def test_what_is_wrong_is_said_above_and_at_the_field_and_nothing_is_lost(
    client: Client, page: InvitationPage, clock: Clock, values: dict[str, str], sentence: str, field: str
) -> None:
    response = fill_in(client, page, clock, **values)
    shown = words(response)
    assert response.status_code == 200 and not SignUp.objects.exists()
    assert "Ikke sendt endnu:" in shown.partition("</title>")[0]
    assert 'role="alert"' in shown and f'href="#{field}"' in shown and shown.count(sentence) >= 2
    assert f'aria-describedby="{field}_error"' in shown or f'{field}_help {field}_error"' in shown
    for name, value in {**EVA, **values}.items():
        if name != "party":
            assert f'value="{value.strip()}"' in shown or not value.strip()
        elif value == EVA["party"]:
            assert f'value="{value}" selected' in shown


def test_a_page_that_stood_open_too_long_is_shown_again_with_all_that_was_typed(
    client: Client, page: InvitationPage, clock: Clock
) -> None:
    token = hidden(client.get(page.sign_up_url).content.decode(), "token")
    clock.go(hours=24, seconds=1)
    other = hidden(client.get(invitation(title="Andet").sign_up_url).content.decode(), "token")
    for stale in (token, other, "", "x:y", "æ:ø"):
        response = client.post(page.sign_up_url, {**EVA, "token": stale}, headers=BROWSER)
        shown = words(response)
        assert "Siden har været åben længe" in shown and 'value="Eva Eksempel"' in shown
    assert not SignUp.objects.exists()
    again = {**EVA, "token": hidden(shown, "token")}
    clock.go(seconds=5)
    assert client.post(page.sign_up_url, again, headers=BROWSER).status_code == 303
    assert SignUp.objects.count() == 1


def test_the_answer_is_the_same_for_an_address_that_had_signed_up(
    client: Client, page: InvitationPage, clock: Clock
) -> None:
    first = fill_in(client, page, clock)
    second = fill_in(client, page, clock, email="EVA@example.org", name="En anden", party="1")
    assert [first.status_code, *first.items()] == [second.status_code, *second.items()]
    assert first.content == second.content
    one = SignUp.objects.get()
    assert (one.name, one.party) == ("Eva Eksempel", 2)
    told = the_mail(one)
    assert "Du er allerede tilmeldt" in told.subject and told.to == "eva@example.org"
    assert client.get(link_in(told)).status_code == 200


HOSTILE = '<script>alert(1)</script>"\'=HYPERLINK("x")\r\nBcc: andre\u202e'


def test_hostile_names_do_no_harm_in_page_and_mail(
    client: Client, page: InvitationPage, clock: Clock, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        fill_in(client, page, clock, name=HOSTILE, organisation=HOSTILE)
    one = SignUp.objects.get()
    assert "\n" not in one.name and "\r" not in one.name and "\u202e" not in one.name
    (sent,) = mail.outbox
    raw = sent.message().as_string()
    headers = raw.partition("\n\n")[0]
    assert "andre" not in headers
    html = next(str(content) for content, kind in sent.alternatives if kind == "text/html")
    assert "<script" not in html
    shown = client.get(link_in_sent(sent.body)).content.decode()
    assert "<script>alert" not in shown


def link_in_sent(text: str) -> str:
    """Return the path of the owner's link in a mail's text."""
    return next(word for word in text.split() if "/tilmeld/ret/" in word).partition("8000")[2]


def test_a_form_of_ten_megabytes_is_refused_and_an_odd_method_too(client: Client, page: InvitationPage) -> None:
    response = client.post(page.sign_up_url, {"name": "x" * 10_000_000}, headers=BROWSER)
    assert response.status_code == 413
    for method in ("put", "delete", "patch"):
        assert getattr(client, method)(page.sign_up_url).status_code == 405
    assert client.post(f"{page.sign_up_url}tak/").status_code == 405
    assert not SignUp.objects.exists()


def test_a_private_invitation_shows_its_form_to_nobody_else(client: Client, page: InvitationPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for response in (client.get(page.sign_up_url), client.post(page.sign_up_url, EVA, headers=BROWSER)):
        assert response.status_code == 302 and "login" in response["Location"]


def test_a_failing_mail_loses_no_sign_up(
    client: Client, page: InvitationPage, clock: Clock, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        assert fill_in(client, page, clock).status_code == 303
    assert SignUp.objects.count() == 1
    assert OutgoingMail.objects.get().state == OutgoingMail.State.WAITING


def test_as_last_year_brings_no_guests(client: Client, page: InvitationPage, clock: Clock) -> None:
    fill_in(client, page, clock)
    again = repeat_post(page, timezone.localdate() + dt.timedelta(weeks=52))
    copy = page.copy(update_attrs={"slug": "kopi"})
    assert SignUp.objects.get().invitation_id == page.pk
    assert not again.sign_ups.exists() and not copy.sign_ups.exists()


def test_the_pages_stay_within_their_budgets(page: InvitationPage, client: Client, clock: Clock) -> None:
    fill_in(client, page, clock)
    link = link_in(the_mail(SignUp.objects.get()))
    for address in (page.url, page.sign_up_url, f"{page.sign_up_url}tak/", link):
        serve(address)
        _response, statements = serve(address)
        assert len(statements) <= 8, address + "\n" + too_many(statements, 8)


def test_the_invitation_tells_of_places_but_never_how_many(client: Client, page: InvitationPage, clock: Clock) -> None:
    shown = words(client.get(page.url))
    assert "Der er ledige pladser." in shown and f'href="{page.sign_up_url}"' in shown
    free = invitation(title="Uden grænse")
    assert "pladser" not in words(client.get(free.url)).partition("<main")[2].partition("</main>")[0]
