"""A web server on this machine that answers as a test wants."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass
class WebServer:
    """``answers`` holds a status, or a status and where it leads, by path; ``asked`` what was asked."""

    url: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    # Paths where HEAD is refused, and those that are never done talking.
    no_head: set[str] = field(default_factory=set)
    endless: set[str] = field(default_factory=set)
    asked: list[tuple[str, str, str]] = field(default_factory=list)


def handler(server: WebServer) -> type[BaseHTTPRequestHandler]:
    """Return what answers for a server."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            server.asked.append((self.command, self.path, self.headers.get("User-Agent", "")))
            if self.path in server.endless:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                # Until the other side has had enough.
                try:
                    while True:
                        self.wfile.write(b"X-Never: ends\r\n" * 1000)
                except OSError:
                    return
            status = server.answers.get(self.path, 404)
            if self.command == "HEAD" and self.path in server.no_head:
                status = 405
            status, onward = status if isinstance(status, tuple) else (status, "")
            self.send_response(status)
            if onward:
                self.send_header("Location", onward)
            self.end_headers()
            if self.command == "GET":
                try:
                    self.wfile.write(b"x" * 5_000_000)
                except OSError:
                    return

        do_GET = do_HEAD = answer  # noqa: N815 (the library's names)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def web() -> Iterator[WebServer]:
    """The server, listening on the loopback."""
    server = WebServer()
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(server)) as listening:
        server.url = f"http://127.0.0.1:{listening.server_port}"
        threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        listening.shutdown()
