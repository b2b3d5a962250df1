"""Parts as the blocks that a kind of page offers; what it doesn't offer becomes a sentence with a link."""

import html
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from django.utils.translation import gettext as _
from wagtail.models import Page

from news.video_links import video_address
from wordpress.content.cleaning import plain
from wordpress.content.parts import Film, Part, Pdf, Picture, Quote, Text


class Publications(Protocol):
    """Where PDFs went."""

    def link(self, address: str) -> str:
        """Return the attributes of a link to where an address leads now; "" where it leads nowhere."""

    def publication(self, address: str) -> int | None:
        """Return the publication that a PDF's address became."""


@dataclass
class Body:
    """A body as a StreamField keeps it, and its words for measuring."""

    stream: list[dict[str, Any]]
    words: str


def body_of(parts: list[Part], kind: type[Page], title: str, targets: Publications) -> Body:
    """Return the parts as blocks of a page type's body; one without anything has an empty text to begin in."""
    offered = set(kind._meta.get_field("body").stream_block.child_blocks)
    stream: list[dict[str, Any]] = []
    for part in parts:
        name, value = _block(part, offered, title, targets)
        if name == "text" and stream and stream[-1]["type"] == "text":
            stream[-1]["value"] += value
        elif value:
            stream.append({"type": name, "value": value, "id": str(uuid4())})
    texts = [part.html for part in parts if isinstance(part, Text)]
    lines = (plain(line) for one in texts for line in one.replace("</", "\n</").split("\n"))
    return Body(stream or [{"type": "text", "value": "", "id": str(uuid4())}], "\n".join(filter(None, lines)))


def _block(part: Part, offered: set[str], title: str, targets: Publications) -> tuple[str, Any]:
    if isinstance(part, Text):
        return "text", part.html
    if isinstance(part, Picture):
        return "picture", {"image": part.image, "alt": part.alt, "caption": part.caption}
    if isinstance(part, Quote):
        return "quote", {"text": part.text, "source": part.source}
    if isinstance(part, Pdf):
        publication = targets.publication(part.url) if "publication" in offered else None
        if publication:
            return "publication", {"publication": publication}
        return "text", _line(targets.link(part.url), part.title or _("Read the PDF"))
    return _film(part, offered, title)


def _film(film: Film, offered: set[str], title: str) -> tuple[str, Any]:
    name = plain(film.title) or title
    if "video_link" in offered:
        return "video_link", {"url": film.url, "title": name[:120], "image": None, "minutes": None}
    address = video_address(film.url)
    words = _("See the film at %(site)s") % {"site": address.service if address else "YouTube"}
    return "text", _line(f'href="{html.escape(film.url)}"', f"{words}: {name}" if film.title else words)


def _line(attributes: str, words: str) -> str:
    return f"<p><a {attributes}>{html.escape(words)}</a></p>" if attributes else ""
