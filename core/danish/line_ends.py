"""Lines of set type back into running text: words divided at line ends are joined as Danes divide them."""

import re
from collections.abc import Iterable

SOFT_HYPHEN = "\u00ad"
HYPHENS = f"-\u2010\u2011{SOFT_HYPHEN}"
# What follows a hyphen that stands for a shared last part: "børne- og ungearbejde".
SHARING = {"og", "eller", "samt", "til", "og/eller"}
_DIVIDED = re.compile(rf"(?P<part>[^\W_]+)(?P<hyphen>[{HYPHENS}])\Z")
_FIRST_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)?")


def join_lines(lines: Iterable[str]) -> str:
    """Take the lines of one paragraph; return them as running text, with single spaces and whole words."""
    text = ""
    for line in lines:
        line = " ".join(line.split())
        if not line:
            continue
        text = _join(text, line) if text else line
    return " ".join(text.replace(SOFT_HYPHEN, "").split())


def ends_divided(line: str) -> bool:
    """Whether a line ends in the first part of a divided word."""
    return _DIVIDED.search(line.rstrip()) is not None


def _join(text: str, line: str) -> str:
    divided = _DIVIDED.search(text)
    first = _FIRST_WORD.match(line)
    if not divided or not first:
        return f"{text} {line}"
    kept, part, word = text[: divided.end("part")], divided["part"], first.group()
    if divided["hyphen"] == SOFT_HYPHEN:
        return kept + line
    if word in SHARING:
        return f"{kept}- {line}"
    if _keeps_hyphen(part, word):
        return f"{kept}-{line}"
    return kept + line


def _keeps_hyphen(part: str, word: str) -> bool:
    """Whether the hyphen belongs to the word: "EU-projekt", "2016-planen", "e-mail", "Gellerup-Toveshøj"."""
    if part[-1].isdigit() or word[0].isdigit() or len(part) == 1:
        return True
    if part.isupper():
        # A heading in capitals is divided like any other word.
        return not word.isupper()
    return word[0].isupper()
