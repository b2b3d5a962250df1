"""The parts of a converted text, before they become blocks of a page."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass
class Text:
    """Running text, sanitised: p, h2, h3, b, i, lists, links, line breaks."""

    html: str


@dataclass
class Picture:
    """A picture of ours."""

    image: int
    alt: str = ""
    caption: str = ""


@dataclass
class Quote:
    """A sentence that stands out."""

    text: str
    source: str = ""


@dataclass
class Film:
    """A film at YouTube or Vimeo."""

    url: str
    title: str = ""


@dataclass
class Pdf:
    """A PDF that was shown in the text."""

    url: str
    title: str = ""


Part = Text | Picture | Quote | Film | Pdf


@dataclass
class Note:
    """Something about a text that the report tells: a code and what it is about."""

    code: str
    detail: str = ""


@dataclass
class Converted:
    """A text's parts and what there is to tell of it."""

    parts: list[Part] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class Targets(Protocol):
    """What has become of the addresses of the old site."""

    def link(self, address: str) -> str:
        """Return the attributes of a link to where an address leads now; "" where it leads nowhere."""

    def image(self, address: str, key: int) -> tuple[int, str, str] | None:
        """Return the image for an address or an attachment's number: its key, description and caption."""

    def title(self, address: str) -> str:
        """Return the title of the page that an address leads to now; "" where it is none of ours."""

    def is_ours(self, address: str) -> bool:
        """Whether an address is one of the old site."""
