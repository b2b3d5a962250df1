"""A site whose pages are kept, asked through the layer that serves it; and commits, which tests otherwise lack."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from mirror import folder
from mirror.paths import pages_below, root
from mirror.requests import environ_for
from mirror.upkeep import start
from mirror.version import own_version
from mirror.wsgi import Mirror


@dataclass
class Reply:
    """What the layer answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class KeptSite:
    """The site behind its layer."""

    def __init__(self) -> None:
        self.layer = Mirror(WSGIHandler())

    def ask(self, path: str, method: str = "GET", query: str = "", **environ: Any) -> Reply:
        """Return the layer's answer; headers are given as WSGI has them (HTTP_COOKIE=…)."""
        keep_connection()
        heard: list[Any] = []
        given = {**environ_for("/"), "PATH_INFO": path, "REQUEST_METHOD": method, "QUERY_STRING": query, **environ}
        body = self.layer(given, lambda *said: heard.extend(said[:2]))
        content = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return Reply(int(heard[0].split()[0]), dict(heard[1]), content)

    def visit(self, path: str) -> str:
        """Return a page that must be there."""
        reply = self.ask(path)
        assert reply.status == 200, path
        return reply.text

    @property
    def kept(self) -> list[str]:
        """The addresses that visitors read from files now."""
        name = folder.target()
        return pages_below(root() / name) if name else []

    @property
    def files(self) -> set[str]:
        """Every file of a page there is, in whichever folder."""
        return {str(file.relative_to(root())) for file in root().rglob("*.html*")}


def keep_connection() -> None:
    """Let no request close the connection, and the test's transaction with it; Django's test client puts that back."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)


@dataclass
class Commit:
    """What Django does when the outermost transaction is committed, for a test that never leaves its own."""

    def __call__(self) -> None:
        """Run what waits for the commit."""
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _, call, _ in waiting:
            call()


@pytest.fixture
def commit() -> Commit:
    """Commit what was done so far."""
    return Commit()


@pytest.fixture
def site(db: None, settings: Any, tmp_path: Path, commit: Commit) -> Iterator[KeptSite]:
    """The site with an empty mirror, switched on."""
    settings.MIRROR = True
    settings.MIRROR_ROOT = tmp_path / "mirror"
    commit()
    folder.claim(own_version())
    start()
    commit()
    keep_connection()
    yield KeptSite()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    # Lets go of the lock.
    connection.run_on_commit = []
