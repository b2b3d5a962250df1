"""What is asked for to the letter: phrases that must stand as they were typed, words that must not stand at all."""

import re
from collections.abc import Sequence

from core.danish.stemming import fold
from core.danish.tokens import WORD
from publications.models import PdfPage
from search.documents import unpacked
from search.models import Entry, Posting
from search.query import Query
from search.ranking import Hit

# So many of the best are looked through for a phrase, and so many pages of their PDFs.
LOOKED_THROUGH = 120


def kept(hits: Sequence[Hit], query: Query) -> list[Hit]:
    """Return those of some hits that have all the phrases of a query and none of the words to leave out."""
    found = list(hits)
    if query.without:
        found = _without(found, query.without)
    if query.phrases:
        found = _with_phrases(found[:LOOKED_THROUGH], query.phrases)
    return found


def _without(hits: list[Hit], keys: Sequence[str]) -> list[Hit]:
    rows = Posting.objects.filter(entry__in=[hit.entry for hit in hits[:400]], term__key__in=keys)
    unwanted: dict[int, set[int]] = {}
    for entry, leaves in rows.values_list("entry_id", "leaves"):
        unwanted.setdefault(entry, set()).update(unpacked(leaves) or {0: 0})
    left = []
    for hit in hits[:400]:
        numbers = unwanted.get(hit.entry, set())
        if 0 in numbers:
            continue
        hit.leaves = [leaf for leaf in hit.leaves if leaf.number not in numbers]
        if not numbers or hit.leaves:
            left.append(hit)
    return left


def _with_phrases(hits: list[Hit], phrases: Sequence[str]) -> list[Hit]:
    patterns = [_pattern(phrase) for phrase in phrases]
    entries = Entry.objects.filter(pk__in=[hit.entry for hit in hits]).values_list("pk", "title", "text", "facts")
    own = {pk: (_folded(f"{title}\n{text}"), facts.get("reading")) for pk, title, text, facts in entries}
    readings = {own[hit.entry][1]: hit for hit in hits if hit.leaves and hit.entry in own}
    having: dict[int, set[int]] = {}
    if readings:
        numbers = {leaf.number for hit in readings.values() for leaf in hit.leaves[:LOOKED_THROUGH]}
        pages = PdfPage.objects.filter(reading__in=list(readings), number__in=numbers)
        for reading, number, text in pages.values_list("reading_id", "number", "text")[: LOOKED_THROUGH * 10]:
            folded = _folded(text)
            if all(pattern.search(folded) for pattern in patterns):
                having.setdefault(readings[reading].entry, set()).add(number)
    left = []
    for hit in hits:
        if hit.entry not in own:
            continue
        hit.leaves = [leaf for leaf in hit.leaves if leaf.number in having.get(hit.entry, set())]
        if hit.leaves or all(pattern.search(own[hit.entry][0]) for pattern in patterns):
            left.append(hit)
    return left


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in WORD.findall(text))


def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(_folded(phrase))}\b")
