"""How hard a Danish text is to read: LIX, its hardest sentences, its long words (C.H. Björnsson, 1968)."""

import re
from collections.abc import Collection

# Words of more than this many letters count as long.
LONG = 6
# A compound that a reader stumbles over.
VERY_LONG = 18
# Shorter sentences are headings, or not worth dividing.
FEWEST_WORDS = 8

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_END = re.compile(r"[.:!?\n]+")
# A point that ends nothing ("5. januar", "15.00", "dr.dk", abbreviations) stands as this sign meanwhile.
_POINT = "\u2024"
_INNER = re.compile(r"(?<=\d)\.(?=[ \u00a0]?[\da-zæøå])|(?<=\w)\.(?=\w)")
_SHORT = re.compile(
    r"\b(?:kl|ca|nr|tlf|evt|pga|jf|inkl|ekskl|hhv|mht|vedr|maks|min|sek|stk|dvs|f․eks|bl․a|d․v․s|p․g․a|m․h․t|d)\."
    r"|\b(?:osv|mv|m․fl|m․m|o․l|o․lign)\.(?=[ \u00a0](?-i:[\da-zæøå]))",
    re.IGNORECASE,
)


def words(text: str) -> list[str]:
    """Return the words of a text; what a hyphen joins is one."""
    return _WORD.findall(text.replace("\u00ad", ""))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each on one line; a new line ends one as a full stop does."""
    text = _INNER.sub(_POINT, text.replace("\u00ad", ""))
    text = _SHORT.sub(lambda found: found.group()[:-1] + _POINT, text)
    found, start = [], 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        sentence = " ".join(text[start:end].replace(_POINT, ".").split())
        if _WORD.search(sentence):
            found.append(sentence)
        start = end
    return found


def lix(text: str) -> float:
    """Return words for each sentence, plus words of more than six letters in per cent; 0 for a text without words."""
    every, count = words(text), len(sentences(text))
    return len(every) / count + 100 * sum(len(word) > LONG for word in every) / len(every) if every else 0.0


def hardest(text: str, most: int = 3, above: float = 0.0) -> list[str]:
    """Return the sentences that are hardest by themselves, the hardest first, if they are harder than ``above``."""
    rated = [
        (lix(one.rstrip(".:!?")), one) for one in dict.fromkeys(sentences(text)) if len(words(one)) >= FEWEST_WORDS
    ]
    return [one for rate, one in sorted(rated, key=lambda pair: -pair[0]) if rate > above][:most]


def compounds(text: str, known: Collection[str] = (), most: int = 5) -> list[str]:
    """Return the very long words of a text as they stand, the longest first; not those known to every reader.

    What a hyphen divides is as long as its longest part.
    """
    familiar = {word.casefold() for word in known}
    found: dict[str, str] = {}
    for word in words(text):
        if max(len(part) for part in re.split(r"[-’']", word)) >= VERY_LONG and word.casefold() not in familiar:
            found.setdefault(word.casefold(), word)
    return sorted(found.values(), key=lambda word: (-len(word), word))[:most]
