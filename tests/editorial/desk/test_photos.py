"""A photo straight from the device: kept when chosen, described beside the text, refused in a sentence."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.models import SiteImage
from tests.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, editor: Any) -> Client:
    """An editor's browser."""
    client.force_login(editor)
    return client


def send(desk: Client, name: str, content: bytes) -> Any:
    """Send a file as the editor's field does."""
    return desk.post(reverse("desk_photo"), {"file": SimpleUploadedFile(name, content)})


def test_a_photo_is_kept_once_and_described(desk: Client) -> None:
    chosen = send(desk, "aebletraeer_i_gaarden.png", png()).json()["chosen"]
    image = SiteImage.objects.get(pk=chosen["id"])
    assert image.title and "_" not in image.title
    # The same file again is the same picture.
    assert send(desk, "en_kopi.png", png()).json()["chosen"]["id"] == image.pk

    about = {"description": "En hånd med en spade.", "shows_people": "on", "consent": "Sagt ja i går, brev i mappen."}
    answer = desk.post(reverse("desk_photo_about", args=[image.pk]), about)
    assert answer.json()["about"]["description"] == "En hånd med en spade."
    image.refresh_from_db()
    assert image.shows_people and image.consent == "Sagt ja i går, brev i mappen."


def test_people_in_a_photo_need_their_consent(desk: Client) -> None:
    pk = send(desk, "folk.png", png()).json()["chosen"]["id"]
    answer = desk.post(reverse("desk_photo_about", args=[pk]), {"description": "To naboer.", "shows_people": "on"})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("Skriv, hvem der har sagt ja")
    assert not SiteImage.objects.get(pk=pk).shows_people


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("film.mp4", b"\0\0\0\x18ftypmp42"),
        ("tegning.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("tom.png", b""),
    ],
)
def test_what_is_no_photo_is_refused_in_danish(desk: Client, name: str, content: bytes) -> None:
    before = SiteImage.objects.count()
    answer = send(desk, name, content)
    assert answer.status_code == 400
    assert any(word in answer.json()["error"].lower() for word in ("fil", "billede")), answer.json()
    assert SiteImage.objects.count() == before


def test_nothing_sent_is_told_of(desk: Client) -> None:
    answer = desk.post(reverse("desk_photo"))
    assert answer.status_code == 400 and answer.json()["error"]
