"""When an invitation with guests is changed or cancelled: staff are told, and one letter tells the guests."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from news.models import InvitationPage
from tests.editorial.test_guests import guest, invitation, text_of

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(client: Client, leader: Any) -> Client:
    """The leader's browser."""
    client.force_login(leader)
    return client


@pytest.fixture
def page() -> InvitationPage:
    """An invitation that two come to, one waits for and one has cancelled; calendars have been shown it."""
    start = timezone.now().replace(second=0, microsecond=0) + 7 * DAY
    page = invitation(start=start, capacity=2, place_address="Eksempelvej 1")
    for name, state in (("Et", "coming"), ("To", "coming"), ("Tre", "waiting"), ("Fire", "cancelled")):
        guest(page, name, state, email=f"{name.lower()}@example.org")
    return page


def save(desk: Client, page: InvitationPage, button: str = "action-publish", **changes: str) -> list[tuple[str, str]]:
    """Send the editor's form with some values changed; return what is said after it, each with its HTML."""
    shown = timezone.localtime(page.start)
    values = {
        **{name: "" for name in ("end", "deadline", "summary", "correction", "corrected_on")},
        **{"title": page.title, "slug": page.slug, "date": f"{page.date}", "start": f"{shown:%Y-%m-%d %H:%M}"},
        **{"place": page.place, "place_address": page.place_address, "capacity": "2", "body-count": "0"},
        **{"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", button: "1"},
    }
    answer = desk.post(f"/admin/pages/{page.pk}/edit/", values | changes, follow=True)
    assert answer.status_code == 200
    page.refresh_from_db()
    return [one for one in map(str, answer.context["messages"]) if "gæst" in one]


def test_who_changes_time_or_place_hears_how_many_know_the_old_one(desk: Client, page: InvitationPage) -> None:
    assert save(desk, page, summary="Andre ord.", title="Prøvemøde i haven") == []
    assert save(desk, page, "action-save-draft", place="Haven") == []
    (said,) = save(desk, page, place="Haven")
    assert "3 gæster er tilmeldt og kender ikke ændringen endnu." in said
    assert f"/admin/tilmeldinger/{page.pk}/skriv/" in said
    assert save(desk, page, place="Haven") == []
    moved = timezone.localtime(page.start) + DAY
    assert len(save(desk, page, place="Haven", start=f"{moved:%Y-%m-%d %H:%M}")) == 1


def test_nobody_is_troubled_about_what_is_over_or_has_no_guests(desk: Client, page: InvitationPage) -> None:
    page.start -= 30 * DAY
    page.save()
    assert save(desk, page, place="Haven") == []
    assert save(desk, invitation(title="Tomt"), place="Haven") == []


def test_a_cancelled_event_is_a_letter_away_from_everybodys_calendar(
    desk: Client, page: InvitationPage, django_capture_on_commit_callbacks: Any
) -> None:
    (said,) = save(desk, page, cancelled="on")
    assert "3 gæster ved ikke endnu, at det er aflyst." in said
    address = f"/admin/tilmeldinger/{page.pk}/skriv/"
    letter = desk.get(address).context["form"].initial
    assert letter["subject"] == "Aflyst: Prøvemøde" and "Vi må desværre aflyse „Prøvemøde”" in letter["text"]
    looked = desk.post(address, {**letter, "action-preview": "1"})
    assert "3 gæster får mailen." in text_of(looked) and "Den fjerner aftalen" in text_of(looked)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, {**letter, "action-send": "1", "token": str(looked.context["token"])})
    sent = {message.to[0]: message for message in mail.outbox}
    assert set(sent) == {"et@example.org", "to@example.org", "tre@example.org"}
    assert not [message.body for message in sent.values() if "/ret/" in message.body]
    assert sent["tre@example.org"].attachments == []
    [(name, content, kind)] = sent["et@example.org"].attachments
    assert (name, kind) == ("kalender.ics", "text/calendar; method=CANCEL")
    calendar = Calendar.from_ical(content)
    [event] = calendar.events
    assert calendar["method"] == "CANCEL" and event["status"] == "CANCELLED"
    assert event["uid"] == str(page.calendar_uid) and event["sequence"] == 1


def test_a_letter_about_a_new_place_brings_the_new_calendar_file(
    desk: Client, page: InvitationPage, django_capture_on_commit_callbacks: Any
) -> None:
    letter = {"audience": "coming", "subject": "Nyt sted", "text": "Vi ses i haven."}
    address = f"/admin/tilmeldinger/{page.pk}/skriv/"

    def send() -> list[Any]:
        mail.outbox.clear()
        token = desk.post(address, {**letter, "action-preview": "1"}).context["token"]
        with django_capture_on_commit_callbacks(execute=True):
            desk.post(address, {**letter, "action-send": "1", "token": str(token)})
        assert len(mail.outbox) == 2
        return mail.outbox[0].attachments

    assert send() == []
    save(desk, page, place="Haven")
    [(_name, content, kind)] = send()
    [event] = Calendar.from_ical(content).events
    assert kind == "text/calendar; method=PUBLISH"
    assert (event["sequence"], event["location"]) == (1, "Haven, Eksempelvej 1")
    assert "/ret/" in mail.outbox[0].body
