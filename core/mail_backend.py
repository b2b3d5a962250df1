"""Where mail goes that other apps send: to the outbox, like ours, so that nobody waits for a mail server."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from core.outbox import Attachment, post


class OutboxBackend(BaseEmailBackend):
    """Puts each mail in the outbox; Wagtail's about approval, for instance."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the mails until the worker has sent them; return how many. Raises ValidationError for no address."""
        for message in email_messages:
            pages = [str(page) for page, kind in getattr(message, "alternatives", ()) if kind == "text/html"]
            files = [Attachment(name or "", kind or "", _bytes(data)) for name, data, kind in message.attachments]
            for address in message.recipients():
                post(address, message.subject, str(message.body), html="".join(pages[:1]), attachments=files)
        return len(email_messages)


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data
