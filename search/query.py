"""What a visitor typed: words, phrases in quotation marks, words to leave out. Any text at all is taken."""

import re
from dataclasses import dataclass, field

from core.danish.asking import alike, says_nothing
from core.danish.stemming import seen, stem
from core.danish.tokens import Piece, pieces, terms
from core.text import printable
from search.documents import cut, written

# More is no question; what comes after is not looked at.
LONGEST_QUERY = 200
MOST_WORDS = 10
# How much of its weight a term keeps that stands for another.
ALIKE, YEARLY_DAY, MONTH = 0.45, 0.6, 0.15
_QUOTED = re.compile(r"[\"„“”»«]([^\"„“”»«]*)[\"„“”»«]")
_WITHOUT = re.compile(r"(?:(?<=\s)|^)[-–](?=\w)(\w+)")


@dataclass(frozen=True)
class Word:
    """A word that is looked for: as it was typed, its term, and the terms that mean the same, with their share."""

    form: str
    key: str
    others: dict[str, float] = field(default_factory=dict, hash=False)
    # Whether it was quoted, and so is not to be taken for another.
    literal: bool = False


@dataclass(frozen=True)
class Query:
    """A question, taken apart."""

    text: str
    words: tuple[Word, ...]
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def parse(typed: str) -> Query:
    """Take whatever was typed; return what is looked for. A query without words finds nothing."""
    text = " ".join(seen(printable(typed[: LONGEST_QUERY * 4]).replace("\\ufffd", " ")).split())[:LONGEST_QUERY]
    phrases = [" ".join(phrase.split()) for phrase in _QUOTED.findall(text)]
    rest = _QUOTED.sub(" ", text)
    without = [cut(stem(word)) for word in _WITHOUT.findall(rest)]
    rest = _WITHOUT.sub(" ", rest)
    quoted = [word for phrase in phrases for word in _words(phrase, literal=True)]
    free = _words(rest, literal=False)
    telling = [word for word in (*quoted, *free) if not says_nothing(word.form)] or [*quoted, *free]
    words = list({word.key: word for word in telling}.values())[:MOST_WORDS]
    several = tuple(phrase for phrase in phrases if len(phrase.split()) > 1)
    return Query(text, tuple(words), several, tuple(without))


def _words(text: str, literal: bool) -> list[Word]:
    found = []
    for piece in pieces(text):
        if piece.keys:
            found.append(_number(piece))
        else:
            found += [
                Word(term.form, cut(term.key), {} if literal else dict.fromkeys(alike(term.key), ALIKE), literal)
                for term in piece.words
            ]
    return found


def _number(piece: Piece) -> Word:
    """A day is looked for in its year first, then in any, then by its month."""
    *wider, key = piece.keys
    others = dict.fromkeys(wider, YEARLY_DAY)
    if key.startswith("@"):
        others |= {term.key: MONTH for term in piece.words if not term.key.isdigit()}
    return Word(piece.text.strip(), key, others)


def written_keys(word: Word) -> tuple[str, ...]:
    """Return the terms of a word as it is written."""
    return tuple(written(term.form) for term in terms(word.form) if term.form and not term.form.isdigit())
