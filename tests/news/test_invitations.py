"""Invitations: what is refused, and what a visitor is told before, on and after the day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import InvitationPage, NewsIndexPage

pytestmark = pytest.mark.django_db


def at(*numbers: int) -> dt.datetime:
    """A moment in Danish time."""
    return timezone.make_aware(dt.datetime(*numbers))


def invitation(**fields: object) -> InvitationPage:
    """An invitation for tomorrow, published, with the given fields."""
    start = timezone.now() + dt.timedelta(days=1)
    page = InvitationPage(**{"title": "Beboermøde", "start": start, "place": "Beboerhuset", **fields})
    return NewsIndexPage.objects.get().add_child(instance=page)


def test_an_end_before_the_start_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValidationError) as refused:
        invitation(start=at(2027, 1, 7, 15), end=at(2027, 1, 7, 14))
    assert refused.value.message_dict["end"] == ["Det kan ikke slutte, før det begynder."]


def test_a_deadline_after_the_day_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValidationError) as refused:
        invitation(start=at(2027, 1, 7, 15), deadline=dt.date(2027, 1, 8))
    assert refused.value.message_dict["deadline"] == ["Den sidste dag for tilmelding kan ikke ligge efter dagen selv."]


def test_a_deadline_on_the_danish_day_is_accepted_though_it_is_another_day_in_utc() -> None:
    invitation(start=at(2027, 1, 7, 0, 30), deadline=dt.date(2027, 1, 7))


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open"),
        ({"deadline": dt.date(2020, 1, 1)}, "closed"),
        ({"cancelled": True}, "cancelled"),
        ({"start": at(2020, 1, 2, 15)}, "past"),
        ({"start": at(2020, 1, 2, 15), "cancelled": True}, "cancelled"),
    ],
)
def test_the_state_follows_clock_deadline_and_cancellation(fields: dict, state: str) -> None:
    assert invitation(**fields).state == state


def test_it_is_over_when_its_day_is_over() -> None:
    page = InvitationPage(start=at(2027, 1, 7, 15))
    assert page.over_at.date() == dt.date(2027, 1, 7)
    assert InvitationPage(start=at(2027, 1, 7, 15), end=at(2027, 1, 7, 17)).over_at == at(2027, 1, 7, 17)


def test_the_front_page_names_the_next_open_invitation(client: Client) -> None:
    later = invitation(title="Senere", start=timezone.now() + dt.timedelta(days=2))
    invitation(title="Aflyst", start=timezone.now() + dt.timedelta(hours=1), cancelled=True)
    first = invitation(title="Snart", start=timezone.now() + dt.timedelta(days=1))
    assert client.get("/").context["invitation"] == first
    first.unpublish()
    assert client.get("/").context["invitation"] == later


def test_a_time_that_does_not_exist_is_refused_in_a_sentence(client: Client, editor: object) -> None:
    client.force_login(editor)
    index = NewsIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["news", "invitationpage", index.pk])
    form = {
        "title": "Om natten",
        "slug": "om-natten",
        "start": "2027-03-28 02:30",
        "place": "Aarhus",
        "date": "2027-03-01",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "action-publish",
    }
    page = client.post(address, form).content.decode()
    assert "2027-03-28 02:30" in page
    assert not InvitationPage.objects.filter(slug="om-natten").exists()
    assert "fordi uret stilles" in page


def test_the_place_is_a_tap_from_a_map_that_nobody_asks_before(client: Client) -> None:
    page = InvitationPage.objects.get(slug__startswith="nytaarskur")
    page.place_address = "Eksempelvej 1 & 2, 8000 Aarhus C"
    page.save_revision().publish()
    shown = client.get(page.url).content.decode()
    assert 'href="https://www.openstreetmap.org/search?query=Eksempelvej+1+%26+2%2C+8000+Aarhus+C"' in shown
    assert shown.count("openstreetmap.org") == 1
