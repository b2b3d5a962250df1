"""What a mail holds arrives as it was meant, and no text becomes a header."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core import outbox
from core.models import OutgoingMail, SiteSettings
from core.outbox import Attachment, post
from tests.core.conftest import Send
from tests.smtp import BO, CALENDAR, EVA, MailServer

pytestmark = pytest.mark.django_db


def test_a_bytes_attachment_arrives_whole(server: MailServer, send: Send) -> None:
    data = bytes(range(256)) * 40
    send(attachments=[Attachment("Årsskrift.pdf", "application/pdf", data)])
    [attached] = server.received[0].iter_attachments()
    assert attached.get_filename() == "Årsskrift.pdf"
    assert attached.get_payload(decode=True) == data


HOSTILE = "Hej\r\nBcc: offer@example.net\r\n\r\nKøb\u2028nu\x00\x85!"


def test_no_text_becomes_a_header(server: MailServer, send: Send) -> None:
    facts = SiteSettings.load()
    facts.name = "Sekretariatet\r\nBcc: offer@example.net"
    facts.save()
    file = Attachment(f"navn{HOSTILE}.ics", f"text/calendar\r\nBcc: {BO}", CALENDAR)
    mail = send(subject=HOSTILE, text=HOSTILE, html=HOSTILE, attachments=[file])
    assert mail.is_sent
    [got] = server.received
    assert server.envelopes[0].rcpt_tos == [EVA]
    assert got["Subject"] == "Hej Bcc: offer@example.net Køb nu !"
    for part in got.walk():
        assert "Bcc" not in part
    assert set(got.keys()) == {
        "Content-Type",
        "MIME-Version",
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
        "Auto-Submitted",
    }


@pytest.mark.parametrize(
    "address",
    [
        "",
        "eva",
        "eva@example.org\r\nBcc: offer@example.net",
        "eva@example.org\n",
        "eva@example.org, offer@example.net",
        "Eva <eva@example.org>",
        "eva\x00@example.org",
        f"{'e' * 250}@example.org",
    ],
)
def test_what_is_no_single_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        post(address, "Prøve", "Hej")
    if address:
        with pytest.raises(ValidationError):
            post(EVA, "Prøve", "Hej", reply_to=address)
    assert not OutgoingMail.objects.exists()


def test_long_lines_and_long_subjects_arrive(server: MailServer, send: Send) -> None:
    send(subject="Ø" * 500, text="æ" * 5000)
    [got] = server.received
    assert got["Subject"].strip() == "Ø" * outbox.LONGEST_SUBJECT
    assert got.get_content().strip() == "æ" * 5000


def test_a_sender_with_a_name_keeps_it(server: MailServer, send: Send, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Beboernes vagthund <post@example.org>"
    send()
    assert str(server.received[0]["From"]) == "Beboernes vagthund <post@example.org>"
    assert server.envelopes[0].mail_from == "post@example.org"
