"""The staff's lists of sign-ups: who sees them, what is done on them, what leaves the house, what is deleted."""

import datetime as dt
import io
import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from core.outbox import OutgoingMail
from news.models import InvitationPage, NewsIndexPage, SignUp, SignUpTally

pytestmark = pytest.mark.django_db

HOSTILE = ["=1+1", "+4522281922", "-2", "@SUM(A1)", "\t=1+1", "\r=1+1"]


def invitation(**fields: Any) -> InvitationPage:
    """An invitation for next week, published."""
    start = timezone.now() + dt.timedelta(days=7)
    page = InvitationPage(**{"title": "Prøvemøde", "start": start, "place": "Beboerhuset", **fields})
    return NewsIndexPage.objects.get().add_child(instance=page)


def guest(page: InvitationPage, name: str, state: str = "coming", **fields: Any) -> SignUp:
    """Somebody on the list."""
    since = timezone.now() if state == "waiting" else None
    return SignUp.objects.create(invitation=page, name=name, state=state, waiting_since=since, **fields)


@pytest.fixture
def desk(client: Client, leader: Any) -> Client:
    """The leader's browser."""
    client.force_login(leader)
    return client


def text_of(answer: Any) -> str:
    """The words of an answer, without its elements."""
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(plain.replace("&nbsp;", " ").split())


def names(answer: Any) -> list[str]:
    """The names of the guests on a page, in its order."""
    tables = re.findall(
        r'<table class="(?:listing guests-table|names)">.*?</table>', answer.content.decode(), re.DOTALL
    )
    return [name for table in tables for name in re.findall(r'<th scope="row">\s*([^<]+?)\s*<', table)]


def test_the_overview_tells_who_comes_and_what_is_left(desk: Client) -> None:
    page = invitation(capacity=10, deadline=timezone.localdate() + dt.timedelta(days=3))
    guest(page, "Eksempel Et", party=3)
    guest(page, "Eksempel To", party=1)
    guest(page, "Eksempel Tre", "waiting", party=8)
    invitation(title="Uden tilmeldte, forbi", start=timezone.now() - dt.timedelta(days=3))
    assert "tilmeldinger/" in desk.get("/admin/").content.decode()
    said = text_of(desk.get("/admin/tilmeldinger/"))
    assert "4 personer på 2 tilmeldinger" in said
    assert "8 personer på 1 tilmelding" in said
    assert "6 af 10" in said
    assert "Uden tilmeldte, forbi" not in said


def test_who_may_not_edit_the_invitation_sees_no_guests(
    client: Client, leader: Any, django_user_model: Any, editor: Any
) -> None:
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission, Page

    page = invitation()
    one = guest(page, "Eksempel", email="gaest@example.org")
    # May come into the admin and edit another part of the site.
    elsewhere = Group.objects.create(name="Et andet sted")
    elsewhere.permissions.add(Permission.objects.get(codename="access_admin"))
    other = Page.objects.get(slug="om-os")
    GroupPagePermission.objects.create(
        group=elsewhere, page=other, permission=Permission.objects.get(codename="change_page")
    )
    stranger = django_user_model.objects.create_user("anden", password="correct horse battery")
    stranger.groups.add(elsewhere)
    list_ = f"/admin/tilmeldinger/{page.pk}/"
    pages = ["", "hent/xlsx/", "hent/csv/", "navneliste/", "ny/", "skriv/", "som-mail/"]
    pages += [f"{one.pk}/", f"{one.pk}/afbud/", f"{one.pk}/plads/", f"{one.pk}/slet/"]
    client.force_login(stranger)
    assert "Prøvemøde" not in text_of(client.get("/admin/tilmeldinger/"))
    for path in pages:
        # Wagtail leads back to the start page with a sentence where Django would answer 403.
        answer = client.get(list_ + path, headers={"X-Requested-With": "XMLHttpRequest"})
        assert answer.status_code == 403, path
        client.post(list_ + path)
    one.refresh_from_db()
    assert one.state == "coming"
    client.force_login(editor)
    assert [client.get(list_ + path).status_code for path in pages] == [200] * len(pages)
    assert "no-store" in client.get(list_)["Cache-Control"]


def test_guests_stand_in_danish_order_and_are_found_by_name_and_organisation(desk: Client) -> None:
    page = invitation()
    for name in ("Åse", "Zenia", "Ærlig", "aage", "Bo", "Øjvind"):
        guest(page, name, organisation="Prøveforening Århus" if name == "Bo" else "")
    guest(page, "Afmeldt", "cancelled")
    list_ = f"/admin/tilmeldinger/{page.pk}/"
    assert names(desk.get(list_ + "?vis=kommer")) == ["Bo", "Zenia", "Ærlig", "Øjvind", "aage", "Åse"]
    assert names(desk.get(list_ + "?vis=kommer&efter=tid"))[:2] == ["Åse", "Zenia"]
    assert names(desk.get(list_ + "?vis=afbud")) == ["Afmeldt"]
    assert names(desk.get(list_ + "?q=aarhus")) == ["Bo"]
    assert names(desk.get(list_ + "?q=ÆRLIG")) == ["Ærlig"]
    for odd in ("?vis=x&p=x", "?p=-1", "?q=%22", "?q=%00", "?efter=1"):
        assert desk.get(list_ + odd, follow=True).status_code == 200


@pytest.mark.parametrize("path", ["", "navneliste/", "hent/xlsx/", "hent/csv/"])
def test_the_cost_does_not_grow_with_the_number_of_guests(desk: Client, path: str) -> None:
    page = invitation(capacity=100)

    def cost(address: str) -> int:
        desk.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(address).status_code == 200
        return len(captured)

    addresses = ["/admin/tilmeldinger/", f"/admin/tilmeldinger/{page.pk}/{path}"]
    SignUp.objects.bulk_create(SignUp(invitation=page, name=f"Eksempel {number}") for number in range(5))
    few = [cost(address) for address in addresses]
    SignUp.objects.bulk_create(SignUp(invitation=page, name=f"Eksempel {number}") for number in range(195))
    for number in range(5):
        guest(invitation(title=f"Prøvemøde {number}"), "Eksempel")
    assert [cost(address) for address in addresses] == few


def test_what_was_typed_is_text_in_a_spreadsheet(desk: Client) -> None:
    page = invitation(slug="proevemoede")
    for number, text in enumerate(HOSTILE):
        guest(page, text, organisation=text + "\x07", email=f"{number}@example.org")
    answer = desk.get(f"/admin/tilmeldinger/{page.pk}/hent/xlsx/?efter=tid")
    today = timezone.localdate()
    assert f'filename="gaesteliste-proevemoede-{today}.xlsx"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=2))
    assert len(rows) == len(HOSTILE)
    for row, text in zip(rows, HOSTILE, strict=True):
        assert {cell.data_type for cell in row[:2]} == {"s"}
        assert row[0].value.strip() == text.strip()
        assert row[0].quotePrefix or not text.startswith(("=", "+", "-", "@"))
        assert row[2].value == 1 and isinstance(row[5].value, dt.datetime)

    table = desk.get(f"/admin/tilmeldinger/{page.pk}/hent/csv/?efter=tid").content
    assert table.startswith(b"\xef\xbb\xbf")
    lines = table.decode("utf-8-sig").replace('"', "").split("\r\n")
    assert lines[0].startswith("Navn;Organisation;Antal;")
    cells = [cell for line in lines[1:] for cell in line.split(";")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=1+1" in cells
    assert desk.get(f"/admin/tilmeldinger/{page.pk}/hent/exe/").status_code == 404


def test_a_guest_is_added_by_hand(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    page = invitation(capacity=2)
    address = f"/admin/tilmeldinger/{page.pk}/ny/"
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, {"name": "Uden mail", "party": "1"})
        desk.post(address, {"name": "Med mail", "party": "1", "email": "ny@example.org", "tell": "on"})
        desk.post(address, {"name": "Uden besked", "party": "1", "email": "tavs@example.org", "action-wait": "1"})
    assert [message.to for message in mail.outbox] == [["ny@example.org"]]
    assert list(page.sign_ups.values_list("state", flat=True)) == ["coming", "coming", "waiting"]
    assert page.sign_ups.filter(by_hand=True).count() == 3

    more = {"name": "En til", "party": "2"}
    asked = desk.post(address, more)
    assert "Alle pladser er taget." in text_of(asked)
    assert page.sign_ups.count() == 3
    said = text_of(desk.post(address, more | {"action-beyond": "1"}, follow=True))
    assert "Det er 2 flere end pladserne." in said
    assert page.sign_ups.get(name="En til").state == "coming"

    again = desk.post(
        address, {"name": "Igen", "party": "1", "email": "NY@example.org", "action-wait": "1"}, follow=True
    )
    assert "Med mail står på listen i forvejen med den e-mail." in text_of(again)
    assert page.sign_ups.count() == 4
    wrong = desk.post(address, {"name": "", "party": "900", "email": "x"})
    assert set(wrong.context["form"].errors) == {"name", "party", "email"}


def test_a_guest_is_changed_cancelled_and_given_a_place(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    page = invitation(capacity=2)
    first = guest(page, "Første", party=2, email="et@example.org")
    second = guest(page, "Anden", "waiting", party=2, email="to@example.org")
    list_ = f"/admin/tilmeldinger/{page.pk}/"

    question = text_of(desk.get(f"{list_}{second.pk}/plads/"))
    assert "Alle pladser er taget. Der kommer flere, end der er plads til." in question
    second.refresh_from_db()
    assert second.state == "waiting"
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{list_}{second.pk}/plads/")
        desk.post(f"{list_}{second.pk}/plads/")
    second.refresh_from_db()
    assert second.state == "coming"
    assert [message.to for message in mail.outbox] == [["to@example.org"]]

    values = {"name": "Anden", "party": "3", "email": "to@example.org", "organisation": "Eksempel"}
    asked = desk.post(f"{list_}{second.pk}/", values)
    assert "Alle pladser er taget." in text_of(asked)
    desk.post(f"{list_}{second.pk}/", values | {"action-beyond": "1"})
    second.refresh_from_db()
    assert (second.party, second.organisation) == (3, "Eksempel")
    taken = desk.post(f"{list_}{second.pk}/", values | {"email": "ET@example.org"})
    assert set(taken.context["form"].errors) == {"email"}

    with django_capture_on_commit_callbacks(execute=True):
        said = text_of(desk.post(f"{list_}{first.pk}/afbud/", follow=True))
    assert "Første kommer ikke." in said
    first.refresh_from_db()
    assert first.state == "cancelled"

    desk.post(f"{list_}{first.pk}/slet/")
    assert not SignUp.objects.filter(pk=first.pk).exists()
    assert desk.post(f"{list_}{first.pk}/afbud/").status_code == 404


def test_a_letter_goes_to_each_guest_alone_and_once(
    desk: Client, leader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = invitation()
    for number in range(3):
        guest(page, f"Eksempel {number}", email=f"gaest{number}@example.org")
    guest(page, "Venter", "waiting", email="venter@example.org")
    guest(page, "Afmeldt", "cancelled", email="afmeldt@example.org")
    guest(page, "Uden Mail")
    address = f"/admin/tilmeldinger/{page.pk}/skriv/"
    letter = {"audience": "coming", "subject": "Ny indgang\r\nBcc: x@example.org", "text": "Brug <b>porten</b>."}
    with django_capture_on_commit_callbacks(execute=True):
        shown = desk.post(address, letter | {"action-preview": "1"})
        desk.post(address, letter | {"action-trial": "1"})
    assert "3 gæster får mailen." in text_of(shown)
    assert "Uden Mail" in text_of(shown)
    assert "Brug &lt;b&gt;porten&lt;/b&gt;." in shown.content.decode()
    assert [message.to for message in mail.outbox] == [[leader.email]]
    mail.outbox.clear()

    send = letter | {"action-send": "1", "token": str(shown.context["token"])}
    with django_capture_on_commit_callbacks(execute=True):
        first, second = desk.post(address, send, follow=True), desk.post(address, send, follow=True)
    assert "Mailen er på vej til 3 gæster." in text_of(first)
    assert "Mailen er sendt i forvejen." in text_of(second)
    assert sorted(message.to for message in mail.outbox) == [[f"gaest{number}@example.org"] for number in range(3)]
    assert {message.subject for message in mail.outbox} == {"Ny indgang Bcc: x@example.org"}
    links = {re.search(r"http\S+ret/\S+", message.body).group() for message in mail.outbox}
    assert len(links) == 3
    assert all(message.cc == message.bcc == [] and len(message.reply_to) <= 1 for message in mail.outbox)
    assert "Ny indgang" in text_of(first)

    both = desk.post(address, letter | {"audience": "all", "action-preview": "1"})
    assert "4 gæster får mailen." in text_of(both)
    empty = desk.post(address, {"audience": "coming", "subject": " ", "text": "", "action-preview": "1"})
    assert set(empty.context["form"].errors) == {"subject", "text"}
    forged = desk.post(address, letter | {"action-send": "1", "token": "x"})
    assert forged.status_code == 200
    assert OutgoingMail.objects.count() == 4


def test_a_deleted_list_says_when_and_how_many_came(desk: Client) -> None:
    page = invitation(start=timezone.now() - dt.timedelta(days=60))
    SignUpTally.objects.create(invitation=page, parties=12, people=31, deleted_at=timezone.now())
    said = text_of(desk.get(f"/admin/tilmeldinger/{page.pk}/"))
    assert "31 kom, på 12 tilmeldinger." in said
    assert "Prøvemøde" in text_of(desk.get("/admin/tilmeldinger/"))
    refused = desk.post(f"/admin/tilmeldinger/{page.pk}/ny/", {"name": "Sent", "party": "1"}, follow=True)
    assert "listen er slettet" in text_of(refused)
    assert not page.sign_ups.exists()


def test_the_name_list_holds_who_comes_and_who_waits(desk: Client) -> None:
    page = invitation(place_address="Eksempelvej 1")
    guest(page, "Åge Eksempel", party=4)
    guest(page, "Zenia Eksempel")
    guest(page, "Venter Eksempel", "waiting")
    guest(page, "Afmeldt Eksempel", "cancelled")
    answer = desk.get(f"/admin/tilmeldinger/{page.pk}/navneliste/")
    assert names(answer) == ["Zenia Eksempel", "Åge Eksempel", "Venter Eksempel"]
    assert "5 personer på 2 tilmeldinger" in text_of(answer)
    assert "Eksempelvej 1" in text_of(answer)


def test_the_invitation_is_offered_as_a_mail(desk: Client) -> None:
    page = invitation(summary="Prøve <i>tekst</i>")
    editor_page = desk.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert f"/admin/tilmeldinger/{page.pk}/som-mail/" in editor_page
    body = desk.get(f"/admin/tilmeldinger/{page.pk}/som-mail/").content.decode()
    assert "<strong>Prøvemøde</strong>" in body
    assert "Prøve &lt;i&gt;tekst&lt;/i&gt;" in body
    assert page.full_url in body
