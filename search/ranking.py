"""Which entries answer best: bounded work, however much there is, and the same order on every database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from search.documents import SCALE, unpacked
from search.kinds import Kind
from search.models import Entry, Posting
from search.vocabulary import Sense

# So many of the best postings of a term are looked at; of a compound, and of a term that is not rare, fewer.
OF_A_WORD, OF_A_COMPOUND = 240, 80
# A term with fewer postings than this is taken whole, together with the others like it.
FEW = 80
# For so many entries the terms are looked up that their lists were cut off before.
COMPLETED = 120
# How much a word adds that stands in a title as it was typed.
AS_WRITTEN = 0.25
# What a word of the publication's own page is worth to each page of its PDF.
INHERITED = 0.6
MOST_PUBLICATIONS = 120


@dataclass(frozen=True)
class Chosen:
    """The filters: a kind, the slug of a topic, a year; None or "" for all."""

    kind: int | None = None
    topic: str = ""
    year: int | None = None


@dataclass
class LeafHit:
    """A page of a PDF that answers."""

    number: int
    score: float
    words: int


@dataclass
class Hit:
    """An entry that answers, as far as the index knows."""

    entry: int
    kind: int
    year: int | None
    topics: str
    # Weight of each word by its place in the query, and of each word on each leaf.
    weights: dict[int, float] = field(default_factory=dict)
    on_leaves: dict[int, dict[int, float]] = field(default_factory=dict)
    written: float = 0.0
    score: float = 0.0
    words: int = 0
    leaves: list[LeafHit] = field(default_factory=list)

    @property
    def order(self) -> tuple[int, float, int]:
        """What to sort by, the best first: how many words it has, what they say, and the newer of two alike."""
        return (-self.words, -round(self.score, 6), -self.entry)


def ranked(senses: Sequence[Sense], chosen: Chosen) -> list[Hit]:
    """Return what answers, the best first. Takes the words with what they may mean, and the filters."""
    shares = {pk: (place, share) for place, sense in enumerate(senses) for pk, share in sense.shares.items()}
    written = {sense.written: place for place, sense in enumerate(senses) if sense.written}
    if not shares:
        return []
    hits: dict[int, Hit] = {}
    lists, cut_off = _lists(senses, written)
    for number, weight, leaves, *facts in _rows(lists, chosen):
        hit = hits.get(facts[0]) or hits.setdefault(facts[0], Hit(*facts))
        if number in written:
            hit.written += AS_WRITTEN * senses[written[number]].rarity * weight / SCALE
        else:
            _add(hit, *shares[number], weight, leaves)
    found = list(hits.values())
    _score(found, senses)
    if cut_off and len(senses) > 1:
        found.sort(key=lambda hit: -hit.score)
        _complete(found[:COMPLETED], cut_off, shares)
        _score(found[:COMPLETED], senses)
    found.sort(key=lambda hit: hit.order)
    return found


def _add(hit: Hit, place: int, share: float, weight: int, leaves: bytes | None) -> None:
    if hit.kind != Kind.PUBLICATION:
        hit.weights[place] = max(hit.weights.get(place, 0.0), share * weight / SCALE)
        return
    known = hit.on_leaves.setdefault(place, {})
    for number, said in (unpacked(leaves) or {0: weight}).items():
        known[number] = max(known.get(number, 0.0), share * said / SCALE)


def _lists(senses: Sequence[Sense], written: dict[int, int]) -> tuple[list[tuple[list[int], int]], list[int]]:
    """The lists of postings to read, as terms and how many; and the terms whose lists are cut off."""
    together, alone, cut_off = [*written], [], []
    for sense in senses:
        for pk, share in sense.shares.items():
            most = OF_A_WORD if share > 0.5 else OF_A_COMPOUND
            if sense.units[pk] <= FEW:
                together.append(pk)
                continue
            alone.append(([pk], most))
            if sense.units[pk] > most and share > 0.5:
                cut_off.append(pk)
    return ([(together, OF_A_WORD)] if together else []) + alone, cut_off


def _rows(lists: Iterable[tuple[list[int], int]], chosen: Chosen) -> list[tuple]:
    """The postings of some lists with what the filters need of their entries, in one query."""
    posting, entry = Posting._meta.db_table, Entry._meta.db_table
    asked, given = "", []
    if chosen != Chosen():
        asked = f" JOIN {entry} f ON f.id = p.entry_id"
    conditions: list[tuple[str, object]] = []
    if chosen.kind:
        conditions.append(("f.kind = %s", chosen.kind))
    if chosen.year:
        conditions.append(("f.year = %s", chosen.year))
    if chosen.topic:
        conditions.append(("f.topics LIKE %s", f"%|{chosen.topic}=%"))
    more = "".join(f" AND {condition}" for condition, _value in conditions)
    parts = []
    for numbers, most in lists:
        # Publications have lists of their own: they are few among many posts.
        for is_publication in (False, True):
            places = ", ".join(["%s"] * len(numbers))
            parts.append(
                f"SELECT * FROM (SELECT p.term_id, p.weight, p.leaves, p.entry_id FROM {posting} p{asked}"  # noqa: S608
                f" WHERE p.term_id IN ({places}) AND p.is_publication = %s{more}"
                f" ORDER BY p.weight DESC, p.entry_id DESC LIMIT %s) AS one"
            )
            given += [*numbers, is_publication, *(value for _condition, value in conditions), most]
    # Only names of our own tables stand in it; whatever was typed goes along as a value.
    statement = (
        f"SELECT b.term_id, b.weight, b.leaves, e.id, e.kind, e.year, e.topics"  # noqa: S608
        f" FROM ({' UNION ALL '.join(parts)}) AS b JOIN {entry} e ON e.id = b.entry_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


def _complete(hits: Sequence[Hit], cut_off: list[int], shares: dict[int, tuple[int, float]]) -> None:
    """Look the terms whose lists were cut off up for the entries that have another word of the query."""
    by_entry = {hit.entry: hit for hit in hits}
    rows = Posting.objects.filter(entry__in=by_entry, term__in=cut_off)
    for number, entry, weight, leaves in rows.values_list("term_id", "entry_id", "weight", "leaves"):
        _add(by_entry[entry], *shares[number], weight, leaves)


def _score(hits: Iterable[Hit], senses: Sequence[Sense]) -> None:
    rarity = [sense.rarity for sense in senses]
    for hit in hits:
        if hit.kind == Kind.PUBLICATION:
            _score_publication(hit, rarity)
            continue
        hit.words = len(hit.weights)
        hit.score = hit.written + sum(rarity[place] * weight for place, weight in hit.weights.items())


def _score_publication(hit: Hit, rarity: Sequence[float]) -> None:
    """A publication is as good as its own page or the best page of its PDF."""
    own = {place: on[0] for place, on in hit.on_leaves.items() if 0 in on}
    base = sum(rarity[place] * weight for place, weight in own.items())
    scores: dict[int, float] = {}
    words: dict[int, int] = {}
    for place, on in hit.on_leaves.items():
        inherited = INHERITED * own.get(place, 0.0)
        for number, weight in on.items():
            if number:
                gain = rarity[place] * (max(weight, inherited) - inherited)
                scores[number] = scores.get(number, INHERITED * base) + gain
                words[number] = words.get(number, len(own)) + (place not in own)
    leaves = [LeafHit(number, score, words[number]) for number, score in scores.items()]
    leaves.sort(key=lambda leaf: (-leaf.words, -round(leaf.score, 6), leaf.number))
    hit.leaves = leaves
    hit.words, hit.score = max([(len(own), base), *((leaf.words, leaf.score) for leaf in leaves[:1])])
    hit.score += hit.written
