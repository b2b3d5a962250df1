"""The passage of a text that answers, with the words marked; everything else escaped."""

from collections.abc import Collection

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.danish.stemming import candidates, seen, stem
from core.danish.tokens import numbers

LENGTH = 210
# How far a passage may begin before the word, to begin with a sentence.
LEAD = 90
# Of a long text so much is looked through.
LONGEST_TEXT = 12_000
Span = tuple[int, int, str]


class Marker:
    """Marks the words of one query."""

    def __init__(self, keys: Collection[str]) -> None:
        self.keys = frozenset(keys)
        self.candidates = candidates(key for key in self.keys if key.isalnum())
        self.has_numbers = any(not key.isalpha() for key in self.keys)

    def spans(self, text: str) -> list[Span]:
        """Return where the words stand in a text: begin, end, stem."""
        found = [
            (start, end, key)
            for start, end, keys, _words in (numbers(text) if self.has_numbers else ())
            for key in keys[-1:]
            if self.keys.intersection(keys)
        ]
        taken = [(start, end) for start, end, _key in found]
        for match in self.candidates.finditer(text):
            if (key := stem(match.group())) not in self.keys:
                continue
            if not any(start <= match.start() < end for start, end in taken):
                found.append((match.start(), match.end(), key))
        return sorted(found)

    def marked(self, text: str) -> SafeString:
        """Return a whole text with the words marked."""
        text = seen(text)
        return self._marked(text, self.spans(text), 0, len(text))

    def passage(self, text: str) -> SafeString:
        """Return the part of a text with most of the words, or its beginning where it has none."""
        text = seen(text)[:LONGEST_TEXT]
        spans = self.spans(text)
        begin = _begin(text, _densest(spans)) if spans else 0
        end = _end(text, begin)
        passage = self._marked(text, [span for span in spans if begin <= span[0] and span[1] <= end], begin, end)
        more = "…" if text[end:].strip() else ""
        before = "… " if begin and text[begin - 1] not in "\n" and not _ends_sentence(text[:begin]) else ""
        return format_html("{}{}{}", before, passage, more)

    @staticmethod
    def _marked(text: str, spans: list[Span], begin: int, end: int) -> SafeString:
        parts, at = [], begin
        for start, stop, _key in spans:
            parts += [escape(text[at:start]), "<mark>", escape(text[start:stop]), "</mark>"]
            at = stop
        parts.append(escape(text[at:end]))
        # Every part of the text was escaped; the rest is the two tags above.
        return mark_safe("".join(parts).replace("\n", " "))  # noqa: S308


def _densest(spans: list[Span]) -> int:
    """Where the passage's length of text begins that holds most different words."""
    best, most = spans[0][0], 0
    for place, (start, _end, _key) in enumerate(spans):
        within = {key for begin, end, key in spans[place : place + 20] if end <= start + LENGTH - LEAD // 2}
        if len(within) > most:
            best, most = start, len(within)
    return best


def _begin(text: str, word: int) -> int:
    """Where to begin so that a word is in sight: with its sentence, else with a word before it."""
    earliest = max(0, word - LEAD)
    if earliest == 0 and "\n" not in text[:word]:
        return 0
    ahead = text[earliest:word]
    ends = [ahead.rfind(mark) + len(mark) for mark in ("\n", ". ", "! ", "? ") if mark in ahead]
    if ends:
        return earliest + max(ends)
    space = ahead.find(" ")
    return earliest + space + 1 if space >= 0 else word


def _end(text: str, begin: int) -> int:
    if len(text) <= begin + LENGTH:
        return len(text)
    space = text.rfind(" ", begin + LENGTH // 2, begin + LENGTH)
    return space if space > 0 else begin + LENGTH


def _ends_sentence(text: str) -> bool:
    return text.rstrip()[-1:] in ".!?"
