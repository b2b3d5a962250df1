"""What is asked for to the letter: phrases that must stand as they were typed, words that must not stand at all."""

import re
from collections.abc import Sequence

from core.danish.stemming import fold, seen
from core.danish.tokens import WORD
from search.documents import unpacked
from search.kinds import Kind
from search.loading import leaf_texts
from search.models import Entry, Posting
from search.query import Query
from search.ranking import Hit

# So many of the best are looked through for a phrase, and so many pages of their PDFs, of each and in all.
LOOKED_THROUGH, LEAVES_OF_ONE, LEAVES = 80, 40, 160
_EITHER = {"ae": "(?:ae|æ|ä)", "oe": "(?:oe|ø|ö)", "aa": "(?:aa|å)", "e": "[eéèê]"}
_SPELLINGS = re.compile("ae|oe|aa|e")


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
        if numbers:
            hit.leaves = [leaf for leaf in hit.leaves if leaf.number not in numbers]
        if not numbers or hit.leaves:
            left.append(hit)
    return left


def _with_phrases(hits: list[Hit], phrases: Sequence[str]) -> list[Hit]:
    patterns = [pattern(phrase) for phrase in phrases]
    entries = Entry.objects.filter(pk__in=[hit.entry for hit in hits]).values_list("pk", "title", "text", "facts")
    own = {pk: (seen(f"{title}\n{text}"), facts.get("reading")) for pk, title, text, facts in entries}
    wanted = [
        (own[hit.entry][1], leaf.number)
        for hit in hits
        if hit.kind == Kind.PUBLICATION and hit.entry in own and own[hit.entry][1]
        for leaf in hit.leaves[:LEAVES_OF_ONE]
    ]
    texts = leaf_texts(set(wanted[:LEAVES]))
    having = {key for key, text in texts.items() if all(one.search(seen(text)) for one in patterns)}
    left = []
    for hit in hits:
        text, reading = own.get(hit.entry, ("", None))
        if hit.kind == Kind.PUBLICATION:
            hit.leaves = [leaf for leaf in hit.leaves if (reading, leaf.number) in having]
        if (hit.kind == Kind.PUBLICATION and hit.leaves) or all(one.search(text) for one in patterns):
            left.append(hit)
    return left


def pattern(phrase: str) -> re.Pattern[str]:
    """Return what finds a phrase in a text: the same words in the same order, however æ, ø and å are spelled."""
    words = (
        _SPELLINGS.sub(lambda match: _EITHER[match.group()], re.escape(fold(word))) for word in WORD.findall(phrase)
    )
    return re.compile(r"\b" + r"[\W_]+".join(words) + r"\b", re.IGNORECASE)
