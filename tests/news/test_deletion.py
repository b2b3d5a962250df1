"""Sign-ups go when their time is up, are counted and logged without their data, and go again after a restore."""

import datetime as dt
import json
import stat
from typing import Any

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from core import deletions
from core.models import OutgoingMail
from core.work import minute_jobs
from home.models import HomePage
from news.invitations.deletion import delete_due
from news.invitations.signing_up import forget, sign_up
from news.models import InvitationPage, NewsIndexPage, SignUp, SignUpAttempt, SignUpTally
from tests.news.sign_ups import Clock, fill_in, invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time, to be moved; a week before the day of the tests' invitation."""
    clock = Clock(monkeypatch)
    clock.set(2027, 1, 5, 12)
    return clock


@pytest.fixture(autouse=True)
def log(settings: Any, tmp_path: Any) -> Any:
    """The log of deletions, empty."""
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path / "data" / "deletions.jsonl"


def at(*numbers: int) -> dt.datetime:
    """A moment in Danish time."""
    return timezone.make_aware(dt.datetime(*numbers))  # type: ignore[misc,arg-type]


def signed_up(start: dt.datetime, **fields: Any) -> InvitationPage:
    """An invitation with three sign-ups, of which one is cancelled."""
    page = invitation(start=start, **fields)
    sign_up(page, name="A", email="a@example.org", party=3, by_hand=True)
    sign_up(page, name="B", email="b@example.org", party=2, by_hand=True)
    SignUp.objects.filter(pk=sign_up(page, name="C", email="c@example.org", by_hand=True).pk).update(state="cancelled")
    return page


DAYS = [
    ((2027, 1, 7, 15), None, (2027, 1, 22, 0)),
    # Summer time begins on 28 March 2027 and ends on 31 October 2027.
    ((2027, 3, 14, 15), None, (2027, 3, 29, 0)),
    ((2027, 3, 20, 23, 30), None, (2027, 4, 4, 0)),
    ((2027, 10, 17, 15), None, (2027, 11, 1, 0)),
    ((2027, 10, 20, 0, 30), None, (2027, 11, 4, 0)),
    # What lasts into the night is over on the next day.
    ((2027, 3, 13, 20), (2027, 3, 14, 0, 30), (2027, 3, 29, 0)),
]


@pytest.mark.parametrize(("start", "end", "gone"), DAYS)
@pytest.mark.parametrize("cancelled", [False, True])
def test_they_go_when_the_fourteenth_day_after_is_over(
    clock: Clock, start: tuple[int, ...], end: tuple[int, ...] | None, gone: tuple[int, ...], cancelled: bool
) -> None:
    page = signed_up(at(*start), end=at(*end) if end else None, cancelled=cancelled)
    clock.set(*gone)
    clock.go(seconds=-1)
    delete_due()
    assert SignUp.objects.count() == 3 and not SignUpTally.objects.exists()
    clock.go(seconds=1)
    delete_due()
    assert not SignUp.objects.exists() and not OutgoingMail.objects.exists()
    tally = SignUpTally.objects.get()
    assert (tally.invitation_id, tally.parties, tally.people) == (page.pk, 2, 5)


def test_the_number_of_days_is_a_setting(clock: Clock, settings: Any) -> None:
    settings.SIGN_UP_DAYS = 2
    signed_up(at(2027, 1, 7, 15))
    clock.set(2027, 1, 9, 23, 59)
    delete_due()
    assert SignUp.objects.exists()
    clock.set(2027, 1, 10)
    delete_due()
    assert not SignUp.objects.exists()


def test_when_the_day_is_moved_they_stay_until_the_new_one(clock: Clock) -> None:
    page = signed_up(at(2027, 1, 7, 15))
    page.start = at(2027, 2, 4, 15)
    page.save_revision().publish()
    clock.set(2027, 2, 18, 23)
    delete_due()
    assert SignUp.objects.count() == 3
    clock.set(2027, 2, 19)
    delete_due()
    assert not SignUp.objects.exists()


def test_a_draft_with_another_day_changes_nothing(clock: Clock) -> None:
    page = signed_up(at(2027, 1, 7, 15))
    page.start = at(2027, 12, 4, 15)
    page.save_revision()
    clock.set(2027, 1, 22)
    delete_due()
    assert not SignUp.objects.exists()


def test_the_worker_does_it_and_it_costs_little_when_nothing_is_due(
    clock: Clock, django_assert_num_queries: Any
) -> None:
    assert delete_due in minute_jobs()
    signed_up(at(2027, 1, 7, 15))
    with django_assert_num_queries(2):
        delete_due()


def test_attempts_go_after_a_day(clock: Clock, client: Client) -> None:
    fill_in(client, invitation(), clock)
    SignUpAttempt.objects.update(at=timezone.now())
    clock.go(hours=23)
    delete_due()
    assert SignUpAttempt.objects.exists()
    clock.go(hours=1, seconds=1)
    delete_due()
    assert not SignUpAttempt.objects.exists()


def test_the_log_names_nobody_and_only_its_owner_reads_it(
    clock: Clock, log: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = signed_up(at(2027, 1, 7, 15))
    clock.set(2027, 1, 22)
    with django_capture_on_commit_callbacks(execute=True):
        delete_due()
    (line,) = log.read_text().splitlines()
    found = json.loads(line)
    assert found == {"at": "2027-01-21T23:00:00+00:00", "kind": "sign-ups", "key": str(page.pk), "count": 3}
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


@pytest.mark.parametrize("how", ["due", "page", "parent", "one"])
def test_what_a_restore_brings_back_is_deleted_again(
    clock: Clock, how: str, log: Any, capsys: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = signed_up(at(2027, 1, 7, 15))
    SignUp.objects.update(created_at=timezone.now())
    rows = [*SignUp.objects.all()]
    copy = serializers.serialize("json", rows)
    with django_capture_on_commit_callbacks(execute=True):
        if how == "one":
            forget(SignUp.objects.get(name="A"))
            assert not OutgoingMail.objects.filter(reference=rows[0].reference).exists()
        elif how == "due":
            clock.set(2027, 1, 22)
            delete_due()
        else:
            (page.get_parent() if how == "parent" else page).specific.delete()
            assert not SignUp.objects.exists() and not OutgoingMail.objects.exists()
    back = page
    if how in ("page", "parent"):
        # The restore brings the page back, too; here it gets another key.
        if how == "parent":
            HomePage.objects.get().add_child(instance=NewsIndexPage(title="Nyheder", slug="nyheder-2"))
        back = invitation(start=page.start, title="Genskabt")
        copy = copy.replace(f'"invitation": {page.pk}', f'"invitation": {back.pk}')
        log.write_text(log.read_text().replace(f'"key": "{page.pk}"', f'"key": "{back.pk}"'))
    for one in serializers.deserialize("json", copy):
        one.save()
    assert SignUp.objects.count() == 3
    # Who signed up since, for a later day of the same page, stays.
    clock.go(days=1)
    later = SignUp.objects.create(invitation=back, name="Ny", email="ny@example.org")
    call_command("reapply_deletions")
    kept = {"B", "C", "Ny"} if how == "one" else {"Ny"}
    assert set(SignUp.objects.values_list("name", flat=True)) == kept
    assert SignUp.objects.filter(pk=later.pk).exists()
    assert "deleted again" in capsys.readouterr().out
    call_command("reapply_deletions")
    assert "Nothing to delete" in capsys.readouterr().out


def test_a_broken_line_and_an_unknown_kind_are_left_out(clock: Clock, caplog: Any, log: Any) -> None:
    log.parent.mkdir()
    unknown = {"at": "2027-01-01T00:00:00+00:00", "kind": "x", "key": "1", "count": 1}
    log.write_text('{"at": \n\n[]\n"x"\n' + json.dumps({**unknown, "at": "i går"}) + "\n" + json.dumps(unknown) + "\n")
    assert deletions.reapply() == ([], [])
    assert caplog.text.count("is no deletion") == 5 and "nobody knows" in caplog.text


def test_a_torn_line_does_not_swallow_the_next(
    clock: Clock, caplog: Any, log: Any, django_capture_on_commit_callbacks: Any
) -> None:
    log.parent.mkdir()
    log.write_bytes(b'{"at": "2027-01-01T00:00:00+00:00", "kind": "sign-\xc3')
    signed_up(at(2027, 1, 7, 15))
    clock.set(2027, 1, 22)
    with django_capture_on_commit_callbacks(execute=True):
        delete_due()
    assert [deletion.kind for deletion in deletions.recorded()] == ["sign-ups"]
    assert caplog.text.count("is no deletion") == 1


def test_a_deletion_that_fails_keeps_no_other_from_it(log: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(key: str, at: dt.datetime) -> int:
        raise DatabaseError("gone")

    monkeypatch.setitem(deletions._handlers, "stumbles", stumble)
    page = signed_up(at(2027, 1, 7, 15))
    log.parent.mkdir()
    for kind, key in (("stumbles", "7"), ("sign-ups", str(page.pk))):
        deletions._append(deletions.Deletion("2099-01-01T00:00:00+00:00", kind, key, 1))
    with pytest.raises(CommandError, match="not deleted again: stumbles 7"):
        call_command("reapply_deletions")
    assert not SignUp.objects.exists()


def test_a_log_that_cannot_be_written_says_what_to_add(
    clock: Clock, caplog: Any, settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    (tmp_path / "file").touch()
    settings.DATA_DIR = tmp_path / "file"
    signed_up(at(2027, 1, 7, 15))
    clock.set(2027, 1, 22)
    with django_capture_on_commit_callbacks(execute=True):
        delete_due()
    assert not SignUp.objects.exists()
    assert '"kind": "sign-ups"' in caplog.text
