"""Whatever is written into any field of a sign-up, by a visitor, an owner or the staff, it stays that field's text."""

import csv
import io
import re
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar
from openpyxl import load_workbook

from news.models import InvitationPage, SignUp
from tests.news.sign_ups import BROWSER, EVA, Clock, fill_in, invitation, link_in, the_mail, words

pytestmark = pytest.mark.django_db

TURNED = "\u202e"
HOSTILE = {
    "line ends": "Eva\r\nBcc: offer\r\n\r\n<b>hej</b>",
    "other line ends": "Eva\x0b\x0c\x85\u2028\u2029Bcc: offer",
    "formula": "=HYPERLINK(A1;B1)",
    "plus": "+45 22 28 19 22",
    "command": "-2+3 cmd|' /C calc'!A0",
    "elements": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\" autofocus onfocus=alert(1) x='",
    "template": "{{ settings.SECRET_KEY }}{% load x %}%(name)s",
    "right to left": f"Eva {TURNED}gro.elpmaxe{TURNED}\u200f\u2066",
    "joined signs": "Zoë 👩‍👩‍👧 Ærø\x00\x07\ufffe",
}
SIGNS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Elements(HTMLParser):
    """The names of a document's elements and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(f"{tag} {name}" for name, _value in attrs)}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time, to be moved."""
    return Clock(monkeypatch)


@pytest.fixture
def page() -> InvitationPage:
    """An invitation."""
    return invitation(capacity=40)


def plain(client: Client, page: InvitationPage, clock: Clock) -> set[str]:
    """Return the elements of an owner's page where nothing hostile was typed."""
    fill_in(client, page, clock, email="rolig@example.org")
    one = SignUp.objects.get(email="rolig@example.org")
    return Elements(client.get(link_in(the_mail(one))).content.decode()).found


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_visitors_text_stays_text_in_page_mail_calendar_and_files(
    client: Client, leader: Any, page: InvitationPage, clock: Clock, django_capture_on_commit_callbacks: Any, kind: str
) -> None:
    usual = plain(client, page, clock)
    typed = {"name": HOSTILE[kind], "organisation": HOSTILE[kind]}
    with django_capture_on_commit_callbacks(execute=True):
        fill_in(client, page, clock, **typed)
    one = SignUp.objects.get(email=EVA["email"])
    assert not SIGNS.search(one.name + one.organisation)
    sent = mail.outbox[-1].message().as_bytes()
    read = message_from_bytes(sent, policy=policy.default)
    assert read["to"] == EVA["email"] and "bcc" not in read and len(read.get_all("subject", [])) == 1
    html = read.get_body(("html",))
    assert html is not None and not Elements(html.get_content()).found & {"script", "img", "b"}
    [file] = [part for part in read.walk() if part.get_content_type() == "text/calendar"]
    assert len(Calendar.from_ical(file.get_payload(decode=True)).events) == 1

    owner = link_in_text(read.get_body(("plain",)).get_content())
    assert Elements(client.get(owner).content.decode()).found == usual
    changed = client.post(owner, {**typed, "party": "3"}, headers=BROWSER)
    assert changed.status_code == 303
    one.refresh_from_db()
    assert one.party == 3 and not SIGNS.search(one.name + one.organisation)

    client.force_login(leader)
    list_ = f"/admin/tilmeldinger/{page.pk}/"
    for path in ("", "navneliste/", f"{one.pk}/"):
        shown = Elements(client.get(list_ + path).content.decode()).found
        assert not [name for name in shown if " on" in name], path
    rows = list(csv.reader(io.StringIO(client.get(f"{list_}hent/csv/").content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3 and not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    sheet = load_workbook(io.BytesIO(client.get(f"{list_}hent/xlsx/").content)).active
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def link_in_text(text: str) -> str:
    """Return the path of the owner's link in a mail's text."""
    found = re.search(r"http://localhost:8000(\S+/tilmeld/ret/\S+)", text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    "email",
    [
        "eva@example.org\r\nBcc: offer@example.org",
        "eva@example.org,offer@example.org",
        "Eva <eva@example.org>",
        "=eva@example.org;offer@example.org",
        f"eva{TURNED}@example.org",
        "eva@example.org\x00",
        "<script>@example.org",
        "a" * 200 + "@example.org",
    ],
)
def test_an_address_that_is_more_than_one_is_refused_with_all_that_was_typed(
    client: Client, page: InvitationPage, clock: Clock, email: str
) -> None:
    answer = fill_in(client, page, clock, email=email)
    assert answer.status_code == 200 and "Det er ikke sendt endnu" in words(answer)
    assert EVA["name"] in words(answer) and EVA["organisation"] in words(answer)
    assert not SignUp.objects.exists() and mail.outbox == []


@pytest.mark.parametrize("party", ["0", "-1", "21", "2.5", "1e9", "٣", "=2", "9" * 400, "2\r\n3", ""])
def test_a_number_that_is_none_of_the_choices_is_refused(
    client: Client, page: InvitationPage, clock: Clock, party: str
) -> None:
    answer = fill_in(client, page, clock, party=party)
    assert answer.status_code == 200 and not SignUp.objects.exists()
    assert EVA["name"] in words(answer)


@pytest.mark.parametrize("field", ["name", "email", "organisation", "party", "token", "hjemmeside", "confirm"])
def test_ten_megabytes_in_any_field_end_in_a_sentence(client: Client, page: InvitationPage, field: str) -> None:
    answer = client.post(page.sign_up_url, {**EVA, field: "æ" * 5_000_000}, headers=BROWSER)
    assert answer.status_code == 413 and "Der var for meget tekst" in words(answer)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("field", ["token", "confirm", "hjemmeside"])
def test_hidden_fields_take_anything(client: Client, page: InvitationPage, clock: Clock, field: str) -> None:
    for text in HOSTILE.values():
        answer = fill_in(client, page, clock, **{field: text})
        assert answer.status_code == 200 and not SignUp.objects.exists()
        assert "<script>alert" not in answer.content.decode() and "{{ settings" not in answer.content.decode()
