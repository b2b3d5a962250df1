"""“As last year”: one date, and a draft stands ready with all that travels and nothing that does not."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import InvitationPage, NewsPage
from news.repeat import repeat_post, shifted_title, suggested_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def reception() -> InvitationPage:
    """The reception of the source, with all that must stay behind."""
    page = InvitationPage.objects.get(slug="invitation-til-nytaarskur")
    page.deadline = dt.date(2017, 1, 2)
    page.end = timezone.make_aware(dt.datetime(2017, 1, 5, 17))
    page.cancelled = True
    page.correction, page.corrected_on = "Klokkeslættet er rettet.", dt.date(2016, 12, 20)
    page.save_revision().publish()
    return page


def test_an_invitation_moves_to_its_new_day(reception: InvitationPage) -> None:
    draft = repeat_post(reception, dt.date(2018, 1, 4))
    stored = InvitationPage.objects.get(pk=draft.pk)
    assert not stored.live
    assert stored.slug == "invitation-til-nytaarskur-2018"
    assert timezone.localtime(stored.start) == timezone.make_aware(dt.datetime(2018, 1, 4, 15))
    assert timezone.localtime(stored.end) == timezone.make_aware(dt.datetime(2018, 1, 4, 17))
    assert stored.deadline == dt.date(2018, 1, 1)
    assert stored.date == timezone.localdate()
    assert stored.place == reception.place
    assert stored.contact == reception.contact
    assert set(stored.topics.all()) == set(reception.topics.all())
    assert str(stored.body) == str(reception.body)


def test_what_belongs_to_last_year_stays_there(reception: InvitationPage) -> None:
    draft = repeat_post(reception, dt.date(2018, 1, 4))
    stored = InvitationPage.objects.get(pk=draft.pk)
    edited = stored.get_latest_revision_as_object()
    for page in (stored, edited):
        assert page.calendar_uid != reception.calendar_uid
        assert not page.cancelled
        assert page.correction == "" and page.corrected_on is None
        assert page.first_published_at is None


def test_the_hour_stays_the_same_in_summer(reception: InvitationPage) -> None:
    draft = repeat_post(reception, dt.date(2018, 7, 5))
    assert timezone.localtime(draft.start).hour == 15


def test_a_post_gets_the_next_years_title_and_no_old_report() -> None:
    post = NewsPage.objects.get(slug="aarsskrift-2016")
    assert post.publication is not None
    draft = repeat_post(post, post.date.replace(year=post.date.year + 1))
    assert draft.title == draft.draft_title == "Årsskrift 2017"
    assert draft.slug == "aarsskrift-2017"
    assert draft.publication is None
    assert NewsPage.objects.get(pk=post.pk).publication is not None


def test_repeating_twice_gives_two_drafts(reception: InvitationPage) -> None:
    slugs = {repeat_post(reception, dt.date(2018, 1, 4)).slug for _time in range(3)}
    assert len(slugs) == 3


def test_years_move_in_titles_only_as_whole_numbers() -> None:
    assert shifted_title("Årsskrift 2016, set fra 2017", 2) == "Årsskrift 2018, set fra 2019"
    assert shifted_title("Nummer 12016", 1) == "Nummer 12016"


def test_the_suggested_day_is_the_same_weekday_and_still_to_come(reception: InvitationPage) -> None:
    day = suggested_date(reception)
    assert day.weekday() == 3
    assert day >= timezone.localdate()


def test_staff_do_it_in_one_field(client: Client, editor: object, reception: InvitationPage) -> None:
    client.force_login(editor)
    address = reverse("repeat_post", args=[reception.pk])
    assert client.get(reverse("wagtailadmin_pages:copy", args=[reception.pk]))["Location"] == address
    page = client.get(address).content.decode()
    assert "Som sidste år" in page
    answer = client.post(address, {"day": "2029-01-04"})
    draft = InvitationPage.objects.latest("pk")
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert timezone.localtime(draft.start).date() == dt.date(2029, 1, 4)
    assert client.get(answer["Location"]).status_code == 200


def test_a_date_that_is_none_is_refused(client: Client, editor: object, reception: InvitationPage) -> None:
    client.force_login(editor)
    count = InvitationPage.objects.count()
    answer = client.post(reverse("repeat_post", args=[reception.pk]), {"day": "i morgen"})
    assert answer.status_code == 200
    assert InvitationPage.objects.count() == count


def test_strangers_are_sent_to_sign_in(client: Client, reception: InvitationPage) -> None:
    answer = client.post(reverse("repeat_post", args=[reception.pk]), {"day": "2029-01-04"})
    assert answer.status_code == 302 and "/login/" in answer["Location"]
