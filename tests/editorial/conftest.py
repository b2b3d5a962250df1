"""What the tests of the annual report begin with: a PDF, the leader's browser, sending a file, pressing a button."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.editorial.reports import UPLOAD, filled_in, report_pdf


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder asks pages of the admin."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.editorial)


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """The report to publish."""
    return report_pdf()


@pytest.fixture
def desk(client: Client, leader: Any) -> Client:
    """The leader's browser."""
    client.force_login(leader)
    return client


@pytest.fixture
def send(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """Send a file; what the worker would do follows at once."""

    def send_file(client: Client, content: bytes, name: str = "Årsskrift 2017.pdf", **headers: str) -> Any:
        file = SimpleUploadedFile(name, content, "application/pdf")
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(UPLOAD, {"file": file}, headers=headers)

    return send_file


@pytest.fixture
def press(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """Press a button of the one screen, with some fields changed; None leaves a field out."""

    def press_button(client: Client, address: str, button: str, **changes: Any) -> Any:
        data = filled_in(client.get(address)) | changes
        sent = {name: value for name, value in data.items() if value is not None}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, sent | {f"action-{button}": "1"}, follow=True)

    return press_button
