"""What the reader shows beside the pages themselves: the contents, and how to cite each page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from publications.pdf.quotes import cite_page
from publications.pdf.values import Bookmark

# A language tag as far as its form goes (RFC 5646): a PDF may claim anything.
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")
# Contents longer than this would stand before the first page like a wall, and two levels of them on the page about it.
SHORT_CONTENTS, LONG_CONTENTS = 10, 20


@dataclass
class Chapter:
    """An entry of the contents: where it leads, and the entries below it."""

    title: str
    page: int
    url: str
    children: list["Chapter"] = field(default_factory=list)


@dataclass(frozen=True)
class Leaf:
    """A page in the reader: the stored page, its neighbours' numbers (0 without one), and how to cite it."""

    page: Any
    before: int
    after: int
    citation: str


def chapters(bookmarks: Iterable[Bookmark], reader_url: str) -> list[Chapter]:
    """Take an outline and the reader's address; return its two upper levels, without what leads to no page.

    A single entry that everything else hangs under is the title: what is below it counts as the first level.
    """
    entries = [one for one in bookmarks if one.page]
    top = min((one.level for one in entries), default=1)
    if len(entries) > 1 and [one.level for one in entries].count(top) == 1 and entries[0].level == top:
        top += 1
    found: list[Chapter] = []
    for one in entries:
        chapter = Chapter(one.title, one.page or 1, f"{reader_url}#side-{one.page}")
        if one.level <= top or not found:
            found.append(chapter)
        elif one.level == top + 1:
            found[-1].children.append(chapter)
    return found


def outlined(contents: list[Chapter]) -> list[Chapter]:
    """Return contents with their second level, unless that makes a long list of it."""
    if count(contents) <= LONG_CONTENTS:
        return contents
    return [Chapter(chapter.title, chapter.page, chapter.url) for chapter in contents]


def count(contents: Sequence[Chapter]) -> int:
    """Return how many entries contents have, those of the second level included."""
    return sum(1 + len(chapter.children) for chapter in contents)


def is_short(contents: Sequence[Chapter]) -> bool:
    """Whether contents are short enough to stand open before the text."""
    return count(contents) <= SHORT_CONTENTS


def leaves(pages: Sequence[Any], citation: str, address: str) -> list[Leaf]:
    """Take all pages of a PDF, how to cite it, and the reader's absolute address; return the pages as shown."""
    last = len(pages)
    return [
        Leaf(
            page,
            before=page.number - 1,
            after=page.number + 1 if page.number < last else 0,
            citation=cite_page(citation, page.number, f"{address}#{page.anchor}"),
        )
        for page in pages
    ]


def foreign_language(claimed: str) -> str:
    """Return the language a PDF claims as an HTML `lang`; "" for Danish, and for what is no language tag."""
    tag = claimed.strip().replace("_", "-")
    return "" if tag.lower().split("-")[0] == "da" or not LANGUAGE_TAG.fullmatch(tag) else tag
