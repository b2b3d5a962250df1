"""Posts whole, as HTML for feed readers: plain elements, absolute addresses, nothing that needs our stylesheet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from core.addresses import absolute
from core.images import SiteImage
from core.pictures import SPECS, prefetch_pictures
from core.text import printable
from news.video_links import VideoAddress, video_address
from people.models import Person
from publications.models import PublicationPage

SHAPE = "wide"
# Wagtail writes its attributes in double quotes; an address of this site begins with one slash, one of a part of the
# page with a cross.
ADDRESS = re.compile(r"""(?<=\s)(href|src)="(/(?!/)[^"]*|#[^"]*)\"""")


@dataclass(frozen=True)
class Picture:
    """An image as a feed shows it."""

    src: str
    width: int
    height: int
    alt: str
    caption: str


class FullTexts:
    """The texts of several posts; all they refer to is loaded in one query for each kind of thing."""

    def __init__(self, posts: Iterable[Any]) -> None:
        self.posts = list(posts)
        wanted = [raw for post in self.posts for raw in post.body.raw_data]
        images = {post.image_id for post in self.posts} | set(_numbers(wanted, "image"))
        people = {post.contact_id for post in self.posts} | set(_numbers(wanted, "person"))
        shown = {post.publication_id for post in self.posts} | set(_numbers(wanted, "publication"))
        self.images = SiteImage.objects.in_bulk(filter(None, images))
        self.people = Person.objects.filter(active=True).in_bulk(filter(None, people))
        self.publications = PublicationPage.objects.listed().in_bulk(filter(None, shown))
        prefetch_pictures(self.images.values(), SHAPE)

    def html(self, post: Any) -> str:
        """Return one post's text as HTML, without the signs that no feed can carry."""
        video = post.video
        context = {
            "post": post,
            "event": post.invitation,
            "picture": self._picture(post.image_id),
            "parts": [part for raw in post.body.raw_data if (part := self._part(raw))],
            "video": video,
            "publication": self._publication(post.publication_id),
            "person": self.people.get(post.contact_id),
            "url": absolute(post.url),
        }
        return absolute_links(printable(render_to_string("news/feeds/post.html", context)).strip(), absolute(post.url))

    def image_address(self, post: Any) -> str:
        """Return the absolute address of the post's main picture, or ""."""
        picture = self._picture(post.image_id)
        return picture.src if picture else ""

    def _part(self, raw: dict[str, Any]) -> dict[str, Any] | None:
        """Return what the template needs for one block; None for one with nothing to show."""
        kind, value = raw["type"], raw["value"]
        if kind == "text":
            return {"kind": kind, "html": mark_safe(expand_db_html(value or ""))}  # noqa: S308 (as on the page itself)
        if kind == "quote":
            return {"kind": kind, **value}
        shown: Picture | Person | PublicationPage | VideoAddress | None = None
        if kind == "picture":
            shown = self._picture(value["image"], value.get("alt") or "", value.get("caption") or "")
        elif kind == "contact":
            shown = self.people.get(value["person"])
        elif kind == "publication":
            shown = self._publication(value["publication"])
        elif kind == "video_link":
            shown = video_address(value["url"])
        return {"kind": kind, "shown": shown, "value": value} if shown else None

    def _picture(self, pk: int | None, alt: str = "", caption: str = "") -> Picture | None:
        image = self.images.get(pk) if pk else None
        if image is None:
            return None
        file = image.get_rendition(SPECS[SHAPE].fallback)
        credit = f"{caption} ({image.credit})" if caption and image.credit else caption or image.credit
        return Picture(absolute(file.url), file.width, file.height, alt or image.description, credit)

    def _publication(self, pk: int | None) -> PublicationPage | None:
        return self.publications.get(pk) if pk else None


def _numbers(blocks: Iterable[dict[str, Any]], name: str) -> Iterator[int]:
    """The ids that blocks hold under a name."""
    for block in blocks:
        value = block["value"]
        if isinstance(value, dict) and isinstance(value.get(name), int):
            yield value[name]


def absolute_links(html: str, page_url: str) -> str:
    """Return HTML whose links and pictures of this site, and of the page itself ("#…"), have absolute addresses."""

    def replaced(found: re.Match[str]) -> str:
        attribute, address = found.groups()
        base = page_url if address.startswith("#") else absolute("")
        return f'{attribute}="{escape(base)}{address}"'

    return ADDRESS.sub(replaced, html)
