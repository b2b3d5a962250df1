"""Files come from staff alone; of whoever else sends one, nothing is read."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.limits import STRANGER_BYTES
from tests.editorial.sign_in.helpers import LOGIN

pytestmark = pytest.mark.django_db


def send(client: Client, address: str, size: int = STRANGER_BYTES, **headers: str) -> Any:
    """Send a form with a file, as a page of ours would."""
    client.get(LOGIN)
    token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else ""
    file = SimpleUploadedFile("stor.jpg", b"\xff" * size)
    return client.post(address, {"csrfmiddlewaretoken": token, "file": file}, headers=headers)


def is_read(answer: Any) -> bool:
    """Whether the site looked at what was sent."""
    return bool(answer.request["wsgi.input"].read_started)


@pytest.mark.parametrize("address", [LOGIN, "/admin/password_reset/", "/admin/images/add/", "/", "/soeg/"])
def test_a_file_of_a_stranger_is_refused_unread(address: str) -> None:
    refused = send(Client(enforce_csrf_checks=True), address)
    assert refused.status_code == 413 and "logget ind" in refused.content.decode()
    assert not is_read(refused)


def test_a_file_is_refused_unread_until_the_second_step(client: Client, leader: Any, settings: Any) -> None:
    client.force_login(leader)
    assert is_read(send(client, reverse("wagtailimages:add")))
    settings.SECOND_FACTOR_REQUIRED = True
    refused = send(client, reverse("wagtailimages:add"))
    assert refused.status_code == 413 and not is_read(refused)


def test_an_account_without_a_role_sends_no_files(client: Client, guest: Any) -> None:
    client.force_login(guest)
    assert send(client, "/").status_code == 413


def test_who_was_signed_out_meanwhile_is_told_so_by_the_page(client: Client) -> None:
    told = send(client, reverse("wagtailimages:add_multiple"), **{"X-Requested-With": "XMLHttpRequest"})
    assert told.status_code == 401 and "logget ud" in told.json()["error_message"]


def test_a_form_of_a_usual_size_gets_through(client: Client) -> None:
    assert send(client, LOGIN, size=STRANGER_BYTES // 2).status_code == 200
