"""The staff see what became of mail and why, can try again and send themselves one; contents are for the leaders."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail as django_mail
from django.test import Client

from core.models import OutgoingMail
from core.outbox import post
from tests.smtp import MailServer

pytestmark = pytest.mark.django_db
LIST = "/admin/reports/mails/"
GUEST, UNKNOWN = "gaest@example.org", "ukendt@example.org"


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A mail server that knows everybody but UNKNOWN."""
    found = MailServer()
    found.recipients[UNKNOWN] = "550 5.1.1 User unknown"
    found.start()
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", found.port, 5
    yield found
    found.stop()


@pytest.fixture
def failed(server: MailServer, django_capture_on_commit_callbacks: Any) -> OutgoingMail:
    """A mail that the server refused, one it took, and one that waits."""
    with django_capture_on_commit_callbacks(execute=True):
        mail = post(UNKNOWN, "Tilmelding til nytårskur", "Hemmelig hilsen")
        post(GUEST, "Afbud til nytårskur", "Hemmelig hilsen")
    post(GUEST, "Plads til nytårskur", "Hemmelig hilsen")
    return mail


def page(client: Client, address: str = LIST) -> str:
    """Return a page of the admin that must open."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_leaders_see_what_failed_first_and_why(client: Client, leader: Any, failed: OutgoingMail) -> None:
    client.force_login(leader)
    html = page(client)
    places = [html.index(subject) for subject in ("Tilmelding til", "Plads til", "Afbud til")]
    assert places == sorted(places)
    assert "Modtageren findes ikke." in html
    assert "550 5.1.1 User unknown" in html
    assert UNKNOWN in html
    assert "Hemmelig hilsen" not in html


def test_editors_see_states_and_nothing_of_the_contents(client: Client, editor: Any, failed: OutgoingMail) -> None:
    client.force_login(editor)
    html = page(client)
    assert "Modtageren findes ikke." in html and "Venter på at blive sendt." in html
    for hidden in ("nytårskur", UNKNOWN, GUEST, "550", "Hemmelig"):
        assert hidden not in html


def test_mail_is_tried_again(
    client: Client, editor: Any, server: MailServer, failed: OutgoingMail, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(editor)
    server.recipients.clear()
    address = f"{LIST}{failed.pk}/igen/"
    assert client.get(address).status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address)["Location"] == LIST
    failed.refresh_from_db()
    assert failed.is_sent
    taken = len(server.received)
    with django_capture_on_commit_callbacks(execute=True):
        assert "er allerede sendt" in client.post(address, follow=True).content.decode()
    assert len(server.received) == taken
    assert client.post(f"{LIST}999999/igen/").status_code == 404


def test_a_mail_to_oneself(
    client: Client, editor: Any, server: MailServer, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(editor)
    assert client.get(f"{LIST}proeve/").status_code == 405
    answer = client.post(f"{LIST}proeve/", follow=True).content.decode()
    assert f"Prøvemailen til {editor.email} er sat i kø." in answer
    assert "Venter på at blive sendt." in answer
    OutgoingMail.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{LIST}proeve/")
    [got] = server.received
    assert got["To"] == editor.email
    assert "Det Boligsociale Fællessekretariat" in got["Subject"]
    assert "Din seneste prøvemail:" in page(client)


@pytest.mark.parametrize("backend", ["console", "dummy"])
def test_a_site_that_sends_no_mail_says_so(client: Client, leader: Any, settings: Any, backend: str) -> None:
    settings.MAIL_DELIVERY = f"django.core.mail.backends.{backend}.EmailBackend"
    client.force_login(leader)
    assert "EMAIL_URL" in page(client) and "proeve/" not in page(client)
    assert "EMAIL_URL" in client.post(f"{LIST}proeve/", follow=True).content.decode()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("address", "sentence"), [("", "har ingen e-mailadresse"), ("leder", "„leder” er ikke en e-mailadresse")]
)
def test_whoever_has_no_address_is_told(
    client: Client, leader: Any, server: MailServer, address: str, sentence: str
) -> None:
    leader.email = address
    leader.save()
    client.force_login(leader)
    assert sentence in client.post(f"{LIST}proeve/", follow=True).content.decode()
    assert not OutgoingMail.objects.exists()


def test_the_start_page_tells_of_trouble_and_of_nothing_else(
    client: Client, editor: Any, server: MailServer, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(editor)
    notice = "Mail, der ikke nåede frem"
    with django_capture_on_commit_callbacks(execute=True):
        post(GUEST, "Prøve", "Hej")
    assert notice not in page(client, "/admin/")
    with django_capture_on_commit_callbacks(execute=True):
        post(UNKNOWN, "Prøve", "Hej")
    html = page(client, "/admin/")
    assert notice in html and "1 mail kunne ikke sendes." in html
    assert LIST in html


def test_mail_that_waits_for_long_is_trouble_too(client: Client, editor: Any) -> None:
    from django.utils import timezone

    from core.outbox import LATE

    waiting = post(GUEST, "Prøve", "Hej")
    client.force_login(editor)
    assert "ikke nåede frem" not in page(client, "/admin/")
    OutgoingMail.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - 2 * LATE)
    assert "1 mail har ventet i mere end en time." in page(client, "/admin/")


def test_it_stands_among_the_reports_and_only_for_staff(client: Client, editor: Any, django_user_model: Any) -> None:
    assert client.get(LIST).status_code == 302
    outsider = django_user_model.objects.create_user("gaest", "gaest@example.org", "correct horse battery")
    client.force_login(outsider)
    assert client.get(LIST).status_code == 403
    assert client.post(f"{LIST}proeve/").status_code == 403
    assert not OutgoingMail.objects.exists() and not django_mail.outbox
    client.force_login(editor)
    assert LIST in page(client, "/admin/")


@pytest.mark.parametrize("number", ["0", "99999", "x", "-1"])
def test_odd_pages_of_the_list_open(client: Client, editor: Any, failed: OutgoingMail, number: str) -> None:
    client.force_login(editor)
    assert client.get(LIST, {"p": number}).status_code == 200


def test_a_long_list_has_pages_and_costs_no_more(
    client: Client, leader: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        post(GUEST, f"Prøve {number:02}", "Hej")
    client.force_login(leader)
    with django_assert_max_num_queries(25):
        first = page(client)
    assert "Prøve 59" in first and "Prøve 05" not in first
    assert "Prøve 05" in page(client, f"{LIST}?p=2")
