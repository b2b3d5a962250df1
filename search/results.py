"""A page of results: what answers, in groups, with passages, filters and what else to try."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from core.danish.sorting import danish_key
from people.models import Person
from search import loading
from search.exact import kept
from search.kinds import BY_SLUG, LABELS, SLUGS, Kind
from search.loading import Found
from search.passages import Marker
from search.postings import Chosen
from search.query import Query, parse
from search.ranking import Hit, LeafHit, ranked
from search.vocabulary import Sense, near_words, senses

# In a list of one kind; where all kinds stand together each shows its best.
PAGE_SIZE = 10
BEST = {Kind.PAGE: 6, Kind.PUBLICATION: 4, Kind.PERSON: 3}
LEAVES = 3
# Beyond so many the list isn't complete, and nobody reads on.
MOST = 150


@dataclass
class LeafResult:
    """A page of a PDF: its number, where to read it, and the passage."""

    number: int
    url: str
    passage: SafeString


@dataclass
class Result:
    """What a visitor sees of a hit."""

    title: SafeString
    passage: SafeString
    entry: Found
    person: Person | None
    leaves: list[LeafResult]
    leaf_count: int
    words: int


@dataclass
class Group:
    """The results of one kind: all of them or the best, with a link to all."""

    slug: str
    name: str
    count: int
    results: list[Result]
    more_url: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than are counted."""
        return self.count >= MOST


@dataclass(frozen=True)
class Asked:
    """What is asked for: words as they were typed, and the filters."""

    text: str
    kind: str = ""
    topic: str = ""
    year: int | None = None
    page: int = 1

    def url(self, **changes: Any) -> str:
        """Return the address of the same search with other filters; its first page, unless that is asked for."""
        values = {"q": self.text, "slags": self.kind, "emne": self.topic, "aar": self.year, **changes}
        chosen = {name: value for name, value in values.items() if value}
        return f"{self.base_url}?{urlencode(chosen)}"

    @cached_property
    def base_url(self) -> str:
        """The address of the search."""
        return reverse("search")


@dataclass
class Pagination:
    """Where a page of a list stands among the others, as components/pagination.html takes it."""

    number: int
    count: int
    previous_url: str
    next_url: str


class Results:
    """The answer to one search."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.query: Query = parse(asked.text)
        self.senses: list[Sense] = senses(self.query) if self.query.words else []
        chosen = Chosen(BY_SLUG.get(asked.kind), asked.topic, asked.year)
        hits = ranked(self.senses, chosen) if self.senses else []
        self.hits: list[Hit] = kept(hits, self.query)[: 2 * MOST]
        self.marker = Marker({key for sense in self.senses for key in sense.keys})
        self._load()

    @cached_property
    def by_kind(self) -> dict[int, list[Hit]]:
        """The hits of each kind that has any, the kind with the best first."""
        kinds: dict[int, list[Hit]] = {}
        for hit in self.hits:
            kinds.setdefault(hit.kind, []).append(hit)
        return {kind: hits[:MOST] for kind, hits in kinds.items()}

    def _load(self) -> None:
        """Load what is shown of the hits, and put the groups together."""
        shown: dict[int, list[Hit]] = {}
        for kind, hits in self.by_kind.items():
            first = (self._page(hits) - 1) * PAGE_SIZE if self.asked.kind else 0
            shown[kind] = hits[first : first + (PAGE_SIZE if self.asked.kind else BEST[Kind(kind)])]
        found = loading.entries(hit.entry for hits in shown.values() for hit in hits)
        shown = {kind: [hit for hit in hits if hit.entry in found] for kind, hits in shown.items()}
        people = loading.people(found.values())
        texts = loading.leaf_texts(
            {(found[hit.entry].reading, leaf.number) for hits in shown.values() for hit in hits
             for leaf in _shown(hit)}
        )  # fmt: skip
        self.groups: list[Group] = []
        for kind, hits in shown.items():
            results = [self._result(hit, found[hit.entry], people, texts) for hit in hits]
            if results:
                self.groups.append(self._group(Kind(kind), results))
        if self.contact:
            self.groups.sort(key=lambda group: group.slug != SLUGS[Kind.PERSON])

    def _page(self, hits: list[Hit]) -> int:
        """Which page of a list is shown: the one asked for, or the last where there are fewer."""
        return max(1, min(self.asked.page, -(-len(hits) // PAGE_SIZE)))

    def _group(self, kind: Kind, results: list[Result]) -> Group:
        count = len(self.by_kind[kind])
        more = self.asked.url(slags=SLUGS[kind]) if count > len(results) and not self.asked.kind else ""
        return Group(SLUGS[kind], str(LABELS[kind]), count, results, more)

    def _result(self, hit: Hit, entry: Found, people: dict[int, Person], texts: dict[tuple[int, int], str]) -> Result:
        leaves = [
            LeafResult(leaf.number, f"{entry.url}laes/#side-{leaf.number}", self.marker.passage(texts[key]))
            for leaf in _shown(hit)
            if (key := (entry.reading, leaf.number)) in texts
        ]
        person = people.get(entry.person_id or 0)
        passage = SafeString("") if leaves or person else self.marker.passage(entry.text)
        count = sum(1 for leaf in hit.leaves if leaf.words == hit.leaves[0].words)
        return Result(self.marker.marked(entry.title), passage, entry, person, leaves, count, hit.words)

    @property
    def count(self) -> int:
        """How many results there are in all."""
        return sum(group.count for group in self.groups)

    @property
    def is_cut(self) -> bool:
        """Whether there may be more."""
        return any(group.is_cut for group in self.groups)

    @cached_property
    def near(self) -> list[dict[str, str]]:
        """Words of the site that look like those that found nothing, each with the address of its search."""
        return [{"text": word, "url": Asked(word).url()} for word in near_words(self.query)]

    @cached_property
    def contact(self) -> Person | None:
        """Whose name or topic was asked for: the card that stands on top."""
        people = next((group.results for group in self.groups if group.slug == SLUGS[Kind.PERSON]), [])
        answers = people and self.asked.page == 1 and people[0].words == len(self.senses)
        return people[0].person if answers else None

    @property
    def is_filtered(self) -> bool:
        """Whether only a part of the site was searched."""
        return bool(self.asked.kind or self.asked.topic or self.asked.year)

    @property
    def unfiltered_url(self) -> str:
        """The address of the same search in the whole site."""
        return Asked(self.asked.text).url()

    @property
    def corrections(self) -> list[Sense]:
        """The words that were taken for others."""
        return [sense for sense in self.senses if sense.corrected]

    @property
    def meant(self) -> str:
        """The query as it was taken."""
        return " ".join(dict.fromkeys(sense.word.form for sense in self.senses))

    @property
    def literal_url(self) -> str:
        """The address of the same search for exactly what was typed."""
        return self.asked.url(q=" ".join(f'"{word.form}"' for word in self.query.words))

    @cached_property
    def pagination(self) -> Pagination | None:
        """The pages of a list of one kind, where it has several."""
        kind = BY_SLUG.get(self.asked.kind)
        hits = self.by_kind.get(kind, []) if kind else []
        count, number = -(-len(hits) // PAGE_SIZE), self._page(hits)
        if count < 2:
            return None
        before = self.asked.url(side=number - 1 if number > 2 else None) if number > 1 else ""
        return Pagination(number, count, before, self.asked.url(side=number + 1) if number < count else "")

    @cached_property
    def filters(self) -> list[dict[str, Any]]:
        """The filters that would leave something: label, the address without it, and links, as filter.html takes."""
        asked = self.asked
        kinds = [
            {
                "name": str(LABELS[kind]),
                "url": asked.url(slags=SLUGS[kind]),
                "current": asked.kind == SLUGS[kind],
            }
            for kind in Kind
            if kind in self.by_kind or asked.kind == SLUGS[kind]
        ]
        filed = {topic for hit in self.hits for topic in hit.topics.split("|") if topic}
        named = sorted((topic.split("=", 1) for topic in filed), key=lambda one: danish_key(one[1]))
        topics = [{"name": name, "url": asked.url(emne=slug), "current": asked.topic == slug} for slug, name in named]
        years = sorted(
            {hit.year for hit in self.hits if hit.year} | ({asked.year} if asked.year else set()), reverse=True
        )
        chosen = [{"year": year, "url": asked.url(aar=year), "current": asked.year == year} for year in years]
        return [
            {"name": name, "all_url": asked.url(**{name: None}), "entries": entries}
            for name, entries in (("slags", kinds), ("emne", topics), ("aar", chosen))
            if len(entries) > 1 or any(entry["current"] for entry in entries)
        ]


def _shown(hit: Hit) -> list[LeafHit]:
    """The pages of a PDF that are shown: the best, as long as they have as many of the words."""
    return [leaf for leaf in hit.leaves[:LEAVES] if leaf.words == hit.leaves[0].words]
