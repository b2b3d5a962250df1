"""Pictures are taken by what they are, not by their names, and up to a size; nobody asks for a size by address."""

import io
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from PIL import Image
from wagtail.users.models import UserProfile

from core.limits import IMAGE_BYTES
from core.models import SiteImage, SiteRendition
from core.pictures import SPECS

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def saved(form: str, size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """Return a picture in a form."""
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, form, **options)
    return file.getvalue()


def bomb(side: int = 30_000) -> bytes:
    """Return a PNG of a few kilobytes that is a gigabyte when unpacked."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * (side + 1) * 100, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


HOSTILE = {
    "an SVG": ("a.svg", SVG),
    "an SVG as PNG": ("a.png", SVG),
    "a page as JPEG": ("a.jpg", HTML),
    "a page": ("a.html", HTML),
    "a TIFF": ("a.tiff", saved("TIFF")),
    "a BMP as PNG": ("a.png", saved("BMP")),
    "a GIF as JPEG": ("a.jpg", saved("GIF")),
    "an empty file": ("a.png", b""),
    "a bomb": ("a.png", bomb()),
    "a large file": ("a.jpg", saved("JPEG") + b"\0" * IMAGE_BYTES),
}


@pytest.fixture
def staff(client: Client, leader: Any) -> Client:
    """A browser of the leader's."""
    client.force_login(leader)
    return client


def stored() -> set[Path]:
    """Return every stored file."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_picture_or_too_large_is_refused_at_every_door(staff: Client, what: str) -> None:
    before, count = stored(), SiteImage.objects.count()

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile(*HOSTILE[what], content_type="image/png")

    form = staff.post(reverse("wagtailimages:add"), {"title": "Prøve", "description": "Prøve.", "file": file()})
    (said,) = form.context["form"].errors["file"]
    assert said and not re.search(r"\b(not|file|this)\b", said, re.IGNORECASE)
    several = staff.post(reverse("wagtailimages:add_multiple"), {"files[]": file()}).json()
    assert several["success"] is False and several["error_message"]
    prefix = "image-chooser-upload"
    chooser = {f"{prefix}-title": "Prøve", f"{prefix}-description": "Prøve.", f"{prefix}-file": file()}
    assert staff.post(reverse("wagtailimages_chooser:create"), chooser).json()["step"] != "chosen"
    # There are no profile pictures.
    account = {"name_email-first_name": "Anna", "name_email-last_name": "Prøve", "name_email-email": "a@example.org"}
    look = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    kept = staff.post(reverse("wagtailadmin_account"), {**account, **look, "avatar-avatar": file()})
    assert kept.status_code == 302 and not UserProfile.objects.exclude(avatar="").exists()
    assert stored() == before and SiteImage.objects.count() == count


def test_the_page_of_ones_account_asks_for_no_picture(staff: Client) -> None:
    page = staff.get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="name_email-first_name"' in page and 'name="avatar' not in page


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_what_cameras_and_programs_write_is_taken(staff: Client, form: str) -> None:
    file = SimpleUploadedFile(f"a.{form.lower()}", saved(form), content_type="image/png")
    staff.post(reverse("wagtailimages:add"), {"title": f"Prøve {form}", "description": "Prøve.", "file": file})
    assert SiteImage.objects.get(title=f"Prøve {form}").get_rendition("fill-20x20|format-webp").width == 20


def test_visitors_get_only_sizes_that_pages_name(client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=["x", 1, "width-9000"])
    image, count = SiteImage.objects.first(), SiteRendition.objects.count()
    for path in (f"/images/x/{image.pk}/width-9000/a.jpg", f"/media/images/{image.filename}.width-9000.webp"):
        assert client.get(path).status_code == 404
    assert SiteRendition.objects.count() == count
    named = {one for spec in SPECS.values() for one in (*spec.modern, spec.fallback)}
    assert set(SiteRendition.objects.values_list("filter_spec", flat=True)) <= named
    # And no template asks for a size of its own.
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        if template.relative_to(settings.BASE_DIR / "templates").parts[0] not in ("wagtailadmin", "wagtailimages"):
            assert not re.search(
                r"{%\s*(?:image|picture|srcset_image)\s+\w[\w.]*\s+(?:width|height|max|min|fill|original)",
                template.read_text(),
            )
