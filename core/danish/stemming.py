"""Danish words as a search compares them: folded to a–z, inflection taken off. The same on every database."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

# Neither letters nor spaces: soft hyphens, joiners, marks of direction.
_VOWELS = "aeiouy"
_UNSEEN = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_SPELLED = {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"}
_NEIGHBOURS = str.maketrans({"ä": "æ", "ö": "ø"})
_SPELLING = str.maketrans(_SPELLED)
# Plurals and tenses that change a vowel, folded, by what stands in the dictionary.
_IRREGULAR = {
    "aar": "aaret aarets aarene aarenes aars",
    "barn": "boern boerns boernene boernenes",
    "bog": "boeger boegers boegerne boegernes",
    "mand": "maend maends maendene maendenes",
    "hand": "haand haanden haends haender haenderne",
    "tand": "taender taenderne",
    "fod": "foedder foedderne",
    "bond": "boender boenderne",
    "dattr": "datter datteren doetre doetrene",
    "mor": "moedre moedrene moders",
    "far": "faedre faedrene faders",
    "bror": "broedre broedrene broders",
    "nat": "naetter naetterne",
    "kraft": "kraefter kraefterne",
    "stad": "staeder staederne",
    "rod": "roedder roedderne",
    "hjaelp": "hjalp hjulpet",
    "find": "fandt fundet",
    "faa": "faar fik faaet",
    "gaa": "gaar gik gaaet",
    "staa": "staar stod staaet",
    "skriv": "skrev skrevet",
    "bo": "bor boede boet",
    "goer": "gjorde gjort goere",
    "bliv": "blev blevet",
    "tag": "tog taget tager tage",
    "giv": "gav givet",
    "maa": "maatte",
    "sig": "siger sagde sagt sige",
    "spoerg": "spurgte spurgt spoergsmaal spoergsmaalet",
    "vaelg": "valgte valgt",
    "saelg": "solgte solgt",
}
_BASES = {form: base for base, forms in _IRREGULAR.items() for form in forms.split()}
_stemmer = snowballstemmer.stemmer("danish")
# The stemmer keeps the word it is at on itself.
_one_at_a_time = threading.Lock()


def seen(text: str) -> str:
    """Return the text in composed letters, without the signs that nobody sees (soft hyphens, marks of direction)."""
    if text.isascii():
        return text
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def _plain(word: str) -> str:
    """A lower-case word whose only marked letters are æ, ø and å."""
    word = word.casefold().translate(_NEIGHBOURS)
    if word.isascii():
        return word
    kept = "".join(sign if sign in _SPELLED else unicodedata.normalize("NFD", sign) for sign in word)
    return "".join(sign for sign in kept if not unicodedata.combining(sign))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a word in lower case with æ, ø and å spelled out, without other marks.

    >>> fold("Ærøskøbing"), fold("Århus"), fold("idé")
    ('aeroeskoebing', 'aarhus', 'ide')
    """
    return _plain(seen(word)).translate(_SPELLING)


# The signs that are folded to something with the same first letter: a, á, å, æ …
_ALIKE: dict[str, str] = {}
for _sign in map(chr, (*range(ord("a"), ord("z") + 1), *range(0xDF, 0x250))):
    if _sign.islower():
        _ALIKE[fold(_sign)[:1]] = _ALIKE.get(fold(_sign)[:1], "") + _sign
# How many letters of a stem are looked at: more may have changed with the inflection.
_LOOKED_AT = 2


def candidates(stems: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the words of a text that may have one of some stems, and not many others.

    >>> candidates(["boern", "aar"]).findall("År for år bor et barn og flere børn i en by.")
    ['År', 'år', 'bor', 'børn']
    """
    starts = set()
    for base in stems:
        starts |= {form[:_LOOKED_AT] for form in (base, *_IRREGULAR.get(base, "").split())}
    parts = {"".join(f"[{_ALIKE.get(sign, re.escape(sign))}]" for sign in start) for start in starts}
    # One letter that is spelled with two.
    parts |= {sign for sign, spelled in _SPELLED.items() if spelled in starts}
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(parts)) or '(?!)'})[^\W_]*", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return what a word's inflected forms have in common, folded.

    >>> {stem(word) for word in ("boligområde", "Boligområder", "boligomraadernes")}
    {'boligomraad'}
    """
    folded = fold(word)
    if folded in _BASES:
        return _BASES[folded]
    if len(folded) < 3 or folded.isdigit():
        return folded
    with _one_at_a_time:
        found: str = _stemmer.stemWord(_plain(seen(word)).replace("aa", "å"))
    return _BASES.get(spelled := found.translate(_SPELLING), _drawn_together(spelled))


def beginnings(base: str) -> tuple[str, ...]:
    """Return what compounds with a word begin with, given its stem: "cykelsti" has the e that "cykler" lacks."""
    if len(base) > 2 and base[-1] == "l" and base[-2] not in _VOWELS:
        return base, f"{base[:-1]}el"
    return (base,)


def _drawn_together(base: str) -> str:
    """The same for "kælder" and "kældre", for "cykel" and "cykler": an e before l and r comes and goes."""
    if len(base) < 4 or base[-1] not in "lr":
        return base
    before = base[:-2] if base[-2] == "e" else base[:-1]
    if before[-1] in _VOWELS or len(before) < 2:
        return base
    if base[-1] == "r":
        return before if base[-2] != "e" else base
    return (before[:-1] if before[-1] == before[-2] else before) + "l"
