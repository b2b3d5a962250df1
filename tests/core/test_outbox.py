"""Mail reaches a server once, is tried again while that is down, is given up in sight, and holds no foreign header."""

import datetime as dt
import socket
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from core import outbox
from core.mail_faults import Fault
from core.models import OutgoingMail
from core.outbox import KEPT, WAITS, Attachment, post, try_again
from news.models import NewsPage
from tests.core.conftest import Send, Tick
from tests.smtp import BO, CALENDAR, EVA, MailServer

pytestmark = pytest.mark.django_db
State = OutgoingMail.State


def pass_time(mail: OutgoingMail) -> None:
    """Let the wait before the mail's next try be over."""
    OutgoingMail.objects.filter(pk=mail.pk).update(due_at=timezone.now() - dt.timedelta(seconds=1))


def test_a_mail_is_sent_once_and_what_it_said_is_gone(server: MailServer, send: Send, tick: Tick) -> None:
    file = Attachment("kalender.ics", "text/calendar; method=PUBLISH", CALENDAR)
    mail = send(subject="Vi ses til nytårskur – æøå", html="<p>Hej på Ørnevej</p>", reply_to=BO, attachments=[file])
    tick()
    assert len(server.received) == 1
    [got] = server.received
    assert (got["To"], got["Reply-To"], got["Subject"]) == (EVA, BO, "Vi ses til nytårskur – æøå")
    assert got["Message-ID"] == mail.message_id
    assert got["Auto-Submitted"] == "auto-generated"
    assert str(got["From"]) == "Det Boligsociale Fællessekretariat <noreply@localhost>"
    body, html = got.get_body(("plain",)), got.get_body(("html",))
    assert body and body.get_content().strip() == "Hej"
    assert html and html.get_content().strip() == "<p>Hej på Ørnevej</p>"
    [attached] = got.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_param("method") == "PUBLISH"
    assert attached.get_filename() == "kalender.ics"
    assert attached.get_payload(decode=True) == CALENDAR
    assert (mail.state, mail.to, mail.reply_to, mail.text, mail.html, mail.attachments) == (
        State.SENT,
        "",
        "",
        "",
        "",
        [],
    )
    assert mail.finished_at and not mail.leased_until


def test_nothing_goes_out_before_the_commit(server: MailServer) -> None:
    post(EVA, "Prøve", "Hej")
    assert not server.received


def test_a_server_that_is_down_is_tried_at_the_waits_and_given_up_in_sight(
    server: MailServer, send: Send, tick: Tick
) -> None:
    server.stop()
    mail = send()
    for number, minutes in enumerate(WAITS, start=1):
        assert (mail.state, mail.attempts, mail.fault) == (State.WAITING, number, Fault.SILENT)
        assert mail.due_at
        left = mail.due_at - timezone.now()
        assert dt.timedelta(minutes=minutes - 1) < left <= dt.timedelta(minutes=minutes)
        tick()
        mail.refresh_from_db()
        assert mail.attempts == number, "tried before its time"
        pass_time(mail)
        tick()
        mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.FAILED, len(WAITS) + 1)
    assert mail.error.startswith("ConnectionRefusedError")
    assert mail.to == EVA and mail.text == "Hej", "nothing is lost"
    assert list(OutgoingMail.objects.troubled()) == [mail]
    server.start()
    tick()
    assert not server.received


def test_it_goes_out_when_the_server_is_back(server: MailServer, send: Send, tick: Tick) -> None:
    server.stop()
    mail = send()
    server.start()
    pass_time(mail)
    tick()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.fault, mail.error) == (State.SENT, 2, "", "")
    assert [one["Message-ID"] for one in server.received] == [mail.message_id]


def test_the_mails_of_other_apps_wait_for_the_server_too(
    server: MailServer, tick: Tick, settings: Any, editor: Any, leader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "core.mail_backend.OutboxBackend"
    page = NewsPage.objects.get(slug="aarsskrift-2016")
    page.save_revision(user=editor)
    server.stop()
    with django_capture_on_commit_callbacks(execute=True):
        page.get_workflow().start(page, editor)
    [mail] = OutgoingMail.objects.all()
    assert (mail.to, mail.state, mail.attempts) == (leader.email, State.WAITING, 1)
    server.start()
    pass_time(mail)
    tick()
    [got] = server.received
    assert got["To"] == leader.email and page.title in str(got)
    sent = EmailMultiAlternatives("Emne", "Tekst", to=[EVA], cc=["ole@example.org"])
    sent.attach_alternative("<p>Tekst</p>", "text/html")
    sent.attach("liste.csv", "navn\n", "text/csv")
    assert sent.send() == 1
    for mail in OutgoingMail.objects.filter(subject="Emne"):
        assert mail.html == "<p>Tekst</p>" and [one["name"] for one in mail.attachments] == ["liste.csv"]
    assert set(OutgoingMail.objects.filter(subject="Emne").values_list("to", flat=True)) == {EVA, "ole@example.org"}


def test_a_server_that_hangs_holds_nobody_up(settings: Any, send: Send) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.2
        mail = send()
    assert (mail.state, mail.fault, mail.attempts) == (State.WAITING, Fault.SILENT, 1)
    assert "timed out" in mail.error


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ("550 5.1.1 User unknown", Fault.RECIPIENT),
        ("550 No such user here", Fault.RECIPIENT),
        ("553 Bad mailbox name", Fault.RECIPIENT),
        ("552 5.2.2 Mailbox full", Fault.FULL),
        ("550 5.7.1 Blocked", Fault.REFUSED),
    ],
)
def test_a_refused_recipient_is_final(server: MailServer, send: Send, tick: Tick, reply: str, fault: Fault) -> None:
    server.recipients[EVA] = reply
    mail = send()
    assert (mail.state, mail.fault, mail.error, mail.attempts) == (State.FAILED, fault, reply, 1)
    tick()
    mail.refresh_from_db()
    assert mail.attempts == 1


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ("450 4.2.0 Greylisted", Fault.BUSY),
        ("452 4.3.1 Out of storage", Fault.BUSY),
        ("530 5.7.0 Must issue a STARTTLS command first", Fault.SIGN_IN),
    ],
)
def test_what_may_pass_is_tried_again(server: MailServer, send: Send, tick: Tick, reply: str, fault: Fault) -> None:
    server.recipients[EVA] = reply
    mail = send()
    assert (mail.state, mail.fault, mail.error) == (State.WAITING, fault, reply)
    del server.recipients[EVA]
    pass_time(mail)
    tick()
    mail.refresh_from_db()
    assert mail.is_sent and len(server.received) == 1


def test_a_refused_content_is_final_and_blocks_no_other_mail(server: MailServer, send: Send, tick: Tick) -> None:
    server.content[b"spam"] = "554 5.6.0 Looks like spam"
    refused = send(text="spam")
    other = send(BO)
    assert (refused.state, refused.fault) == (State.FAILED, Fault.REFUSED)
    assert other.is_sent


def test_mail_that_waits_blocks_no_other_mail(server: MailServer, send: Send, tick: Tick) -> None:
    server.recipients[EVA] = "451 4.3.0 Later"
    mails = [send(EVA), *(send(f"gaest{number}@example.org") for number in range(5))]
    OutgoingMail.objects.update(due_at=None)
    tick()
    assert [mail.is_sent for mail in mails] == [False, True, True, True, True, True]
    assert len(server.received) == 5


def test_a_server_that_is_down_is_asked_once_a_minute_whatever_waits(
    server: MailServer, tick: Tick, django_capture_on_commit_callbacks: Any
) -> None:
    server.stop()
    with django_capture_on_commit_callbacks():
        for number in range(20):
            post(f"gaest{number}@example.org", "Prøve", "Hej")
    tick()
    assert sum(OutgoingMail.objects.values_list("attempts", flat=True)) == 1
    server.start()
    tick()
    assert len(server.received) == 19
    pass_time(OutgoingMail.objects.get(state=State.WAITING))
    tick()
    assert len({one["To"] for one in server.received}) == len(server.received) == 20


def test_what_a_killed_worker_held_is_sent_by_the_next(server: MailServer, tick: Tick) -> None:
    mail = post(EVA, "Prøve", "Hej")
    assert OutgoingMail.claim(mail.pk)
    tick()
    assert not server.received, "somebody is at it"
    OutgoingMail.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    tick()
    mail.refresh_from_db()
    assert mail.is_sent and len(server.received) == 1


def test_a_mail_that_kills_every_worker_is_given_up(server: MailServer, tick: Tick) -> None:
    mail = post(EVA, "Prøve", "Hej")
    for _ in range(len(WAITS) + 1):
        assert OutgoingMail.claim(mail.pk)
        OutgoingMail.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    tick()
    mail.refresh_from_db()
    assert (mail.state, mail.fault) == (State.FAILED, Fault.INTERRUPTED)
    assert not server.received


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_what_is_queued(server: MailServer) -> None:
    queue = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "long"]}}
    with override_settings(TASKS=queue):
        mail = post(EVA, "Prøve", "Hej")
        assert not server.received
        call_command("worker", once=True)
    mail.refresh_from_db()
    assert mail.is_sent and len(server.received) == 1


def test_given_up_mail_can_be_sent_anew(
    server: MailServer, send: Send, django_capture_on_commit_callbacks: Any
) -> None:
    server.recipients[EVA] = "550 5.1.1 User unknown"
    mail = send()
    del server.recipients[EVA]
    with django_capture_on_commit_callbacks(execute=True):
        assert try_again(mail)
    mail.refresh_from_db()
    assert mail.is_sent and mail.attempts == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert not try_again(mail), "a second copy"
    assert len(server.received) == 1


def test_a_mail_deleted_while_it_is_sent_leaves_nothing(server: MailServer, tick: Tick) -> None:
    mail = post(EVA, "Prøve", "Hej")
    claimed = OutgoingMail.claim(mail.pk)
    assert claimed
    OutgoingMail.objects.all().delete()
    outbox._note_sent(claimed)
    outbox._try_later(claimed, Fault.BUSY, "450 Later")
    assert not OutgoingMail.objects.exists()


def test_settled_mail_is_forgotten_after_a_month(server: MailServer, send: Send, tick: Tick) -> None:
    server.recipients[BO] = "550 5.1.1 User unknown"
    send(EVA)
    send(BO)
    OutgoingMail.objects.update(finished_at=timezone.now() - KEPT - dt.timedelta(days=1))
    waiting = post(EVA, "Ny", "Hej")
    server.stop()
    tick()
    assert list(OutgoingMail.objects.all()) == [waiting]
