"""The start page: what one can do, as far as one may; what waits; what is planned; other rooms' notices too."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Page

from core.models import OutgoingMail
from home.models import MissionPage, TextPage
from news.models import InvitationPage, NewsIndexPage, NewsPage
from people.models import Person
from tests.editorial.desk.press import edit, post_data, press

pytestmark = pytest.mark.django_db


def start(client: Client, user: Any) -> str:
    """The start page of a user."""
    client.force_login(user)
    answer = client.get("/admin/")
    assert answer.status_code == 200
    return answer.content.decode()


def part(html: str, name: str) -> str:
    """One part of the page, by the id of its heading."""
    return html.split(f'id="{name}"')[1].split("</section>")[0]


@pytest.mark.parametrize("who", ["editor", "leader"])
def test_it_asks_what_one_wants_to_do(client: Client, who: str, request: pytest.FixtureRequest) -> None:
    html = start(client, request.getfixturevalue(who))
    assert "<h1" in html and "Hvad vil du lave?" in html
    for words in ("Ny nyhed", "Ny invitation", "Udgiv årsskrift", "Ret en side", "Medarbejdere", "Tilmeldinger"):
        assert words in html
    for words in ("Der er ikke noget, der venter.", "Planlagt"):
        assert words in html


def test_what_one_may_not_do_is_not_offered(client: Client, editor: Any) -> None:
    group = Group.objects.get(name="Redaktører")
    group.page_permissions.all().delete()
    group.permissions.exclude(codename="access_admin").delete()
    html = start(client, editor)
    for name in ("news", "invitation", "report", "staff", "guests"):
        assert f'data-choice="{name}"' not in html
    assert "data-page-search" not in html
    assert "Bed ledelsen" in html
    assert client.get("/admin/ret/").status_code == 302


def test_a_new_post_is_filled_in_with_what_it_most_likely_has(client: Client, editor: Any) -> None:
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])
    assert address in client.get("/admin/").content.decode()
    begun = client.get(address).context["form"].instance
    assert begun.date == timezone.localdate()
    assert begun.contact == Person.objects.get(name="Thomas Højmark Fegar")
    assert list(begun.topics.all()) == []

    topic = MissionPage.objects.get(slug="analyse").topic
    other = Person.objects.create(name="En anden")
    data = post_data("Den sidste", topics=[topic.pk], contact=other.pk)
    press(client, address, "", data)
    begun = client.get(address).context["form"].instance
    assert (begun.contact, list(begun.topics.all())) == (other, [topic])

    own = Person.objects.create(name="Redaktøren selv", email=editor.email.upper())
    assert client.get(address).context["form"].instance.contact == own
    invitation = reverse("wagtailadmin_pages:add", args=["news", "invitationpage", NewsIndexPage.objects.get().pk])
    begun = client.get(invitation).context["form"].instance
    assert begun.place == "Det Boligsociale Fællessekretariat"
    assert begun.start is None


def test_an_empty_text_is_no_hindrance(client: Client, editor: Any) -> None:
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])
    press(client, address, "publish", post_data("Uden tekst", text=""))
    assert NewsPage.objects.get(title="Uden tekst").live


def test_what_waits_is_named_with_its_reason(client: Client, editor: Any, leader: Any) -> None:
    page = MissionPage.objects.get(slug="analyse")
    page.title = "Analyse, ny"
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    client.force_login(editor)
    index = NewsIndexPage.objects.get()
    add = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    press(client, add, "", post_data("Min kladde"))
    draft = NewsPage.objects.get(title="Min kladde")
    Comment.objects.create(page=Page.objects.get(pk=draft.pk), user=leader, text="Hm", contentpath="title")

    mine = part(start(client, editor), "desk-waiting")
    assert "Analyse, ny" in mine and "Venter på godkendelse" in mine
    assert "Min kladde" in mine and "Kladde" in mine
    assert "Kommentar fra leder" in mine
    theirs = part(start(client, leader), "desk-waiting")
    assert "Til godkendelse, fra redaktoer" in theirs
    assert edit(page) in theirs
    assert "Min kladde" not in theirs


def test_what_is_planned_stands_in_order(client: Client, leader: Any) -> None:
    now = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    going, leaving = TextPage.objects.get(slug="kontakt"), TextPage.objects.get(slug="presse")
    going.go_live_at = now + dt.timedelta(days=5)
    going.save_revision(user=leader).publish(user=leader)
    leaving.expire_at = now + dt.timedelta(days=3)
    leaving.save_revision(user=leader).publish(user=leader)
    invitation = InvitationPage(title="Om en uge", place="Her", start=now + dt.timedelta(days=7), capacity=20)
    NewsIndexPage.objects.get().add_child(instance=invitation)
    shown = part(start(client, leader), "desk-planned")
    assert shown.index("Trækkes tilbage") < shown.index("En rettelse udgives") < shown.index("Om en uge")
    assert "0 af 20 pladser er taget" in shown
    assert "kl.\u00a09.00" in shown.replace("&nbsp;", "\u00a0")


def test_other_rooms_notices_stand_below_the_choices(client: Client, editor: Any) -> None:
    OutgoingMail.objects.create(to="x@example.org", state=OutgoingMail.State.FAILED, finished_at=timezone.now())
    html = start(client, editor)
    assert html.index("desk-choices") < html.index("mail-trouble") < html.index("desk-waiting")


def test_a_page_is_found_by_any_part_of_its_title(client: Client, editor: Any) -> None:
    client.force_login(editor)
    page = NewsPage.objects.get(slug="aarsskrift-2016")
    for words in ("årsskrift", "AARSSKRIFT 2016", "skrift", "2016 års"):
        html = client.get("/admin/ret/", {"q": words}).content.decode()
        assert edit(page) in html, words
    listed = client.get("/admin/ret/", {"q": "skrift", "liste": "1"}).content.decode()
    assert edit(page) in listed
    assert "<html" not in listed
    assert "Ingen side har" in client.get("/admin/ret/", {"q": "findes ikke <b>"}).content.decode()
    for odd in ("", "\x00", '"', "a" * 5000):
        assert client.get("/admin/ret/", {"q": odd}).status_code in (200, 301)
    assert "Rettet sidst" in client.get("/admin/ret/").content.decode()
