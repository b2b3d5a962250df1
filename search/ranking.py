"""Which entries answer best: bounded work, however much there is, and the same order on every database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest

from search.documents import SCALE, unpacked
from search.kinds import Kind
from search.postings import Chosen, rows, rows_of
from search.vocabulary import Sense

# So many of the best postings of the words of a query are looked at, and of the compounds with each, all in all; and
# no fewer of each.
OF_WORDS, OF_COMPOUNDS = 200, 60
FEWEST_OF_A_WORD, FEWEST_OF_A_COMPOUND = 50, 12
# No list is longer.
LONGEST_LIST = 150
# For so many entries the terms are looked up that their lists were cut off before.
COMPLETED = 40
# How much a word adds that stands in a title as it was typed.
AS_WRITTEN = 0.25
# What a word of the publication's own page is worth to each page of its PDF.
INHERITED = 0.6
# Above this share a term is the word itself, not something like it.
MEANT = 0.5
# Of so many publications the pages of their PDFs are looked at: those that would be best if all stood on one page.
MOST_PUBLICATIONS = 16


@dataclass(slots=True)
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
    # Weight of each word by its place in the query; of a publication that on its best page.
    weights: dict[int, float] = field(default_factory=dict)
    # Of a publication: place, share and leaves as the index packed them, of each posting.
    packed: list[tuple[int, float, bytes | None, int]] = field(default_factory=list)
    written: float = 0.0
    score: float = 0.0
    words: int = 0
    rarity: Sequence[float] = ()

    @cached_property
    def leaves(self) -> list[LeafHit]:
        """The pages of a publication's PDF that answer, the best first."""
        return look_into(self)[0]

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
    rarity = [sense.rarity for sense in senses]
    whole = set()
    for has_all, number, weight, leaves, *facts in rows(lists, _all_words(senses, cut_off), chosen):
        hit = hits.get(facts[0])
        if hit is None:
            entry, kind, year, topics = facts
            hit = hits[entry] = Hit(entry, kind, year, topics, rarity=rarity)
        if has_all:
            whole.add(hit.entry)
        if number in written:
            hit.written += AS_WRITTEN * senses[written[number]].rarity * weight / SCALE
        else:
            _add(hit, *shares[number], weight, leaves)
    found = list(hits.values())
    _score(found)
    if cut_off and len(senses) > 1:
        unsure = {hit.entry: hit for hit in nsmallest(COMPLETED, found, key=lambda hit: hit.order)}
        unsure |= {entry: hits[entry] for entry in whole}
        _complete(unsure, cut_off, shares)
        _score(unsure.values())
    found.sort(key=lambda hit: hit.order)
    _look_into_the_best(found, len(senses))
    found.sort(key=lambda hit: hit.order)
    return found


def _look_into_the_best(hits: Iterable[Hit], words: int) -> None:
    """Let publications count what stands on one page of theirs, where that may be less than all that they say."""
    if words < 2:
        return
    for place, hit in enumerate(hit for hit in hits if hit.kind == Kind.PUBLICATION):
        if place < MOST_PUBLICATIONS:
            hit.leaves, hit.words, hit.score = look_into(hit)
        else:
            hit.words, hit.score = 1, max(hit.rarity[at] * weight for at, weight in hit.weights.items())


def _add(hit: Hit, place: int, share: float, weight: int, leaves: bytes | None) -> None:
    if (said := share * weight / SCALE) > hit.weights.get(place, 0.0):
        hit.weights[place] = said
    if hit.kind == Kind.PUBLICATION:
        hit.packed.append((place, share, leaves, weight))


def _lists(senses: Sequence[Sense], written: dict[int, int]) -> tuple[list[tuple[list[int], int]], list[int]]:
    """The lists of postings to read, as terms and how many; and the terms whose lists are cut off."""
    of_a_word = min(LONGEST_LIST, max(FEWEST_OF_A_WORD, OF_WORDS // len(senses)))
    together, alone, cut_off = [*written], [], []
    for sense in senses:
        compounds = sum(1 for share in sense.shares.values() if share < 1)
        of_a_compound = max(FEWEST_OF_A_COMPOUND, OF_COMPOUNDS // max(1, compounds))
        for pk, share in sense.shares.items():
            most = of_a_word if share > MEANT else of_a_compound
            if sense.units[pk] <= FEWEST_OF_A_COMPOUND:
                together.append(pk)
                continue
            alone.append(([pk], most))
            if sense.units[pk] > most and share > MEANT:
                cut_off.append(pk)
    return ([(together, of_a_word)] if together else []) + alone, cut_off


def _all_words(senses: Sequence[Sense], cut_off: Sequence[int]) -> list[int]:
    """The terms that an entry with all words has, the rarest first, where the lists alone might miss it; or none."""
    own = [max(sense.shares, key=lambda pk: (sense.shares[pk], pk)) for sense in senses if sense.shares]
    if len(own) < 2 or any(pk not in cut_off for pk in own):
        return []
    units = {pk: sense.units[pk] for sense in senses for pk in sense.units}
    return sorted(set(own), key=lambda pk: (units[pk], pk))


def _complete(hits: dict[int, Hit], cut_off: list[int], shares: dict[int, tuple[int, float]]) -> None:
    """Look the terms whose lists were cut off up for the entries that have another word of the query."""
    for number, entry, weight, leaves in rows_of(hits, cut_off):
        _add(hits[entry], *shares[number], weight, leaves)


def _score(hits: Iterable[Hit]) -> None:
    for hit in hits:
        hit.words = len(hit.weights)
        hit.score = hit.written + sum([hit.rarity[place] * weight for place, weight in hit.weights.items()])


def look_into(hit: Hit) -> tuple[list[LeafHit], int, float]:
    """Return a publication's pages that answer, how many words it has, and its score.

    A publication is as good as its own page or the best page of its PDF.
    """
    on_leaves: dict[int, dict[int, float]] = {}
    for place, share, packed, weight in hit.packed:
        factor = share / SCALE
        table = unpacked(packed) or {0: weight}
        known = on_leaves.get(place)
        if known is None:
            on_leaves[place] = {number: factor * said for number, said in table.items()}
            continue
        for number, said in table.items():
            if (told := factor * said) > known.get(number, 0.0):
                known[number] = told
    own = {place: on[0] for place, on in on_leaves.items() if 0 in on}
    base = sum(hit.rarity[place] * weight for place, weight in own.items())
    found: dict[int, LeafHit] = {}
    for place, on in on_leaves.items():
        rarity, inherited, is_new = hit.rarity[place], INHERITED * own.get(place, 0.0), place not in own
        for number, told in on.items():
            if not number:
                continue
            leaf = found.get(number)
            if leaf is None:
                leaf = found[number] = LeafHit(number, INHERITED * base, len(own))
            leaf.words += is_new
            if told > inherited:
                leaf.score += rarity * (told - inherited)
    leaves = sorted(found.values(), key=lambda leaf: (-leaf.words, -round(leaf.score, 6), leaf.number))
    best: tuple[int, float] = max([(len(own), base), *((leaf.words, leaf.score) for leaf in leaves[:1])])
    return leaves, best[0], best[1] + hit.written
