"""Mail that goes out: kept until it is sent, tried again when it isn't, and seen by the staff when it can't be."""

import base64
import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import formataddr, make_msgid, parseaddr
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from core import work
from core.mail_faults import FINAL, IN_WORDS, LONGEST_LINE, Fault, fault_of, server_line
from core.site_settings import SiteSettings
from core.text import printable
from core.work import LeaseLost, Work, WorkQuerySet, every_minute, wake

logger = logging.getLogger(__name__)

# Waits before the next try, in minutes: a server that is down for a night loses nothing.
WAITS = (1, 5, 15, 60, 180, 360, 720)
# How long the staff see that a mail was sent or given up; of one that was sent, whom it went to and what it said goes
# at once.
KEPT = dt.timedelta(days=30)
# When a mail that still waits is worth telling the staff about: the server or the worker has been away a good while.
LATE = dt.timedelta(hours=1)
# A queue of its own, so that a server that doesn't answer keeps nothing else waiting.
QUEUE = "mail"
LONGEST_ADDRESS, LONGEST_SUBJECT = 254, 200


@dataclass(frozen=True)
class Attachment:
    """A file that goes along: its name, its type ("text/calendar; method=PUBLISH") and its bytes."""

    name: str
    content_type: str
    data: bytes


class OutgoingMailQuerySet(WorkQuerySet):
    """Mails by what is to be done with them."""

    def waiting(self) -> Self:
        """Return those whose time to be tried has come."""
        now = timezone.now()
        # A wait that is longer than any began while the clock was ahead.
        is_due = Q(due_at=None) | Q(due_at__lte=now) | Q(due_at__gt=now + 2 * dt.timedelta(minutes=WAITS[-1]))
        return super().waiting().filter(is_due)

    def troubled(self) -> Self:
        """Return those that the staff should know of: given up, or waiting for long."""
        late = Q(state=OutgoingMail.State.WAITING, created_at__lt=timezone.now() - LATE)
        return self.filter(Q(state=OutgoingMail.State.FAILED) | late)


class OutgoingMail(Work):
    """A mail to one address."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")

    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    to = models.EmailField(_("to"), max_length=LONGEST_ADDRESS, blank=True)
    reply_to = models.EmailField(_("reply to"), max_length=LONGEST_ADDRESS, blank=True)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    # [{"name": …, "content_type": …, "data": base64}, …]
    attachments = models.JSONField(default=list, blank=True)
    # What it is about ("signup-12"): mails are found and deleted with it.
    reference = models.CharField(max_length=60, blank=True, db_index=True)
    message_id = models.CharField(max_length=320, editable=False)
    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    fault = models.CharField(max_length=11, blank=True, editable=False)
    error = models.CharField(_("what the mail server said"), max_length=LONGEST_LINE, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_state_display()})"

    @property
    def is_sent(self) -> bool:
        """Whether the mail server has taken it."""
        return self.state == self.State.SENT

    @property
    def is_failed(self) -> bool:
        """Whether it has been given up."""
        return self.state == self.State.FAILED

    @property
    def reason(self) -> str:
        """What stood in its way at the last try, in a sentence; "" when nothing did."""
        return str(IN_WORDS[Fault(self.fault)]) if self.fault else ""

    def message(self) -> EmailMultiAlternatives:
        """Return the mail as Django sends it."""
        message = EmailMultiAlternatives(
            self.subject,
            self.text,
            from_email=sender(),
            to=[self.to],
            reply_to=[self.reply_to] if self.reply_to else [],
            # RFC 3834: nobody's holiday message answers.
            headers={"Message-ID": self.message_id, "Auto-Submitted": "auto-generated"},
            connection=get_connection(settings.MAIL_DELIVERY),
        )
        if self.html:
            message.attach_alternative(self.html, "text/html")
        for one in self.attachments:
            message.attach(one["name"], base64.b64decode(one["data"]), one["content_type"])
        return message


def is_delivering() -> bool:
    """Whether mail leaves this site at all; locally it is written to the console."""
    return not settings.MAIL_DELIVERY.endswith((".console.EmailBackend", ".dummy.EmailBackend"))


def sender() -> str:
    """Return whom mail comes from: DEFAULT_FROM_EMAIL, with the secretariat's name where it has none of its own."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or one_line(SiteSettings.load().name), address))


def one_line(text: str) -> str:
    """Return a text as a header takes it: line ends and control signs are spaces (RFC 5322, 2.2)."""
    return " ".join(printable(text).split())


def post(
    to: str,
    subject: str,
    text: str,
    *,
    html: str = "",
    reply_to: str = "",
    attachments: Iterable[Attachment] = (),
    reference: str = "",
) -> OutgoingMail:
    """Put a mail in the outbox, from where the worker sends it once the transaction is committed; return it.

    Line ends and control signs in subject and file names become spaces. Raises ValidationError for an address that is
    none, empty or too long.
    """
    for address in (to, reply_to) if reply_to else (to,):
        validate_email(address)
        if len(address) > LONGEST_ADDRESS:
            raise ValidationError(validate_email.message, code=validate_email.code)
    mail = OutgoingMail.objects.create(
        to=to,
        subject=one_line(subject)[:LONGEST_SUBJECT],
        text=printable(text),
        html=printable(html),
        reply_to=reply_to,
        reference=reference,
        # The same in each try, so that a mail that was sent twice is shown once.
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname or "localhost"),
        attachments=[
            {
                "name": one_line(one.name),
                "content_type": one_line(one.content_type),
                "data": base64.b64encode(one.data).decode(),
            }
            for one in attachments
        ],
    )
    wake(send_mail, mail.pk)
    return mail


@task(queue_name=QUEUE)
def send_mail(pk: int) -> None:
    """Send one mail of the outbox; when that fails, it is tried again later, and given up after a day."""
    attempt(pk)


@task(queue_name=QUEUE)
def send_due() -> None:
    """Send what is due, the oldest first; stop at a server that doesn't answer, for the others would wait as long."""
    for pk in list(OutgoingMail.objects.waiting().values_list("pk", flat=True)):
        if work.stopping.is_set() or attempt(pk) == Fault.SILENT:
            return


def attempt(pk: int) -> Fault | None:
    """Try to send a mail, unless another worker is at it; return what stood in the way.

    A mail is sent once or, where the worker dies between the server's yes and our note of it, twice.
    """
    mail = OutgoingMail.claim(pk)
    if mail is None:
        return None
    # The last try ended without a word, as when the worker was killed in the middle of it.
    if mail.attempts > len(WAITS) + 1:
        _give_up(mail, Fault.INTERRUPTED, mail.error)
        return Fault.INTERRUPTED
    try:
        with mail.alive():
            mail.message().send()
    except Exception as error:
        fault, said = fault_of(error), server_line(error)
        logger.warning("mail %s was not sent: %s, %s", mail.pk, fault, type(error).__name__)
        if fault in FINAL or mail.attempts > len(WAITS):
            _give_up(mail, fault, said)
        else:
            _try_later(mail, fault, said)
        return fault
    _note_sent(mail)
    return None


def _give_up(mail: OutgoingMail, fault: Fault, said: str) -> None:
    _settle(mail, state=OutgoingMail.State.FAILED, fault=fault, error=said, due_at=None, finished_at=timezone.now())


def _try_later(mail: OutgoingMail, fault: Fault, said: str) -> None:
    wait = dt.timedelta(minutes=WAITS[mail.attempts - 1])
    _settle(mail, fault=fault, error=said, due_at=timezone.now() + wait)


def _note_sent(mail: OutgoingMail) -> None:
    """Note that the mail is sent; what it said and to whom is no longer needed."""
    emptied: dict[str, Any] = {"to": "", "reply_to": "", "text": "", "html": "", "attachments": [], "due_at": None}
    _settle(mail, state=OutgoingMail.State.SENT, fault="", error="", finished_at=timezone.now(), **emptied)


def _settle(mail: OutgoingMail, **values: Any) -> None:
    """Write down how a try ended, and leave the mail; it may have been deleted meanwhile, with what it is about."""
    try:
        mail.let_go(**values)
    except LeaseLost:
        logger.info("mail %s was deleted or taken over while it was sent", mail.pk)


def try_again(mail: OutgoingMail) -> bool:
    """Send a mail anew that had been given up, or that waits for its next try; return whether there is one to send."""
    unsent = OutgoingMail.objects.filter(pk=mail.pk).exclude(state=OutgoingMail.State.SENT)
    values: dict[str, Any] = {"state": OutgoingMail.State.WAITING, "finished_at": None, "due_at": None, "attempts": 0}
    found = bool(unsent.update(**values))
    if found:
        wake(send_mail, mail.pk)
    return found


@every_minute
def send_waiting() -> None:
    """Try what is due, and forget what was settled long ago."""
    if OutgoingMail.objects.waiting().exists():
        transaction.on_commit(send_due.enqueue)
    OutgoingMail.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()
