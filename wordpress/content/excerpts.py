"""The sentence or two that lists show: the old site's excerpt, never one that only repeats the headline."""

import re

from rapidfuzz import fuzz

from core.danish.lix import sentences
from wordpress.content.cleaning import plain
from wordpress.content.converting import words
from wordpress.content.parts import Part, Text

LONGEST = 300
# Of a text's own beginning no more than a list needs.
ENOUGH = 120
MORE = re.compile(r"\s*(?:\[(?:…|\.\.\.|&hellip;)\]|(?:læs|read|se) (?:mere|more|videre)\W*)+\Z", re.IGNORECASE)
SHORTCODE = re.compile(r"\[/?[a-z][^\[\]]{0,2000}\]", re.IGNORECASE)


def summary(excerpt: str, title: str, parts: list[Part]) -> str:
    """Return the written excerpt, or the text's first sentences; "" where neither says more than the headline."""
    written = _besides(plain(SHORTCODE.sub(" ", excerpt)), title)
    if written:
        return _cut(written)
    chosen = ""
    for part in parts:
        for paragraph in re.findall(r"<p>(.*?)</p>", part.html) if isinstance(part, Text) else ():
            for sentence in sentences(_besides(plain(paragraph.replace("<br>", " ")), title)):
                if len(chosen) < ENOUGH and not repeats(sentence, title):
                    chosen = f"{chosen} {sentence}".strip()
            if chosen:
                return _cut(chosen)
    return ""


def repeats(text: str, title: str) -> bool:
    """Whether a text says nothing but the headline, or most of it."""
    mine, theirs = words(text), words(title)
    return not mine or (bool(theirs) and (mine in theirs or fuzz.ratio(mine, theirs) > 85))


def _besides(text: str, title: str) -> str:
    """Return a text without the headline it begins with; "" where that is all."""
    text = MORE.sub("", text).strip()
    start = " ".join(title.split())
    if start and text.casefold().startswith(start.casefold()):
        rest = text[len(start) :]
        if not rest[:1].isalnum():
            text = rest.lstrip(" \t.:;,–—-!?").strip()
            text = text[:1].upper() + text[1:]
    return "" if repeats(text, title) else text


def _cut(text: str) -> str:
    """Return a text cut at a whole word where it is too long."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
