"""A Danish text as the terms a search knows it by: stems, whole numbers, phone numbers, days."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.danish.stemming import seen, stem

# Longer "words" are no words: an address, a line of dashes, an attack.
LONGEST_WORD = 60
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_MONTH = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_SPACE = r"[ \u00a0\u202f]"
WORD = re.compile(r"[^\W_]+")
# In the order in which they are looked for. A month's name may be short ("5. jan."), a phone number in any grouping.
_NUMBERS = re.compile(
    rf"""(?<!\w)(?<!\d[.,-])(?:
      (?P<phone>(?:(?:\+|00)45{_SPACE}?)?\d\d{_SPACE}?\d\d{_SPACE}?\d\d{_SPACE}?\d\d)
    | (?P<iso>(?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d))
    | (?P<worded>(?P<d2>\d\d?)\.?{_SPACE}{{0,2}}(?P<m2>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]{{0,6}}
        (?:\.?,?{_SPACE}(?P<y2>\d{{4}}))?)
    | (?P<figures>(?P<d3>\d\d?)[./](?P<m3>\d\d?)(?:[-./{_SPACE[1:-1]}](?P<y3>\d{{4}}|\d\d))?
        | (?P<d4>\d\d?)-(?P<m4>\d\d?)-(?P<y4>\d{{4}}))
    | (?P<clock>\d\d?[.:]\d\d)
    | (?P<thousands>\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?)
    | (?P<decimal>\d+,\d+)
    )(?![\w-]|[.,:]\d)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """What an index holds of a word: its stem (or number, or day), and the word as it was written."""

    key: str
    form: str


def day_key(month: int, day: int, year: int = 0) -> str:
    """Return the term of a day, of each year or of one.

    >>> day_key(1, 5), day_key(1, 5, 2017)
    ('@0105', '@20170105')
    """
    return f"@{year:04}{month:02}{day:02}" if year else f"@{month:02}{day:02}"


@lru_cache(maxsize=1 << 16)
def word_term(form: str) -> Term:
    """Return the term of one word."""
    return Term(stem(form), form)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: words, or a number that means more than its digits, with the terms that it is."""

    text: str
    keys: tuple[str, ...]
    words: tuple[Term, ...]


def numbers(text: str) -> Iterator[tuple[int, int, tuple[str, ...], bool]]:
    """Yield where a text holds a number with a meaning: begin, end, its terms, and whether its digits are terms too."""
    for match in _NUMBERS.finditer(text):
        keys, keeps_words = _number(match)
        if keys:
            yield match.start(), match.end(), tuple(keys), keeps_words


def pieces(text: str) -> Iterator[Piece]:
    """Yield the parts of a text, in order."""
    text = seen(text)
    at = 0
    for start, end, keys, keeps_words in numbers(text):
        yield _piece(text[at:start])
        yield _piece(text[start:end], keys, keeps_words)
        at = end
    yield _piece(text[at:])


def _piece(text: str, keys: tuple[str, ...] = (), with_words: bool = True) -> Piece:
    forms = WORD.findall(text) if with_words else []
    return Piece(text, keys, tuple(word_term(form) for form in forms if len(form) <= LONGEST_WORD))


def terms(text: str) -> Iterator[Term]:
    """Yield the terms of a text, in order; those of a number come before its words.

    >>> [term.key for term in terms("Ring på 22 28 19 22 den 5. januar 2017.")]
    ['ring', 'paa', '22281922', 'den', '@0105', '@20170105', '5', 'januar', '2017']
    """
    for piece in pieces(text):
        yield from (Term(key, "") for key in piece.keys)
        yield from piece.words


def _number(match: re.Match[str]) -> tuple[list[str], bool]:
    """The terms of a number that was found, and whether its words and digits are terms as well."""
    kind, text = match.lastgroup, match.group()
    if kind == "phone":
        return [re.sub(r"\D", "", text)[-8:]], False
    if kind in ("thousands", "decimal"):
        return [text.replace(".", "")], False
    days = _days(match)
    hours = _hours(text)
    return days + hours, not hours or bool(days)


def _hours(text: str) -> list[str]:
    """A time of the day, and its hour where it is full: "15.00" is "15" to whoever asks for it."""
    found = re.fullmatch(r"(\d\d?)[.:](\d\d)", text)
    if not found or int(found[1]) > 24 or int(found[2]) > 59:
        return []
    hour, minute = int(found[1]), int(found[2])
    return [f"{hour}:{minute:02}"] if minute else [f"{hour}:00", str(hour)]


def _days(match: re.Match[str]) -> list[str]:
    """A day, in each year and in its own; empty where there is no such day."""
    for form in "1234":
        if day := match.groupdict().get(f"d{form}"):
            break
    else:
        return []
    month, year = match[f"m{form}"], int(match[f"y{form}"] or 0)
    number = int(month) if month.isdigit() else _MONTH[month.lower()]
    year += 2000 if 0 < year < 100 else 0
    try:
        dt.date(year or 2000, number, int(day))
    except ValueError:
        return []
    return [day_key(number, int(day)), *([day_key(number, int(day), year)] if year else [])]
