"""The icons and the web app manifest."""

import io
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

pytestmark = pytest.mark.django_db


def test_the_favicon_answers_at_the_root(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/x-icon"
    assert "max-age" in response["Cache-Control"]
    icon = Image.open(io.BytesIO(response.content))
    assert {(16, 16), (32, 32)} <= icon.info["sizes"]


def test_the_manifest_names_icons_of_the_size_they_have(client: Client) -> None:
    response = client.get("/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert manifest["name"] == "Det Boligsociale Fællessekretariat"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        with Image.open(str(finders.find(icon["src"].removeprefix("/static/")))) as image:
            assert icon["sizes"] == f"{image.width}x{image.height}"
            assert icon["type"] == Image.MIME[str(image.format)]


def test_a_maskable_icon_keeps_the_mark_within_the_circle() -> None:
    with Image.open(str(finders.find("img/icons/icon-maskable-512.png"))) as image:
        picture = image.convert("RGB")
    paper = picture.getpixel((0, 0))
    marked = [(x, y) for x in range(0, 512, 4) for y in range(0, 512, 4) if picture.getpixel((x, y)) != paper]
    assert marked
    assert max((x - 256) ** 2 + (y - 256) ** 2 for x, y in marked) <= (0.4 * 512) ** 2


def test_every_page_links_them(client: Client) -> None:
    html = client.get("/").content.decode()
    assert '<link rel="manifest" href="/site.webmanifest">' in html
    links = dict(re.findall(r'<link rel="([\w-]*icon)" href="([^"]+)"', html))
    assert set(links) == {"icon", "apple-touch-icon"}
    with Image.open(str(finders.find(links["apple-touch-icon"].removeprefix("/static/")))) as image:
        assert image.size == (180, 180)
        assert image.mode != "RGBA", "phones show what is transparent as black"
