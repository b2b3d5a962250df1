"""The daily digest of sign-ups: what is new, to whom it concerns, once a day, by a clock that is moved."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from core.outbox import OutgoingMail
from core.site_settings import SiteSettings
from core.work import minute_jobs
from editorial.guests.digest import send_digests
from news.models import InvitationPage, NewsIndexPage, SignUp
from people.models import Person

pytestmark = pytest.mark.django_db

Clock = Callable[[dt.datetime], None]


def at(day: int, hour: int, minute: int = 0, month: int = 10) -> dt.datetime:
    """A moment in Danish time, in the autumn of 2027."""
    return timezone.make_aware(dt.datetime(2027, month, day, hour, minute))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """Set the time."""

    def set_to(moment: dt.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(dt.UTC))

    yield set_to


@pytest.fixture
def page(clock: Clock) -> InvitationPage:
    """An invitation with a contact."""
    clock(at(20, 12))
    contact = Person.objects.create(name="Eva Eksempel", email="eva@example.org")
    page = InvitationPage(
        title="Prøvemøde", start=at(11, 15, month=11), place="Beboerhuset", contact=contact, capacity=9
    )
    return NewsIndexPage.objects.get().add_child(instance=page)


@pytest.fixture
def digest(clock: Clock, django_capture_on_commit_callbacks: Any) -> Callable[[dt.datetime], list[Any]]:
    """Let the worker's minute come; return the mails that it sent."""

    def run(moment: dt.datetime) -> list[Any]:
        clock(moment)
        mail.outbox.clear()
        assert send_digests in minute_jobs()
        with django_capture_on_commit_callbacks(execute=True):
            send_digests()
        return list(mail.outbox)

    return run


def test_what_is_new_comes_once_a_day_after_seven(page: InvitationPage, clock: Clock, digest: Any) -> None:
    clock(at(21, 20))
    SignUp.objects.create(invitation=page, name="Anna Eksempel", party=3, email="anna@example.org")
    SignUp.objects.create(invitation=page, name="Bo Eksempel", party=2, state="waiting", waiting_since=at(21, 20))
    assert digest(at(22, 6, 59)) == []
    [message] = digest(at(22, 7, 0))
    assert message.to == ["eva@example.org"]
    for said in ("1 ny tilmelding (3 personer)", "1 ny på ventelisten (2 personer)", "Ledige pladser: 6"):
        assert said in message.body
    assert f"http://localhost:8000/admin/tilmeldinger/{page.pk}/" in message.body
    # The names stay on the list.
    assert "Anna" not in message.body and "anna@" not in message.body
    assert digest(at(22, 7, 1)) == []

    clock(at(22, 9))
    SignUp.objects.create(invitation=page, name="Carl Eksempel")
    assert digest(at(22, 23, 59)) == []
    [message] = digest(at(23, 7, 5))
    assert "1 ny tilmelding (1 person)" in message.body
    assert "ny på ventelisten" not in message.body

    clock(at(23, 12))
    anna, bo = SignUp.objects.get(name="Anna Eksempel"), SignUp.objects.get(name="Bo Eksempel")
    anna.state = SignUp.State.CANCELLED
    anna.save()
    bo.state = SignUp.State.COMING
    bo.save()
    [message] = digest(at(24, 8))
    assert "1 ændret" in message.body and "1 afbud" in message.body
    assert "ny tilmelding" not in message.body
    # Nothing new: no mail. The clock goes back an hour on the 31st.
    assert [digest(at(day, 7)) for day in (25, 30, 31)] == [[], [], []]


def test_each_day_has_its_digest_over_the_change_of_the_clock(page: InvitationPage, clock: Clock, digest: Any) -> None:
    for day in (30, 31):
        clock(at(day - 1, 12))
        SignUp.objects.create(invitation=page, name=f"Eksempel {day}")
        assert digest(at(day, 6, 59)) == []
        assert len(digest(at(day, 7))) == 1
    # 7.00 is another hour in UTC from the 31st on.
    assert at(30, 7).astimezone(dt.UTC).hour == 5
    assert at(31, 7).astimezone(dt.UTC).hour == 6


def test_one_mail_tells_of_all_a_contacts_invitations(page: InvitationPage, clock: Clock, digest: Any) -> None:
    second = InvitationPage(title="Andet møde", start=at(12, 15, month=11), place="Huset", contact=page.contact)
    NewsIndexPage.objects.get().add_child(instance=second)
    gone = InvitationPage(title="Forbi", start=at(12, 15, month=9), place="Huset", contact=page.contact)
    NewsIndexPage.objects.get().add_child(instance=gone)
    for invitation in (page, second, gone):
        SignUp.objects.create(invitation=invitation, name="Eksempel")
    [message] = digest(at(22, 7))
    assert "Prøvemøde" in message.body and "Andet møde" in message.body
    assert "Forbi" not in message.body


def test_nothing_is_lost_while_there_is_nobody_to_tell(page: InvitationPage, clock: Clock, digest: Any) -> None:
    Person.objects.update(email="")
    SiteSettings.objects.update(email="")
    SignUp.objects.create(invitation=page, name="Eksempel")
    assert digest(at(22, 7)) == []
    Person.objects.filter(name="Eva Eksempel").update(email="eva@example.org")
    assert digest(at(22, 8)) == []
    [message] = digest(at(23, 7))
    assert "1 ny tilmelding" in message.body


def test_two_workers_send_one_digest(page: InvitationPage, clock: Clock, digest: Any) -> None:
    SignUp.objects.create(invitation=page, name="Eksempel")
    clock(at(22, 7))
    send_digests()
    send_digests()
    assert OutgoingMail.objects.filter(to="eva@example.org").count() == 1
