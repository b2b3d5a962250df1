"""Undoing a publication: one press, what visitors saw before is back, and the text just published is kept."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from editorial.desk.models import Publishing
from editorial.desk.undo import UNDO_FOR
from home.models import TextPage
from news.models import NewsIndexPage, NewsPage
from tests.editorial.desk.press import edit, post_data, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, editor: Any) -> Client:
    """An editor's browser."""
    client.force_login(editor)
    return client


def new_post() -> str:
    """The address where a post is begun."""
    return reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])


def undo_address(html: str) -> str:
    """The address of the button that undoes, as it stands in a page of the admin; "" where there is none."""
    marked = [part for part in html.split("<a ") if "data-undo" in part.split(">")[0]]
    return marked[0].split('data-w-action-url-value="')[1].split('"')[0] if marked else ""


def shown(address: str) -> str:
    """What a visitor gets."""
    answer = Client().get(address)
    return answer.content.decode() if answer.status_code == 200 else ""


def test_the_day_that_visitors_read_is_that_of_the_text(desk: Client) -> None:
    press(desk, new_post(), "publish", post_data("Fra i sommer"))
    page = NewsPage.objects.get(title="Fra i sommer")
    then = timezone.now() - dt.timedelta(days=150)
    PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").update(timestamp=then)
    answer = press(desk, edit(page), "publish", post_data("Fra i dag", slug=page.slug))
    page.refresh_from_db()
    assert page.last_published_at > then

    desk.post(undo_address(answer.content.decode()))
    page.refresh_from_db()
    assert (page.title, page.last_published_at) == ("Fra i sommer", then)


def test_a_new_post_is_a_draft_again_and_keeps_its_text(desk: Client) -> None:
    answer = press(desk, new_post(), "publish", post_data("Helt ny", "Første tekst."))
    page = NewsPage.objects.get(title="Helt ny")
    assert "Første tekst." in shown(page.url)
    address = undo_address(answer.content.decode())
    assert address

    answer = desk.post(address, follow=True)
    assert "Fortrudt" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == edit(page)
    page.refresh_from_db()
    assert not page.live
    assert shown(page.url) == ""
    assert "Første tekst." in str(page.get_latest_revision_as_object().body)
    # Once undone, there is nothing to undo, and the page can be published again as before.
    assert undo_address(answer.content.decode()) == ""
    assert "allerede fortrudt" in desk.post(address, follow=True).content.decode()
    press(desk, edit(page), "publish", post_data("Helt ny", "Anden tekst."))
    assert "Anden tekst." in shown(page.url)


def test_a_correction_gives_way_to_what_was_there_and_stays_the_newest_draft(desk: Client) -> None:
    press(desk, new_post(), "publish", post_data("Rettes", "Gammel tekst."))
    page = NewsPage.objects.get(title="Rettes")
    # What saves itself while somebody types comes between the two.
    press(desk, edit(page), "", post_data("Rettes", "Halv tekst."))
    press(desk, edit(page), "publish", post_data("Rettes igen", "Ny tekst.", slug="rettes"))
    assert "Ny tekst." in shown(page.url)

    html = desk.get(edit(page)).content.decode()
    desk.post(undo_address(html))
    assert "Gammel tekst." in shown(page.url)
    assert "Rettes igen" not in shown(page.url)
    page = NewsPage.objects.get(pk=page.pk)
    assert page.live
    assert page.has_unpublished_changes
    newest = page.get_latest_revision_as_object()
    assert (newest.title, "Ny tekst." in str(newest.body)) == ("Rettes igen", True)


def test_a_page_that_was_there_before_there_were_notes_comes_back_too(client: Client, leader: Any) -> None:
    client.force_login(leader)
    page = TextPage.objects.get(slug="kontakt")
    before = page.title
    # Loaded without ever being saved as a version.
    TextPage.objects.filter(pk=page.pk).update(live_revision=None, latest_revision=None)
    page.revisions.all().delete()
    changed = TextPage.objects.get(pk=page.pk)
    changed.title = "Noget andet"
    changed.save_revision(user=leader).publish(user=leader)
    assert TextPage.objects.get(pk=page.pk).title == "Noget andet"
    client.post(undo_address(client.get(edit(page)).content.decode()))
    assert TextPage.objects.get(pk=page.pk).title == before


def in_a_week() -> str:
    """A moment in the editor's form."""
    return f"{timezone.localtime() + dt.timedelta(days=7):%Y-%m-%d} 09:00"


@pytest.mark.parametrize("live", [False, True], ids=["new", "correction"])
def test_a_planned_publication_is_undone_before_its_time(desk: Client, live: bool) -> None:
    if live:
        press(desk, new_post(), "publish", post_data("Planlagt", "Gammel tekst."))
    planned = post_data("Planlagt", "Kommende tekst.", go_live_at=in_a_week())
    address = edit(NewsPage.objects.get(title="Planlagt")) if live else new_post()
    answer = press(desk, address, "publish", planned)
    page = NewsPage.objects.get(title="Planlagt")
    assert page.scheduled_revision
    assert page.live is live

    button = undo_address(answer.content.decode())
    assert undo_address(desk.get(edit(page)).content.decode()) == button
    desk.post(button)
    page = NewsPage.objects.get(pk=page.pk)
    assert page.scheduled_revision is None
    assert page.live is live
    assert "Kommende tekst." in str(page.get_latest_revision_as_object().body)
    assert ("Gammel tekst." in shown(page.url)) is live


def test_what_the_clock_published_is_undone_like_what_a_hand_did(desk: Client) -> None:
    press(desk, new_post(), "publish", post_data("Af sig selv", "Gammel tekst."))
    page = NewsPage.objects.get(title="Af sig selv")
    press(desk, edit(page), "publish", post_data("Af sig selv", "Kommende tekst.", go_live_at=in_a_week()))
    revision = NewsPage.objects.get(pk=page.pk).scheduled_revision
    # The week is over.
    past = timezone.now() - dt.timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    from django.core.management import call_command

    call_command("publish_scheduled")
    assert "Kommende tekst." in shown(page.url)
    desk.post(undo_address(desk.get(edit(page)).content.decode()))
    assert "Gammel tekst." in shown(page.url)


def test_a_reader_of_the_history_sees_that_it_was_undone(desk: Client) -> None:
    press(desk, new_post(), "publish", post_data("I historien"))
    page = Page.objects.get(title="I historien")
    desk.post(undo_address(desk.get(edit(page)).content.decode()))
    assert PageLogEntry.objects.filter(page=page.pk, action="editorial.undo_publish").exists()
    assert "fortrudt" in desk.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()


def test_it_is_offered_for_some_days_and_to_those_who_may_publish(desk: Client, leader: Any) -> None:
    page = TextPage.objects.get(slug="kontakt")
    page.title = "Ny titel"
    page.save_revision(user=leader).publish(user=leader)
    publishing = Publishing.objects.get(page=page.pk)
    # Editors write text pages, and the leaders publish them.
    assert undo_address(desk.get(edit(page)).content.decode()) == ""
    answer = desk.post(reverse("desk_undo", args=[publishing.pk]), follow=True)
    assert "må ikke udgive" in answer.content.decode()
    assert TextPage.objects.get(pk=page.pk).title == "Ny titel"

    desk.force_login(leader)
    assert undo_address(desk.get(edit(page)).content.decode())
    Publishing.objects.update(created_at=timezone.now() - UNDO_FOR - dt.timedelta(minutes=1))
    assert undo_address(desk.get(edit(page)).content.decode()) == ""
    desk.post(reverse("desk_undo", args=[publishing.pk]))
    assert TextPage.objects.get(pk=page.pk).title == "Ny titel"


def test_without_a_script_it_asks_first(desk: Client) -> None:
    press(desk, new_post(), "publish", post_data("Uden skript"))
    page = NewsPage.objects.get(title="Uden skript")
    address = undo_address(desk.get(edit(page)).content.decode())
    question = desk.get(address)
    assert question.status_code == 200
    assert "Uden skript" in question.content.decode()
    assert NewsPage.objects.get(pk=page.pk).live
    assert Client().post(address).status_code == 302
    assert NewsPage.objects.get(pk=page.pk).live
