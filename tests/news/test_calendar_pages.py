"""Invitations in people's calendars: the page's file, all of them to subscribe to, and when calendars see a change."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from core.site_settings import SiteSettings
from news.models import InvitationPage, NewsIndexPage
from news.repeat import repeat_post
from people.models import Person
from tests.news.test_calendar import read
from tests.queries import serve, too_many

FEED = "/nyheder/kalender.ics"

pytestmark = pytest.mark.django_db


def invitation(**fields: Any) -> InvitationPage:
    """An invitation for tomorrow, published as editors do, with the given fields."""
    start = timezone.now().replace(microsecond=0) + dt.timedelta(days=1)
    page = InvitationPage(**{"title": "Beboermøde", "start": start, "place": "Beboerhuset", "live": False, **fields})
    NewsIndexPage.objects.get().add_child(instance=page)
    return publish(page)


def publish(page: InvitationPage, **changes: Any) -> InvitationPage:
    """Publish the page with changes, as the editor's form does, and return it as stored."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return InvitationPage.objects.get(pk=page.pk)


def feed_titles(client: Client) -> list[str]:
    """The titles in the calendar of all invitations."""
    return [str(one["summary"]) for one in Calendar.from_ical(client.get(FEED).content).events]


# The page's file


def test_the_page_offers_its_file_until_it_is_over(client: Client) -> None:
    page = invitation()
    link = f'href="{page.url}kalender.ics"'
    assert link in client.get(page.url).content.decode()
    publish(page, start=timezone.now() - dt.timedelta(days=2))
    assert link not in client.get(page.url).content.decode()
    assert client.get(f"{page.url}kalender.ics").status_code == 200


def test_the_file_is_the_pages(client: Client) -> None:
    SiteSettings.objects.update(email="post@example.org")
    person = Person.objects.create(name="Eva Eksempel", title="Prøve", phone="+4522281922")
    page = invitation(title="Møde, i gården; kom", contact=person)
    response = client.get(f"{page.url}kalender.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'inline; filename="{page.slug}.ics"'
    one = read(response.content)
    assert one["uid"] == str(page.calendar_uid)
    assert one["summary"] == "Møde, i gården; kom"
    assert one["dtstart"].dt == page.start
    assert one["url"] == f"http://localhost:8000{page.url}"
    assert one["contact"].replace("\u00a0", " ") == "Eva Eksempel, 22 28 19 22"
    assert one["organizer"] == "mailto:post@example.org"
    person.active = False
    person.save()
    assert "Eksempel" not in client.get(f"{page.url}kalender.ics").content.decode()


def test_files_cost_few_queries() -> None:
    page = invitation(contact=Person.objects.first())
    one, in_all = serve(f"{page.url}kalender.ics")[1], serve(FEED)[1]
    for number in range(20):
        invitation(title=f"Møde {number}", contact=Person.objects.first())
    assert len(one) <= 8, too_many(one, 8)
    assert len(serve(FEED)[1]) <= len(in_all) <= 8, too_many(in_all, 8)


def test_an_old_address_leads_to_the_file(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    page = invitation()
    old = f"{page.url}kalender.ics"
    with django_capture_on_commit_callbacks(execute=True):
        page = publish(page, slug="et-andet-moede")
    response = client.get(old)
    assert response.status_code in (301, 302)
    assert response["Location"].rstrip("/") == f"{page.url}kalender.ics"
    assert read(client.get(response["Location"], follow=True).content)["uid"] == str(page.calendar_uid)


# When calendars are told


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Beboermøde i gården"},
        {"start": dt.datetime(2030, 1, 2, 15, tzinfo=dt.UTC)},
        {"end": dt.datetime(2040, 1, 2, 15, tzinfo=dt.UTC)},
        {"place": "Biblioteket"},
        {"place_address": "Eksempelvej 2"},
        {"cancelled": True},
    ],
)
def test_a_change_that_calendars_show_raises_the_sequence(client: Client, changes: dict) -> None:
    page = invitation()
    assert page.calendar_sequence == 0
    page = publish(page, **changes)
    assert page.calendar_sequence == 1
    assert read(client.get(f"{page.url}kalender.ics").content)["sequence"] == 1
    assert publish(page).calendar_sequence == 1


def test_other_changes_do_not(client: Client) -> None:
    page = publish(invitation(), summary="Nyt.", capacity=10, deadline=timezone.localdate())
    assert page.calendar_sequence == 0
    stamp = read(client.get(f"{page.url}kalender.ics").content)["last-modified"].dt
    assert abs(stamp - page.last_published_at) < dt.timedelta(seconds=1)


def test_a_draft_changes_nothing_until_it_is_published(client: Client) -> None:
    page = invitation()
    before = client.get(f"{page.url}kalender.ics").content
    page.place = "Biblioteket"
    draft = page.save_revision()
    stored = InvitationPage.objects.get(pk=page.pk)
    assert stored.calendar_sequence == 0
    assert client.get(f"{page.url}kalender.ics").content == before
    draft.publish()
    assert InvitationPage.objects.get(pk=page.pk).calendar_sequence == 1


def test_going_back_to_an_earlier_version_is_a_change_too() -> None:
    page = invitation()
    first = page.latest_revision
    page = publish(page, place="Biblioteket")
    page = publish(page, place="Torvet")
    first.as_object().save_revision().publish()
    stored = InvitationPage.objects.get(pk=page.pk)
    assert (stored.place, stored.calendar_sequence) == ("Beboerhuset", 3)


def test_what_was_taken_off_and_put_back_elsewhere_is_a_change() -> None:
    page = invitation()
    page.unpublish()
    page.place = "Biblioteket"
    # The editor's form saves what isn't online at once.
    page.save()
    assert page.calendar_sequence == 0
    assert publish(page).calendar_sequence == 1


def test_a_page_that_was_never_published_through_the_editor_counts_as_shown() -> None:
    page = InvitationPage.objects.get(slug="invitation-til-nytaarskur")
    InvitationPage.objects.update(calendar_shown="")
    assert publish(page, place="Torvet").calendar_sequence == page.calendar_sequence + 1


def test_next_years_is_another_event() -> None:
    page = publish(invitation(), place="Biblioteket")
    copy = repeat_post(page, dt.date(2031, 1, 2))
    assert (copy.calendar_sequence, copy.calendar_shown) == (0, "")
    assert publish(InvitationPage.objects.get(pk=copy.pk)).calendar_sequence == 0


# All of them


def test_the_calendar_holds_what_is_coming_and_the_last_month(client: Client) -> None:
    InvitationPage.objects.update(live=False)
    now = timezone.now()
    invitation(title="Snart")
    invitation(title="Aflyst møde", cancelled=True)
    invitation(title="Forleden", start=now - dt.timedelta(days=29))
    invitation(title="Længe siden", start=now - dt.timedelta(days=31))
    invitation(title="Varer længe", start=now - dt.timedelta(days=40), end=now - dt.timedelta(days=1))
    assert set(feed_titles(client)) == {"Snart", "Aflyst: Aflyst møde", "Forleden", "Varer længe"}


def test_what_is_private_or_not_online_is_nowhere(client: Client) -> None:
    InvitationPage.objects.update(live=False)
    private, draft = invitation(title="Bag adgangskode"), invitation(title="Kladde")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.PASSWORD, password="x")
    draft.unpublish()
    assert feed_titles(client) == []
    assert client.get(f"{draft.url}kalender.ics").status_code == 404
    response = client.get(f"{private.url}kalender.ics")
    assert "text/html" in response["Content-Type"] and "VEVENT" not in response.content.decode()


def test_an_empty_calendar_is_one_too(client: Client) -> None:
    InvitationPage.objects.update(live=False)
    calendar = Calendar.from_ical(client.get(FEED).content)
    assert calendar.events == [] and len(calendar.timezones) == 1
    assert calendar["x-wr-calname"] == "Invitationer fra Det Boligsociale Fællessekretariat"


def test_who_has_the_newest_is_told_so(client: Client) -> None:
    page = invitation()
    for address in (FEED, f"{page.url}kalender.ics"):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    publish(page, place="Biblioteket")
    changed = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200 and "Biblioteket" in changed.content.decode()


def test_the_list_of_news_leads_to_the_calendar(client: Client) -> None:
    page = client.get("/nyheder/").content.decode()
    assert 'href="webcal://localhost:8000/nyheder/kalender.ics"' in page
    assert '<link rel="alternate" type="text/calendar"' in page
    assert "webcal:" not in client.get("/nyheder/2016/").content.decode()
