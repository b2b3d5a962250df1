"""Pages past their review date, on the start page, and "Stadig korrekt" in one click."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from editorial.health.reviews import a_year_after, due
from home.models import HomePage, MissionPage, TextPage
from news.models import InvitationPage, NewsPage

pytestmark = pytest.mark.django_db
LONG_AGO = dt.date(2020, 2, 1)


@pytest.fixture
def page() -> MissionPage:
    """A page that is due."""
    found = MissionPage.objects.get(slug="kommunikation")
    found.review_date = LONG_AGO
    found.save_revision().publish()
    return found


@pytest.fixture
def staff(client: Client, editor: Any) -> Client:
    """An editor, signed in."""
    client.force_login(editor)
    return client


def press(client: Client, page: Page) -> str:
    """Press the button; return the page that follows."""
    answer = client.post(reverse("still_right", args=[page.pk]), {"next": "/admin/"}, follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    return answer.content.decode()


def test_the_start_page_asks_about_pages_that_are_due(staff: Client, page: MissionPage) -> None:
    html = staff.get("/admin/").content.decode()
    assert "Er siderne stadig korrekte?" in html and "skulle ses efter 1.\u00a0februar 2020" in html
    assert reverse("still_right", args=[page.pk]) in html and f"/admin/pages/{page.pk}/edit/" in html
    MissionPage.objects.update(review_date=None)
    assert "Er siderne stadig korrekte?" not in staff.get("/admin/").content.decode()


def test_one_click_moves_the_day_a_year_on_and_changes_nothing_else(staff: Client, page: MissionPage) -> None:
    before = MissionPage.objects.get(pk=page.pk)
    html = press(staff, page)
    day = a_year_after(timezone.localdate())
    assert "„Kommunikation” er noteret som stadig korrekt." in html and "Er siderne" not in html
    after = MissionPage.objects.get(pk=page.pk)
    assert after.review_date == day
    assert (after.latest_revision_id, after.last_published_at) == (before.latest_revision_id, before.last_published_at)
    assert after.latest_revision.as_object().review_date == day
    entry = PageLogEntry.objects.filter(action="editorial.still_right", page=page.pk).get()
    assert entry.user.username == "redaktoer" and entry.data == {"review_date": day.isoformat()}
    # A second click, from another window, does no more.
    assert "er allerede set efter" in press(staff, page)


def test_a_draft_is_not_published_by_it_and_does_not_bring_the_old_day_back(staff: Client, page: MissionPage) -> None:
    draft = page.get_latest_revision_as_object()
    draft.summary = "Kun en kladde."
    draft.save_revision()
    press(staff, page)
    live = MissionPage.objects.get(pk=page.pk)
    assert live.summary != "Kun en kladde." and live.has_unpublished_changes
    kept = live.get_latest_revision_as_object()
    assert (kept.summary, kept.review_date) == ("Kun en kladde.", live.review_date)


def test_a_day_that_a_draft_chose_is_kept(staff: Client, page: MissionPage) -> None:
    draft = page.get_latest_revision_as_object()
    draft.review_date = dt.date(2031, 1, 1)
    draft.save_revision()
    press(staff, page)
    live = MissionPage.objects.get(pk=page.pk)
    assert live.get_latest_revision_as_object().review_date == dt.date(2031, 1, 1)


def test_pages_that_stay_come_up_a_year_after_they_were_published(editor: Any) -> None:
    assert list(due(editor)) == []
    Page.objects.update(last_published_at=timezone.now() - dt.timedelta(days=366))
    kinds = {one.specific_class for one in due(editor)}
    assert {MissionPage, TextPage} <= kinds and not kinds & {NewsPage, InvitationPage, HomePage}
    TextPage.objects.update(review_date=dt.date(2099, 1, 1))
    assert TextPage not in {one.specific_class for one in due(editor)}


def test_a_post_or_an_invitation_can_have_a_day_of_its_own(editor: Any, staff: Client) -> None:
    invitation = InvitationPage.objects.first()
    InvitationPage.objects.filter(pk=invitation.pk).update(review_date=LONG_AGO)
    assert [one.pk for one in due(editor)] == [invitation.pk]
    press(staff, invitation)
    invitation.refresh_from_db()
    assert invitation.review_date > timezone.localdate() and list(due(editor)) == []


def test_only_those_who_may_edit_a_live_page_can_say_so(
    client: Client, page: MissionPage, editor: Any, django_user_model: Any
) -> None:
    address = reverse("still_right", args=[page.pk])
    assert client.post(address).status_code == 302
    outsider = django_user_model.objects.create_user("gaest", "gaest@example.org", "correct horse battery")
    client.force_login(outsider)
    client.post(address)
    assert MissionPage.objects.get(pk=page.pk).review_date == LONG_AGO
    client.force_login(editor)
    assert client.get(address).status_code == 405
    assert client.post(reverse("still_right", args=[99_999])).status_code == 404
    page.unpublish()
    assert client.post(address).status_code == 404
    answer = client.post(reverse("still_right", args=[HomePage.objects.get().pk]), {"next": "https://example.org/"})
    assert answer["Location"] == reverse("site_health")


@pytest.mark.parametrize(
    ("day", "after"), [(dt.date(2027, 3, 1), dt.date(2028, 3, 1)), (dt.date(2028, 2, 29), dt.date(2029, 2, 28))]
)
def test_a_year_after(day: dt.date, after: dt.date) -> None:
    assert a_year_after(day) == after
