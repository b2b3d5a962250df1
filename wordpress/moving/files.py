"""Attachments: pictures become images, PDFs documents, and publications where that was chosen."""

import datetime as dt
import hashlib
import re
import warnings
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from PIL import Image, UnidentifiedImageError

from core.danish.slugs import danish_slug
from core.documents import one_line, title_from_name
from core.models import SiteDocument, SiteImage
from publications.models import PublicationIndexPage, PublicationPage
from wordpress.content.cleaning import plain
from wordpress.uploads import place_of
from wordpress.wxr.values import Item

FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
REPORT = re.compile(r"årsskrift|årsberetning|årsrapport|aarsskrift|aarsberetning|aarsrapport", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


class Unusable(Exception):
    """A file that isn't taken; the message is a note's code."""


def is_pdf(name: str) -> bool:
    """Whether a file's name says that it is a PDF."""
    return name.lower().endswith(".pdf")


def is_picture(name: str) -> bool:
    """Whether a file's name says that it is a picture of a kind that is taken."""
    return name.lower().endswith(tuple(f".{suffix}" for suffix in (*FORMATS.values(), "jpeg")))


def title_of(item: Item) -> str:
    """Return an attachment's title; from its file's name where nobody wrote one."""
    name = place_of(item.file or item.file_url).rsplit("/", 1)[-1]
    return (one_line(item.title) or title_from_name(name.rsplit(".", 1)[0]))[:200]


def words_of(item: Item) -> dict[str, str]:
    """Return what is written about a picture: its title and its description for those who can't see it."""
    return {"title": title_of(item), "description": one_line(plain(item.alt))[:255]}


def mark_of(words: dict[str, Any]) -> str:
    """Return a digest of what is written, to see later whether somebody has written something else."""
    return hashlib.sha256(repr(sorted(words.items())).encode()).hexdigest()


def make_image(item: Item, file: IO[bytes], user: Any) -> SiteImage:
    """Return a new image, saved. Raises Unusable for what is no picture or too large."""
    file.seek(0, 2)
    if file.tell() > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise Unusable("picture_too_large")
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file) as picture:
                kind, pixels = picture.format or "", picture.width * picture.height
                if kind in FORMATS and pixels <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                    # A file that breaks off is found out by reading it.
                    picture.load()
    except Image.DecompressionBombError:
        raise Unusable("picture_too_large") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise Unusable("no_picture") from error
    if kind not in FORMATS:
        raise Unusable("kind_of_picture")
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise Unusable("picture_too_large")
    file.seek(0)
    name = place_of(item.file or item.file_url).rsplit("/", 1)[-1].rsplit(".", 1)[0]
    stored = File(file, f"{danish_slug(name) or 'billede'}.{FORMATS[kind]}")
    image = SiteImage(**words_of(item), file=stored, uploaded_by_user=user)
    image._set_image_file_metadata()
    image.save()
    return image


def make_document(item: Item, file: IO[bytes], user: Any) -> SiteDocument:
    """Return a new document, saved. Raises Unusable for what is no PDF."""
    name = place_of(item.file or item.file_url).rsplit("/", 1)[-1]
    document = SiteDocument(title=title_of(item), file=File(file, name), uploaded_by_user=user)
    document.file.file.size = file.seek(0, 2)
    file.seek(0)
    try:
        document.clean()
    except ValidationError as error:
        raise Unusable("no_pdf") from error
    document._set_document_file_metadata()
    document.save()
    return document


def make_publication(document: SiteDocument, item: Item, user: Any, live: bool) -> PublicationPage | None:
    """Return a publication with a document as its PDF; None while there is no list of publications."""
    index = PublicationIndexPage.objects.first()
    if index is None:
        return None
    moment = item.moment() or dt.datetime.now()
    said = YEAR.search(document.title) or YEAR.search(item.file or item.file_url)
    kinds = PublicationPage.Kind
    page = PublicationPage(
        title=document.title[:120],
        pdf=document,
        kind=kinds.ANNUAL_REPORT if REPORT.search(f"{document.title} {item.file}") else kinds.REPORT,
        year=min(2100, max(2007, int(said[1]) if said else moment.year)),
        published_on=moment.date(),
        summary=plain(item.excerpt)[:300],
        live=False,
        owner=user,
    )
    index.add_child(instance=page)
    revision = page.save_revision(user=user)
    if live:
        revision.publish(user=user)
    return page
