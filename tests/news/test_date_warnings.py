"""What an editor is told about the dates of an invitation: a wrong weekday, another day, a day gone by."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.danish.weekdays import mentions
from news.invitations.calendar import ZONE
from news.invitations.event import Event
from news.invitations.warnings import date_warnings
from news.models import InvitationPage, NewsIndexPage

# A Thursday.
START = dt.datetime(2027, 1, 7, 15, tzinfo=ZONE)
BEFORE = dt.datetime(2026, 11, 23, 12, tzinfo=ZONE)


def warned(*body: str, now: dt.datetime = BEFORE, **fields: Any) -> list[str]:
    """What is said of an invitation with these texts."""
    known = {"uid": "1", "title": "Nytårskur", "start": START, "changed": START} | fields
    return date_warnings(Event(**known), body, now)


@pytest.mark.parametrize(
    "text",
    [
        "Vi ses torsdag den 7. januar kl. 15",
        "Torsdag\u00a0d. 7.\u00a0jan. 2027",
        "TORSDAG 7/1-27",
        "torsdag den 7/1",
        "tors\u00addag den 7. januar, 40 personer",
        "torsdag den 7. januar 15.00-17.00",
        "På torsdag, den 7. i måneden",
        "den 5. januar",
    ],
)
def test_what_is_right_or_no_date_is_no_matter(text: str) -> None:
    assert warned(summary=text) == []
    assert warned(text) == []


@pytest.mark.parametrize("text", ["Torsdag den 5. januar", "torsdag d. 5. jan. 2027.", "torsdag 5/1-27"])
def test_a_weekday_that_is_not_the_dates_is_named(text: str) -> None:
    said = text.rstrip(".") if text.endswith("2027.") else text
    expected = [f"Der står „{said}”, men 5.\u00a0januar 2027 er en tirsdag."]
    assert warned(title=text) == expected
    assert warned(text, text) == expected


def test_a_day_there_is_not_is_named() -> None:
    assert warned("Mandag den 31. februar") == ["Der står „Mandag den 31. februar”, men den dag findes ikke."]
    assert warned("mandag 1/13") == ["Der står „mandag 1/13”, men den dag findes ikke."]


def test_another_day_than_the_invitations_is_asked_about() -> None:
    [said] = warned(summary="Kom fredag den 8. januar.")
    assert said == (
        "Der står „fredag den 8. januar”, men invitationen gælder torsdag den 7.\u00a0januar 2027. Er det rigtigt?"
    )
    assert len(warned("Kom fredag den 8. januar.")) == 1
    # The deadline, another day of the same event, and other days once the text has named the day itself.
    assert warned(summary="Svar mandag den 4. januar.", deadline=dt.date(2027, 1, 4)) == []
    assert warned(summary="Til fredag den 8. januar.", end=START + dt.timedelta(days=1)) == []
    assert warned("Vi ses torsdag den 7. januar. Næste gang er fredag den 8. januar.") == []


def test_a_year_that_is_not_named_is_the_nearest() -> None:
    new_year = dt.datetime(2027, 1, 1, 0, 30, tzinfo=ZONE)
    assert warned("Vi ses torsdag den 31. december.", "Fra fredag den 1. januar", start=new_year) == []


def test_a_day_gone_by_is_named_unless_it_is_cancelled() -> None:
    late = dt.datetime(2027, 2, 1, tzinfo=ZONE)
    assert warned(now=late) == ["Invitationens dag er gået: torsdag den 7.\u00a0januar 2027."]
    assert warned(now=late, cancelled=True) == []


def test_a_long_text_is_read_at_once() -> None:
    assert list(mentions("torsdag den " * 100_000 + "torsdag " * 100_000)) == []


@pytest.mark.django_db
def test_the_editor_is_told_after_saving_and_the_page_is_saved(client: Client, editor: Any) -> None:
    client.force_login(editor)
    start = timezone.make_aware(dt.datetime(2027, 1, 7, 15))
    page = InvitationPage(
        title="Prøvemøde", start=start, place="Huset", body=[("text", "<p>tirsdag den <b>7. januar</b></p>")]
    )
    NewsIndexPage.objects.get().add_child(instance=page)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    values = {name: "" for name in ("end", "deadline", "capacity", "place_address", "correction", "corrected_on")}
    values |= {
        "title": "Møde torsdag den 5. januar",
        "slug": page.slug,
        "summary": "",
        "date": "2026-11-23",
        "start": "2027-01-07 15:00",
        "place": "Huset",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    autosaved = client.post(edit, values, headers={"Accept": "application/json"})
    assert autosaved.json()["success"]
    answer = client.post(edit, values, follow=True)
    messages = [str(message) for message in answer.context["messages"]]
    assert [one for one in messages if "5.\u00a0januar 2027 er en tirsdag" in one]
    assert len([one for one in messages if "er en tirsdag" in one]) == 1
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Møde torsdag den 5. januar"
