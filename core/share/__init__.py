"""The image of a shared page: its address, known without a query, and its file, drawn when first asked for."""

import hashlib
import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from core.pages import SitePage
from core.share.drawing import COVER_BOX, PICTURE_BOX, draw

FOLDER = "share"
# Raise it when the drawing changes: every image then has another address and is drawn anew.
VERSION = 1


def shown_picture(page: SitePage) -> tuple[Any, bool]:
    """Return the picture that stands beside the headline, or None, and whether it is a cover, shown whole."""
    cover = getattr(page, "cover", None)
    return (cover, True) if cover is not None else (page.image, False)


def cover_file(page: SitePage) -> str:
    """Return the name in the default storage of what a page offers in place of a picture or cover, or ""."""
    return getattr(page, "cover_file", "")


def share_digest(page: SitePage, site_name: str) -> str:
    """Return a digest of all that a page's image shows; it changes whenever the image would."""
    picture, whole = shown_picture(page)
    shown: list[Any] = [VERSION, page.headline, site_name]
    if picture is not None:
        shown += [picture.pk, picture.file.name, whole]
        shown += [picture.focal_point_x, picture.focal_point_y, picture.focal_point_width, picture.focal_point_height]
    elif cover_file(page):
        shown.append(cover_file(page))
    return hashlib.sha256(repr(shown).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def share_path(page: Any, site_name: str) -> str:
    """Return the path of a page's image; "" for what is no page of the site, or isn't online."""
    if not isinstance(page, SitePage) or not page.pk or not page.live:
        return ""
    return reverse("share_image", args=[page.pk, share_digest(page, site_name)])


def share_file(page: SitePage, site_name: str) -> str:
    """Return the name under which the default storage keeps a page's image, drawing it when it isn't there.

    What was drawn for the page before is deleted. Raises OSError when the storage can't be written.
    """
    folder = f"{FOLDER}/{page.pk}"
    name = f"{folder}/{share_digest(page, site_name)}.png"
    if default_storage.exists(name):
        return name
    picture, whole = shown_picture(page)
    file = io.BytesIO()
    if picture is None and (stand_in := cover_file(page)):
        opened, whole = _open_file(stand_in), True
    else:
        opened = _open(picture, whole)
    image = draw(page.headline, site_name, opened, whole)
    image.save(file, "PNG", optimize=True)
    older = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    saved = default_storage.save(name, ContentFile(file.getvalue()))
    for other in older:
        default_storage.delete(f"{folder}/{other}")
    return str(saved)


def _open(picture: Any, whole: bool) -> Image.Image | None:
    """Open a picture in the size it is drawn in, with its focal point; None without one, or when it can't be read."""
    if picture is None:
        return None
    spec = f"max-{COVER_BOX[0]}x{COVER_BOX[1]}" if whole else f"fill-{PICTURE_BOX[0]}x{PICTURE_BOX[1]}"
    try:
        with picture.get_rendition(f"{spec}|format-png").file.open("rb") as file:
            return Image.open(file).convert("RGB")
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None


def _open_file(name: str) -> Image.Image | None:
    """Open a stored image in the size of a cover; None when it is gone or can't be read."""
    try:
        with default_storage.open(name) as file, Image.open(file) as image:
            image.thumbnail(COVER_BOX)
            return image.convert("RGB")
    except OSError:
        return None
