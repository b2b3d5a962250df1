"""A text of WordPress's, whichever of its editors it was written in, as parts of ours."""

import json
import re
from collections.abc import Callable

from wordpress.content import elements
from wordpress.content.cleaning import plain
from wordpress.content.parts import Converted, Note, Targets, Text
from wordpress.content.rendering import render

# A longer one is no text of a person's, and would hold up all others.
LONGEST = 2_000_000
GUTENBERG = re.compile(r"<!--\s*wp:")
# A block that is nothing but its comment is made anew on each visit.
EMPTY_BLOCK = re.compile(r"<!--\s*wp:([a-z][a-z0-9/-]*)\s*(\{[^<>]{0,5000}?\})?\s*/-->")
MORE = re.compile(r"<!--\s*(?:more[^>]*|nextpage|noteaser)\s*-->")
# Blocks that stand for something else than content.
ORNAMENTS = {"spacer", "separator", "nextpage", "more", "site-title", "post-title", "post-date", "post-featured-image"}


def convert(text: str, title: str, targets: Targets, reusable: Callable[[int], str] = lambda key: "") -> Converted:
    """Return a text's parts; `reusable` finds the text of a block that several pages share, by its number."""
    if len(text) > LONGEST:
        return Converted([], [Note("too_long", str(len(text)))])
    unknown: list[str] = []

    def fill(match: re.Match[str]) -> str:
        name, attrs = match[1].removeprefix("core/"), match[2] or "{}"
        if name == "block":
            return reusable(_number(attrs))
        if name not in ORNAMENTS:
            unknown.append(match.group()[:300])
        return ""

    blocks = bool(GUTENBERG.search(text))
    if blocks:
        text = EMPTY_BLOCK.sub(fill, text)
    text = MORE.sub("\n\n", text)
    rendered = render(text, paragraphs=not blocks)
    done = elements.convert(rendered.html, targets)
    done.notes = [*(Note("shortcode", one) for one in [*unknown, *rendered.unknown]), *done.notes]
    _without_title(done, title)
    return done


def _number(attrs: str) -> int:
    try:
        found = json.loads(attrs).get("ref", 0)
    except (ValueError, AttributeError):
        return 0
    return found if isinstance(found, int) else 0


def _without_title(done: Converted, title: str) -> None:
    """Take away a first heading that says what the page's own heading says."""
    first = next(iter(done.parts), None)
    if not isinstance(first, Text):
        return
    heading = re.match(r"<h[23]>(.*?)</h[23]>", first.html)
    if heading and same(plain(heading[1]), title):
        first.html = first.html[heading.end() :]
        if not first.html:
            done.parts.pop(0)


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever their signs and capitals."""
    return bool(words(one)) and words(one) == words(other)


def words(text: str) -> str:
    """Return a text's words alone, in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))
