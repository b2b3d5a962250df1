"""Why a mail was not sent: what the server said (RFC 5321, 4.2; RFC 3463), put into words the staff understand."""

import re
import ssl
from enum import StrEnum
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from django.utils.translation import gettext_lazy as _

from core.text import printable

LONGEST_LINE = 300
ENHANCED = re.compile(r"\b[245]\.(\d{1,3})\.(\d{1,3})\b")


class Fault(StrEnum):
    """What stands in the way of a mail."""

    RECIPIENT = "recipient"
    FULL = "full"
    REFUSED = "refused"
    SENDER = "sender"
    SIGN_IN = "sign_in"
    SECURITY = "security"
    BUSY = "busy"
    SILENT = "silent"
    BROKEN = "broken"
    INTERRUPTED = "interrupted"
    UNKNOWN = "unknown"


IN_WORDS = {
    Fault.RECIPIENT: _("The recipient does not exist."),
    Fault.FULL: _("The recipient's mailbox is full, or the mail is too large for it."),
    Fault.REFUSED: _("The mail server does not take this mail."),
    Fault.SENDER: _("The mail server does not let us send from our address."),
    Fault.SIGN_IN: _("The mail server does not accept our user name and password."),
    Fault.SECURITY: _("The connection to the mail server is not secure."),
    Fault.BUSY: _("The mail server cannot take the mail right now."),
    Fault.SILENT: _("The mail server does not answer."),
    Fault.BROKEN: _("The mail could not be put together."),
    Fault.INTERRUPTED: _("Sending was broken off again and again."),
    Fault.UNKNOWN: _("The mail could not be sent."),
}
# Those that no further try mends; the others are about the server or our settings, which somebody may put right.
FINAL = frozenset({Fault.RECIPIENT, Fault.FULL, Fault.REFUSED, Fault.BROKEN, Fault.INTERRUPTED})


def fault_of(error: Exception) -> Fault:
    """Return what an error of sending means."""
    if isinstance(error, SMTPRecipientsRefused):
        # Each mail goes to one.
        code, text = next(iter(error.recipients.values()))
        return _of_reply(code, _line(text))
    if isinstance(error, SMTPAuthenticationError):
        return Fault.SIGN_IN if error.smtp_code >= 500 else Fault.BUSY
    if isinstance(error, SMTPSenderRefused):
        return _of_reply(error.smtp_code, _line(error.smtp_error), refused=Fault.SENDER)
    if isinstance(error, SMTPDataError):
        return _of_reply(error.smtp_code, _line(error.smtp_error), refused=Fault.REFUSED)
    if isinstance(error, (ssl.SSLError, SMTPNotSupportedError)):
        return Fault.SECURITY
    if isinstance(error, SMTPResponseException):
        return Fault.BUSY
    # Among them: refused and broken connections, unknown hosts, and time that ran out.
    if isinstance(error, OSError):
        return Fault.SILENT
    return Fault.BROKEN if isinstance(error, (ValueError, TypeError)) else Fault.UNKNOWN


def _of_reply(code: int, text: str, refused: Fault | None = None) -> Fault:
    """Take a reply's code and text; `refused` is what a plain no means where it isn't about the recipient."""
    if code < 500:
        return Fault.BUSY
    # RFC 4954: the server wants to know who we are before it takes anything.
    if code in (530, 535):
        return Fault.SIGN_IN
    enhanced = ENHANCED.search(text)
    subject, detail = enhanced.groups() if enhanced else ("", "")
    if code == 552 or (subject, detail) in (("2", "2"), ("2", "3"), ("3", "4")):
        return Fault.FULL
    if refused:
        return refused
    if code < 550:
        return Fault.UNKNOWN
    missing = subject in ("", "1") and code in (550, 551, 553) or (subject, detail) == ("2", "1")
    return Fault.RECIPIENT if missing else Fault.REFUSED


def server_line(error: Exception) -> str:
    """Return on one line what the server said, or what happened before it could; at most LONGEST_LINE characters."""
    if isinstance(error, SMTPRecipientsRefused):
        said = "; ".join(f"{code} {_line(text)}" for code, text in error.recipients.values())
    elif isinstance(error, SMTPResponseException):
        said = f"{error.smtp_code} {_line(error.smtp_error)}"
    else:
        said = f"{type(error).__name__}: {error}"
    return " ".join(printable(said).split())[:LONGEST_LINE]


def _line(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text
