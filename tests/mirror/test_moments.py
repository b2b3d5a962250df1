"""A generation ends when something on a page changes by itself: at midnight, and when a room says so."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from mirror import changes, folder, moments
from news.models import InvitationPage, NewsIndexPage
from people.models import Person
from tests.mirror.conftest import Commit, KeptSite


class Clock:
    """The clock of the site, set by a test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.moment)
        monkeypatch.setattr(folder, "now", lambda: self.moment.timestamp())

    def turn(self, **by: float) -> None:
        """Let time pass, or turn it back."""
        self.moment += dt.timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands at noon of a day in summer."""
    made = Clock(monkeypatch)
    made.moment = dt.datetime(2030, 6, 3, 10, tzinfo=dt.UTC)
    return made


def test_midnight_is_that_of_the_site(clock: Clock) -> None:
    assert moments.midnight_after(clock.moment) == dt.datetime(2030, 6, 3, 22, tzinfo=dt.UTC)
    assert moments.midnight_after(dt.datetime(2030, 6, 3, 22, tzinfo=dt.UTC)).day == 5
    # The day on which the clocks are turned back has 25 hours.
    assert moments.midnight_after(dt.datetime(2030, 10, 26, 22, tzinfo=dt.UTC)) == dt.datetime(
        2030, 10, 27, 23, tzinfo=dt.UTC
    )


def test_an_invitation_turns_at_its_start_its_end_and_its_deadline(
    clock: Clock, site: KeptSite, commit: Commit
) -> None:
    page = InvitationPage(
        title="Prøve",
        start=clock.moment + dt.timedelta(days=1, hours=2),
        end=clock.moment + dt.timedelta(days=1, hours=3),
        deadline=clock.moment.date(),
        place="Aarhus",
    )
    NewsIndexPage.objects.get().add_child(instance=page)
    commit()
    seen = []
    # Before and after the deadline's midnight, the start, the end.
    for hours in (0, 11.9, 0.2, 13.8, 0.2, 0.8, 0.2):
        clock.turn(hours=hours)
        page.refresh_from_db()
        name, text = folder.target(), site.visit(page.url)
        commit()
        assert site.visit(page.url) == text
        seen.append((page.state, folder.target() != name))
    states, ended = [state for state, _ in seen], [ended for _, ended in seen]
    assert states == ["open", "open", "closed", "closed", "closed", "closed", "past"]
    assert ended == [False, False, True, False, True, False, True]
    texts = site.visit(page.url)
    assert "Åben for tilmelding" not in texts


def test_an_absence_begins_and_ends(clock: Clock, site: KeptSite, commit: Commit) -> None:
    person = Person.objects.get()
    other = Person.objects.create(name="Prøve Eksempel", title="Prøve", phone="+4586123456")
    day = clock.moment.date() + dt.timedelta(days=1)
    person.absent_from = person.absent_until = day
    person.stand_in = other
    person.save()
    commit()
    shown = []
    for _ in range(3):
        shown.append("tel:+4586123456" in site.visit("/kontakt/"))
        clock.turn(days=1)
    assert shown == [False, True, False]


def test_what_was_planned_is_seen_when_the_worker_publishes_it(clock: Clock, site: KeptSite, commit: Commit) -> None:
    page: Any = Page.objects.get(slug="kontakt").specific
    page.title, page.go_live_at = "Planlagt titel", clock.moment + dt.timedelta(hours=1)
    page.save_revision().publish()
    commit()
    assert "Planlagt titel" not in site.visit("/kontakt/")
    clock.turn(hours=2)
    call_command("publish_scheduled", verbosity=0)
    commit()
    assert "Planlagt titel" in site.visit("/kontakt/")


def test_a_clock_that_jumps_keeps_nothing_that_is_not_right(clock: Clock, site: KeptSite, commit: Commit) -> None:
    site.visit("/kontakt/")
    for jump in ({"days": 400}, {"days": -400}, {"hours": -3}):
        before = folder.target()
        clock.turn(**jump)
        assert not site.layer.current()
        site.visit("/kontakt/")
        commit()
        assert folder.target() != before
        site.visit("/kontakt/")
        assert site.kept == ["/kontakt/"] and site.layer.current()
    # A clock that was a little ahead: what is rendered now is shown, not kept.
    clock.turn(seconds=-2)
    before = folder.target()
    assert not site.layer.current()
    site.visit("/nyheder/")
    assert folder.target() == before and site.kept == ["/kontakt/"]
    assert dt.timedelta(seconds=2) < changes.SKEW
