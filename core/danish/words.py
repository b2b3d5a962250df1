"""Danish words in type: soft hyphens in known long compounds, headings that need smaller letters, numbers."""

import re

SHY = "\u00ad"
NBSP = "\u00a0"

# Where the long words of this field may break; lower case, "|" at each place.
COMPOUNDS = (
    "interesse|varetagelse",
    "bolig|organisationerne",
    "bolig|organisationer",
    "bolig|organisation",
    "tilgængelig|heds|erklæringen",
    "tilgængelig|heds|erklæring",
    "fælles|sekretariatet",
    "fælles|sekretariat",
    "samarbejds|relationer",
    "samarbejds|partnere",
    "samarbejds|partner",
    "helheds|planerne",
    "helheds|planer",
    "projekt|støtte",
    "netværks|arbejde",
    "kommunikations|medarbejder",
    "privatlivs|politik",
)
_BREAKS = {compound.replace("|", ""): compound for compound in COMPOUNDS}
_KNOWN = re.compile("|".join(sorted(_BREAKS, key=len, reverse=True)), re.IGNORECASE)

LONG_WORD = 20
SENTENCE_WORDS = 6


def soften(text: str) -> str:
    """Return the text with soft hyphens in its known compounds; case is kept, a second pass changes nothing."""

    def broken(match: re.Match[str]) -> str:
        word = match.group()
        parts = []
        position = 0
        for part in _BREAKS[word.lower()].split("|"):
            parts.append(word[position : position + len(part)])
            position += len(part)
        return SHY.join(parts)

    return _KNOWN.sub(broken, text)


def heading_class(text: str) -> str:
    """Return the class of a heading that needs smaller letters: "h1--long", "h1--sentence" or ""."""
    words = text.split()
    if any(len(word) >= LONG_WORD for word in words):
        return "h1--long"
    return "h1--sentence" if len(words) > SENTENCE_WORDS else ""


def file_size(size: int) -> str:
    """Return a size in bytes as a Dane writes it: "2,4 MB", "612 kB"; decimal units as in SI."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f}".replace(".", ",") + f"{NBSP}MB"
    return f"{max(1, round(size / 1000))}{NBSP}kB"
