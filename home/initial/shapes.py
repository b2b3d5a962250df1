"""How the texts are written down: a page's words as plain data, and the typography they get."""

import re
from dataclasses import dataclass
from typing import Any

NBSP = "\u00a0"
_DAY = re.compile(r"(\d\.) (?=[a-zæøå])")
_CLOCK = re.compile(r"\b(kl\.) (?=\d)")

Block = tuple[str, Any]


@dataclass(frozen=True, kw_only=True)
class PageText:
    """One page: its words, its picture (a file of media/pictures) and its place in the menu.

    In rich text, ``href="page:/kontakt/"`` is a link to the page with that address.
    """

    title: str
    summary: str
    body: tuple[Block, ...] = ()
    picture: str = ""
    in_menu: bool = False


def tie(text: str) -> str:
    """Return a Danish text with no-break spaces after "kl." and after the dot of a date."""
    return _CLOCK.sub(rf"\1{NBSP}", _DAY.sub(rf"\1{NBSP}", text))


def text(html: str) -> Block:
    """Return a text block of rich text; line ends of the source become single spaces."""
    return "text", tie(" ".join(html.split()))


def quote(sentence: str) -> Block:
    """Return a quote block without a source."""
    return "quote", {"text": tie(sentence), "source": ""}


def picture(file: str, caption: str = "") -> Block:
    """Return a picture block; the picture's own description is read aloud."""
    return "picture", {"image": file, "alt": "", "caption": caption}


def address() -> Block:
    """Return the block that shows the secretariat's address from the settings."""
    return "address", None
