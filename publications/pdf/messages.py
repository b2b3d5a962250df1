"""What the confined process says, taken as input from a stranger: a hostile PDF may have taken it over."""

import json
import math
from typing import Any

from publications.pdf import values
from publications.pdf.values import Bookmark, Page, PageImage, Reading, Refusal

LONGEST_LINE = 2 * 1024 * 1024
HEAVIEST_IMAGE = 4 * values.IMAGE_BYTES


class MessageBroken(Exception):
    """The confined process said what it cannot mean."""


def parse(line: bytes) -> dict[str, Any]:
    """Take a line; return its message, whose "kind" is a string. Raises MessageBroken."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        raise MessageBroken("a line that is no message") from None
    if not isinstance(message, dict) or not isinstance(message.get("kind"), str):
        raise MessageBroken("a line that is no message")
    return message


def text_in(message: dict[str, Any], name: str, longest: int) -> str:
    """Return a text of the message. Raises MessageBroken when it is none, or longer than it may be."""
    value = message.get(name)
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise MessageBroken(f"{name} is no text of at most {longest} characters")
    return value


def number_in(message: dict[str, Any], name: str, lowest: int, highest: int) -> int:
    """Return a whole number of the message. Raises MessageBroken when it is none within the bounds."""
    value = message.get(name)
    if type(value) is not int or not lowest <= value <= highest:
        raise MessageBroken(f"{name} is no number from {lowest} to {highest}")
    return value


def flag_in(message: dict[str, Any], name: str) -> bool:
    """Return a yes or no of the message. Raises MessageBroken when it is neither."""
    value = message.get(name)
    if not isinstance(value, bool):
        raise MessageBroken(f"{name} is neither yes nor no")
    return value


def points_in(message: dict[str, Any], name: str) -> float:
    """Return a length of the message in points. Raises MessageBroken when it is none."""
    value = message.get(name)
    if not isinstance(value, (int, float)) or not math.isfinite(value) or value <= 0:
        raise MessageBroken(f"{name} is no length")
    return float(value)


def bytes_after(message: dict[str, Any]) -> int:
    """Return how many bytes follow the message's line. Raises MessageBroken."""
    return number_in(message, "bytes", 1, HEAVIEST_IMAGE) if message["kind"] == "image" else 0


def refusal_of(message: dict[str, Any]) -> tuple[Refusal, int | None]:
    """Return why, and on which page, the process refuses the file. Raises MessageBroken."""
    page = None if message.get("page") is None else number_in(message, "page", 1, 10**6)
    try:
        return Refusal(text_in(message, "code", 40)), page
    except ValueError:
        raise MessageBroken("a refusal without a reason") from None


def image_of(message: dict[str, Any], data: bytes) -> PageImage:
    """Return the image of a message. Raises MessageBroken when it is none."""
    if message["kind"] != "image" or data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise MessageBroken("no image where one was asked for")
    page, asked, width, height = (number_in(message, name, 1, 10**5) for name in ("page", "asked", "width", "height"))
    return PageImage(page, asked, width, height, data)


def bookmark_of(entry: Any, pages: int) -> Bookmark:
    """Return an entry of the outline. Raises MessageBroken when it is none."""
    if not isinstance(entry, list) or len(entry) != 3:
        raise MessageBroken("an entry of the outline that is none")
    named = dict(zip(("title", "level", "page"), entry, strict=True))
    page = None if named["page"] is None else number_in(named, "page", 1, pages)
    level = number_in(named, "level", 1, values.BOOKMARK_LEVELS)
    return Bookmark(text_in(named, "title", values.TITLE_CHARACTERS), level, page)


class Collected:
    """A reading as it comes in: first the facts, then page after page."""

    def __init__(self, size: int, most_pages: int) -> None:
        self.size = size
        self.most_pages = most_pages
        self.facts: dict[str, Any] | None = None
        self.outline: tuple[Bookmark, ...] = ()
        self.pages: list[Page] = []
        self.count = 0
        self.characters = 0

    def add(self, message: dict[str, Any]) -> None:
        """Take the next message. Raises MessageBroken when it does not belong here."""
        if message["kind"] == "facts" and self.facts is None:
            self.count = number_in(message, "pages", 1, self.most_pages)
            entries = message.get("outline")
            if not isinstance(entries, list) or len(entries) > values.BOOKMARKS:
                raise MessageBroken("an outline that is none")
            self.outline = tuple(bookmark_of(entry, self.count) for entry in entries)
            self.facts = {
                "title": text_in(message, "title", values.TITLE_CHARACTERS),
                "language": text_in(message, "language", 35),
                "tagged": flag_in(message, "tagged"),
                "locked": flag_in(message, "locked"),
            }
        elif message["kind"] == "page" and self.facts is not None:
            number = len(self.pages) + 1
            if number_in(message, "number", 1, self.count) != number:
                raise MessageBroken("a page out of turn")
            text = text_in(message, "text", values.PAGE_CHARACTERS)
            self.characters += len(text)
            if self.characters > values.TEXT_CHARACTERS:
                raise MessageBroken("more text than there may be")
            self.pages.append(Page(number, points_in(message, "width"), points_in(message, "height"), text))
        else:
            raise MessageBroken("a message out of turn")

    def reading(self) -> Reading:
        """Return the reading. Raises MessageBroken when part of it is missing."""
        if self.facts is None or len(self.pages) != self.count:
            raise MessageBroken("the reading ended early")
        return Reading(size=self.size, outline=self.outline, pages=tuple(self.pages), **self.facts)
