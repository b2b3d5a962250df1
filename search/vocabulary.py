"""Which of the index's terms a word may mean: itself, compounds with it, and what it was a slip of the finger for."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.danish.stemming import beginnings, fold, stem
from search.index import ALL
from search.models import Term
from search.query import Query, Word, written_keys

# A range of keys ends before the greatest sign there is.
_LAST = "\U0010ffff"
# Shorter words stand at the beginning and the end of too many others.
SHORTEST_PART, SHORTEST_REST = 3, 3
# "boligområde" says less of "bolig" than of "område": the last part is what it is.
STARTS, ENDS = 0.35, 0.5
# Of one word so many compounds are looked for, of several words fewer of each.
MOST_COMPOUNDS, FEWEST_COMPOUNDS = 8, 2
MOST_ROWS = 1500
SLIP = 0.9
MOST_NEAR = 4000
# How alike two words are that one is offered for the other, and how many are.
LOOKS_LIKE, MOST_SHOWN = 0.5, 5


@dataclass
class Sense:
    """A word with the numbers of the terms it may mean, the share of weight each keeps, and how rare they are."""

    word: Word
    shares: dict[int, float] = field(default_factory=dict)
    units: dict[int, int] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    # The term of the word as it is written, in titles; 0 without one.
    written: int = 0
    # What it was taken for instead.
    corrected: str = ""
    rarity: float = 1.0


@dataclass
class _Row:
    pk: int
    key: str
    units: int
    forms: str


def senses(query: Query) -> list[Sense]:
    """Return what each word of a query may mean; a word that the site doesn't have is taken for one that it has."""
    rows, total = _rows(query.words)
    compounds = max(FEWEST_COMPOUNDS, MOST_COMPOUNDS // max(1, len(query.words)))
    found = [_sense(word, rows, compounds) for word in query.words]
    unknown = [sense for sense in found if not sense.shares and not sense.word.literal and sense.word.key.isalpha()]
    if unknown:
        near = _Near(sense.word for sense in unknown)
        found = [other for sense in found for other in (near.meant(sense) if sense in unknown else [sense])]
    for sense in found:
        everywhere = min(total, sum(sense.units[pk] for pk in sense.shares))
        sense.rarity = math.log(1 + (total - everywhere + 0.5) / (everywhere + 0.5))
    return found


def _rows(words: Sequence[Word]) -> tuple[list[_Row], int]:
    """The terms that any of some words may mean, and how many units there are; in one query."""
    exact = {ALL}
    wanted = Q()
    for word in words:
        exact |= {word.key, *word.others, *written_keys(word)}
        if _has_compounds(word):
            for start in beginnings(word.key):
                wanted |= Q(key__gt=start, key__lt=start + _LAST)
            ending = word.key[::-1]
            wanted |= Q(reversed__gt=ending, reversed__lt=ending + _LAST)
    asked = Term.objects.filter(wanted | Q(key__in=exact)).order_by("-units", "key")
    rows = [_Row(*row) for row in asked.values_list("pk", "key", "units", "forms")[:MOST_ROWS]]
    return rows, next((row.units for row in rows if row.key == ALL), 0)


def _has_compounds(word: Word) -> bool:
    return word.key.isalpha() and len(word.key) >= SHORTEST_PART and not word.literal


def _sense(word: Word, rows: Iterable[_Row], compounds: int = 0, share: float = 1.0) -> Sense:
    sense = Sense(word)
    own = next((row.forms for row in rows if row.key == word.key), "")
    starts = _beginnings(word, own)
    as_written = written_keys(word)
    for row in rows:
        if row.key == word.key:
            part = share
        elif row.key in word.others:
            part = word.others[row.key]
        elif row.key in as_written:
            sense.written = row.pk
            continue
        elif compounds > 0 and (found := _compound(word, starts, row.key)):
            part = found
            compounds -= 1
        else:
            continue
        sense.shares[row.pk], sense.units[row.pk] = part, row.units
        sense.keys.add(row.key)
    return sense


def _beginnings(word: Word, forms: str) -> tuple[str, ...]:
    """What a compound with the word begins with: "kommune", not "kommun", which "kommunikation" has as well."""
    known = {fold(form) for form in (*forms.split(), word.form)}
    return (f"{word.key}e",) if f"{word.key}e" in known and word.key not in known else beginnings(word.key)


def _compound(word: Word, starts: tuple[str, ...], key: str) -> float:
    """What share a compound with the word keeps; 0 for a key that is none."""
    if not _has_compounds(word) or not key.isalpha() or len(key) < len(word.key) + SHORTEST_REST:
        return 0.0
    if key.endswith(word.key):
        return ENDS
    begins = any(key.startswith(start) and len(key) >= len(start) + SHORTEST_REST for start in starts)
    return STARTS if begins else 0.0


def near_words(query: Query) -> list[str]:
    """Return words of the site that look like those of a query, as they are written."""
    words = [word for word in query.words if word.key.isalpha() and len(word.key) >= SHORTEST_PART]
    if not words:
        return []
    near = _Near(words)
    return list(dict.fromkeys(form for word in words for form in near.looking_like(word)))[:MOST_SHOWN]


class _Near:
    """The terms that are nearly, or make up, some words that the site doesn't have; found in one query."""

    def __init__(self, words: Iterable[Word]) -> None:
        near, parts = Q(), {ALL}
        for word in words:
            near |= Q(key__gte=word.key[:1], key__lt=word.key[:1] + _LAST)
            near |= Q(reversed__gte=word.key[:-3:-1], reversed__lt=word.key[:-3:-1] + _LAST)
            parts |= {key for first, last, _place in _splits(word) for key in (first, last)}
        rows = Term.objects.filter(near | Q(key__in=parts)).order_by("-units", "key")
        self.rows = {
            row[1]: _Row(*row)
            for row in rows.values_list("pk", "key", "units", "forms")[:MOST_NEAR]
            if row[1].isalpha()
        }

    def meant(self, sense: Sense) -> list[Sense]:
        """Return what a word was meant for: a word one slip away, two that make it up, a word further away, a part."""
        word = sense.word
        return (
            self._slip(word, 1)
            or self._halves(word)
            or self._slip(word, _slips(word.key))
            or self._part(word)
            or [sense]
        )

    def looking_like(self, word: Word) -> list[str]:
        """Return words that are further away than a slip, the nearest first."""
        close = process.extract(
            word.key, list(self.rows), scorer=OSA.normalized_similarity, score_cutoff=LOOKS_LIKE, limit=MOST_SHOWN
        )
        return [(self.rows[key].forms.split() or [key])[0] for key, _similarity, _index in close]

    def _slip(self, word: Word, most: int) -> list[Sense]:
        if len(word.key) < SHORTEST_PART + 1:
            return []
        close = process.extract(word.key, list(self.rows), scorer=OSA.distance, score_cutoff=most, limit=20)
        if not close:
            return []
        typed = fold(word.form)
        # As few slips as can be, counted in the words themselves; of several the one that stands most often.
        best = min((self._nearest(typed, key) for key, _distance, _index in close), key=lambda one: one[:2])
        _distance, _units, form, row = best
        return [self._taken(word, row, form)]

    def _nearest(self, typed: str, key: str) -> tuple[int, int, str, _Row]:
        row = self.rows[key]
        forms = row.forms.split() or [row.key]
        distance, form = min((OSA.distance(typed, fold(form)), form) for form in forms)
        return distance, -row.units, form, row

    @staticmethod
    def _taken(word: Word, row: _Row, form: str) -> Sense:
        meant = replace(word, form=form, key=row.key, others={})
        found = _sense(meant, [row], share=SLIP)
        found.corrected = form
        return found

    def _halves(self, word: Word) -> list[Sense]:
        known = [(first, last) for first, last, _at in _splits(word) if first in self.rows and last in self.rows]
        if not known:
            return []
        halves = max(known, key=lambda one: (min(map(len, one)), one))
        return [_sense(Word(word.form, key), [self.rows[key]]) for key in halves]

    def _part(self, word: Word) -> list[Sense]:
        """The longest known part, if it is a good part of the word."""
        whole = len(fold(word.form))
        parts = [(place, first) for first, _last, place in _splits(word) if first in self.rows]
        parts += [(whole - place, last) for _first, last, place in _splits(word) if last in self.rows]
        length, key = max(parts, default=(0, ""))
        if length <= SHORTEST_PART or length * 5 < whole * 2:
            return []
        return [_sense(Word(word.form, key), [self.rows[key]], share=ENDS)]


def _splits(word: Word) -> list[tuple[str, str, int]]:
    """The pairs of stems that make up a compound, with and without an s or e between them, and where they meet."""
    whole = fold(word.form)
    pairs = []
    for place in range(SHORTEST_PART, len(whole) - SHORTEST_PART + 1):
        first, last = whole[:place], stem(whole[place:])
        pairs.append((stem(first), last, place))
        if first[-1] in "se" and len(first) > SHORTEST_PART:
            pairs.append((stem(first[:-1]), last, place))
    return pairs


def _slips(key: str) -> int:
    """How many slips a word of that length may hold and still be known."""
    return 1 if len(key) <= 5 else 2 if len(key) <= 9 else 3
