"""What is indexed of a thing, as plain values, and how much each of its terms says."""

import hashlib
import struct
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from core.danish.asking import says_nothing
from core.danish.stemming import fold
from core.danish.tokens import terms

# A change of these, or of how terms are made, asks for a new number: the worker then rebuilds the index.
RULES = 1

LONGEST_KEY = 64
# What a term says in each kind of text: the most it can say once, how long such a text usually is (in words), and how
# far a longer one takes away from it.
FIELDS = {
    "pin": (40.0, 4, 0.0),
    "title": (5.0, 4, 0.4),
    "heading": (3.0, 5, 0.4),
    "summary": (2.0, 20, 0.4),
    "subheading": (1.8, 12, 0.3),
    "body": (1.0, 150, 0.6),
    "facts": (0.9, 15, 0.3),
    "keywords": (0.5, 10, 0.0),
}
# How soon a repeated term says no more.
SATURATION = 1.2
SCALE = 100
MOST = 32_000
# Short texts, whose every word may be asked for ("Om os", "Hvem er vi?"), and those whose words are kept as they are
# written, too.
WHOLE = {"pin", "title", "heading", "subheading"}
WRITTEN = {"pin", "title", "heading"}
_PAIR = struct.Struct("<HH")


@dataclass(frozen=True)
class Leaf:
    """A page of a PDF: its number, texts by field, and what part of its weight it keeps (contents say little)."""

    number: int
    fields: dict[str, str]
    share: float = 1.0


@dataclass(frozen=True)
class Document:
    """Something to be found, as search.models.Entry has it, with its texts by field (search.documents.FIELDS)."""

    kind: int
    page_id: int
    title: str
    fields: dict[str, str]
    person_id: int | None = None
    place: str = ""
    date: Any = None
    year: int | None = None
    # Slug and name of each.
    topics: tuple[tuple[str, str], ...] = ()
    text: str = ""
    leaves: tuple[Leaf, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    # A page that helps many comes before one that says the same.
    prior: float = 1.0

    @property
    def digest(self) -> str:
        """What tells whether it says the same as before."""
        return hashlib.sha256(repr((RULES, asdict(self))).encode("utf-8", "replace")).hexdigest()

    @property
    def units(self) -> int:
        """How many texts it holds."""
        return 1 + len(self.leaves)

    @property
    def topic_names(self) -> str:
        """Its topics as the index keeps them."""
        return "".join(f"|{slug}={name.replace('|', ' ')}" for slug, name in self.topics) + "|" * bool(self.topics)


@dataclass
class Said:
    """What a term says in a document: its weight, and that on each leaf (0: on the page itself)."""

    weight: int = 0
    leaves: dict[int, int] = field(default_factory=dict)

    def packed(self) -> bytes | None:
        """The leaves as the index keeps them; None for a document without."""
        return b"".join(_PAIR.pack(number, weight) for number, weight in self.leaves.items()) if self.leaves else None


def unpacked(leaves: bytes | None) -> dict[int, int]:
    """Return leaves as they were packed, by number."""
    return dict(_PAIR.iter_unpack(leaves)) if leaves else {}


def weigh(document: Document) -> tuple[dict[str, Said], dict[str, set[str]]]:
    """Return what each term of a document says, and the words that each stands for, as they are written."""
    forms: dict[str, set[str]] = {}
    found = {key: Said(weight) for key, weight in _weights(document.fields, document.prior, forms).items()}
    if document.leaves:
        for said in found.values():
            said.leaves[0] = said.weight
    for leaf in document.leaves:
        for key, weight in _weights(leaf.fields, leaf.share, forms).items():
            said = found.setdefault(key, Said())
            said.leaves[leaf.number] = weight
            said.weight = max(said.weight, weight)
    return found, forms


def _weights(texts: dict[str, str], share: float, forms: dict[str, set[str]]) -> dict[str, int]:
    """The weight of each term in some texts; notes the words that each term stands for."""
    weights: Counter[str] = Counter()
    for name, text in texts.items():
        most, usual, slope = FIELDS[name]
        counts = _counted(text, name, forms)
        length = sum(count for key, count in counts.items() if key[0] not in "=@")
        norm = 1 - slope + slope * length / usual
        for key, count in counts.items():
            said = count * (SATURATION + 1) / (count + SATURATION)
            weights[key] += most * said / max(norm, 0.5)  # type: ignore[assignment]
    return {key: max(1, min(MOST, round(weight * share * SCALE))) for key, weight in weights.items()}


def _counted(text: str, name: str, forms: dict[str, set[str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for term in terms(text):
        if name not in WHOLE and says_nothing(term.form):
            continue
        key = cut(term.key)
        counts[key] += 1
        if name in WRITTEN and term.form and not term.form.isdigit():
            counts[written(term.form)] += 1
        if term.form:
            forms.setdefault(key, set()).add(term.form)
    return counts


def cut(key: str) -> str:
    """Return a key as long as the index takes it."""
    return key[:LONGEST_KEY]


def written(form: str) -> str:
    """Return the key of a word as it is written, inflection and all."""
    return f"={cut(fold(form))}"
