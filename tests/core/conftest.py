"""A mail server and the worker's part in sending, for the tests of mail."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from core.models import OutgoingMail
from core.outbox import post, send_waiting
from tests.smtp import EVA, MailServer

Send = Callable[..., OutgoingMail]
Tick = Callable[[], None]


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A mail server, and the site set up to use it."""
    found = MailServer()
    found.start()
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", found.port, 5
    yield found
    found.stop()


@pytest.fixture
def send(django_capture_on_commit_callbacks: Any) -> Send:
    """Post a mail, commit, and let the worker try it; return how it stands then."""

    def sent(to: str = EVA, subject: str = "Prøve", text: str = "Hej", **values: Any) -> OutgoingMail:
        with django_capture_on_commit_callbacks(execute=True):
            mail = post(to, subject, text, **values)
        mail.refresh_from_db()
        return mail

    return sent


@pytest.fixture
def tick(django_capture_on_commit_callbacks: Any) -> Tick:
    """Do what the worker does every minute."""

    def ticked() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            send_waiting()

    return ticked
