"""Text as people paste it: without the signs that no feed, search or database takes."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NOT_A_WORD = re.compile(r"[^\w\s]+")
LONGEST_QUERY = 200


def printable(text: str) -> str:
    """Return the text with control characters (a line break of Word's, NUL) as spaces; tabs and line ends stay."""
    return _CONTROL.sub(" ", text)


def search_words(text: str) -> str:
    """Return what was typed into a search as words alone, so that no operator of the database's is left in it.

    Underscores count as letters; the result may be empty; it is cut at LONGEST_QUERY characters.
    """
    return _NOT_A_WORD.sub(" ", printable(text)).strip()[:LONGEST_QUERY]
