"""Texts out of pages: the words of a body, its headings apart, and what a PDF says on each page."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.rich_text import RichText

from publications.pdf.quotes import paragraphs
from search.documents import Leaf

_HEADING = re.compile(r"<h[2-4][^>]*>(.*?)</h[2-4]>", re.DOTALL | re.IGNORECASE)
_ENDS = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>", re.IGNORECASE)
# How a line of a table of contents ends: in a page's number.
_PAGE_NUMBER = re.compile(r"[\s.…]\d{1,3}\Z")
# Contents name everything and tell nothing.
CONTENTS_SHARE = 0.35
LONGEST_HEADING = 70
# A line that stands on this part of the pages is a running head.
RUNNING = 0.5
FEWEST_RUNNING = 3


def plain(html: str) -> str:
    """Return the words of some rich text, a line for each paragraph."""
    lines = (" ".join(unescape(strip_tags(part)).split()) for part in _ENDS.split(html))
    return "\n".join(line for line in lines if line)


def body_texts(body: Iterable[Any]) -> tuple[str, str]:
    """Return the headings of a body, and all its words, a line for each paragraph."""
    headings, words = [], []
    for block in body:
        if isinstance(block.value, RichText):
            headings += [plain(one) for one in _HEADING.findall(block.value.source)]
            words.append(plain(block.value.source))
        else:
            words += [str(part) for part in block.block.get_searchable_content(block.value)]
    return "\n".join(headings), "\n".join(word for word in words if word.strip())


def pdf_leaves(pages: Sequence[tuple[int, str]], bookmarks: Iterable[Any] = ()) -> tuple[Leaf, ...]:
    """Take number and text of each page and the bookmarks of a PDF; return its leaves, without running heads."""
    parts = {number: paragraphs(text) for number, text in pages}
    running = _running(parts.values())
    titles: dict[int, list[str]] = {}
    for bookmark in bookmarks:
        if bookmark.page:
            titles.setdefault(bookmark.page, []).append(bookmark.title)
    leaves = []
    for number, lines in parts.items():
        lines = [line for line in lines if _face(line) not in running]
        share = CONTENTS_SHARE if _is_contents(lines) else 1.0
        heads = [line for line in lines if len(line) <= LONGEST_HEADING and line[-1:] not in ".,;:"]
        named = [title for title in titles.get(number, []) if title not in heads]
        subheading = "\n".join([*named, *heads]) if share == 1 else ""
        leaves.append(Leaf(number, {"subheading": subheading, "body": "\n".join(lines)}, share))
    return tuple(leaves)


def _face(line: str) -> str:
    return re.sub(r"\d+", "", line).strip()


def _running(pages: Iterable[list[str]]) -> set[str]:
    pages = list(pages)
    counts = Counter(face for lines in pages for face in {_face(line) for line in lines})
    often = max(FEWEST_RUNNING, RUNNING * len(pages))
    return {face for face, count in counts.items() if count >= often}


def _is_contents(lines: list[str]) -> bool:
    rows = [line for line in lines if len(line) <= LONGEST_HEADING]
    numbered = sum(1 for row in rows if _PAGE_NUMBER.search(row))
    return numbered >= 4 and numbered * 2 >= len(rows)
