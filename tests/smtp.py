"""A mail server on this machine, with replies as a test wants them."""

import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

EVA, BO = "eva@example.org", "bo@example.org"
CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Nytårskur på Ørnevej\r\nEND:VCALENDAR\r\n".encode()


def free_port() -> int:
    """Return a port of the loopback that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class MailServer:
    """Takes mail over SMTP and keeps it; `recipients` and `content` may hold refusals."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        # Replies to RCPT TO by address, and to a mail whose bytes hold a text.
        self.recipients: dict[str, str] = {}
        self.content: dict[bytes, str] = {}
        self.port = free_port()
        self._controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802 (the library's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Say yes, or what the test wants said of this address."""
        if address in self.recipients:
            return self.recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail, unless it holds what the test wants refused."""
        content = envelope.content or b""
        data = content if isinstance(content, bytes) else content.encode()
        for text, reply in self.content.items():
            if text in data:
                return reply
        self.envelopes.append(envelope)
        self.received.append(message_from_bytes(data, policy=policy.default))
        return "250 Taken"

    def start(self) -> None:
        """Listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Be down."""
        if self._controller:
            self._controller.stop()
            self._controller = None
