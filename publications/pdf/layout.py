"""From lines on a page to paragraphs: by their distance, size, indent and column, with clean characters."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.danish.line_ends import ends_divided, join_lines

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " ", "\u2028": "\n"}
)
# Controls, halves of pairs, private use, not assigned; and invisible formatting but for what joins letters.
UNWANTED = {"Cc", "Cs", "Co", "Cn", "Cf"}
WANTED = {"\n", "\t", "\u00ad", "\u200c", "\u200d"}
BULLET = re.compile(r"[•▪◦‣·–*-]\s")
LONE_BULLET = re.compile(r"[•▪◦‣·]\s*\Z")
CONTENTS_ENTRY = re.compile(r"[^\W\d].*[\s.…]\d{1,3}\Z")
SENTENCE_END = re.compile(r"[.!?:…][\"'»”)]*\Z")


@dataclass(frozen=True)
class Line:
    """A line of text with its box in points, y upward; a box of zeros is unknown."""

    text: str
    left: float = 0
    bottom: float = 0
    right: float = 0
    top: float = 0

    @property
    def height(self) -> float:
        """The height of the box, which follows the size of the type."""
        return self.top - self.bottom


def clean(text: str, longest: int | None = None) -> str:
    """Return the text composed (NFC), without control and other invisible characters, cut to `longest`."""
    text = unicodedata.normalize("NFC", text.translate(LIGATURES))
    kept = "".join(one for one in text if one in WANTED or unicodedata.category(one) not in UNWANTED)
    return kept[:longest]


def one_line(text: str, longest: int) -> str:
    """Return the text clean, on one line, cut to `longest`."""
    return " ".join(clean(text).replace("\u00ad", "").split())[:longest].rstrip()


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Take the lines of a page in reading order; return its paragraphs, words joined across line ends."""
    lines = with_bullets([replace(line, text=clean(line.text).strip()) for line in lines])
    lines = [line for line in lines if line.text]
    pitch = usual_pitch(lines)
    widest = max((line.right for line in lines), default=0)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not begins_paragraph(groups[-1], line, pitch, widest):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [text for group in groups if (text := join_lines(line.text for line in group))]


def with_bullets(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with each bullet that stands alone put before the line it marks, or left out."""
    result = [line for line in lines if not LONE_BULLET.match(line.text)]
    for bullet in lines:
        if not LONE_BULLET.match(bullet.text) or not bullet.height:
            continue
        for place, line in enumerate(result):
            if abs(line.bottom - bullet.bottom) < line.height / 4 and bullet.left < line.left:
                if not BULLET.match(line.text):
                    result[place] = replace(line, text=f"• {line.text}")
                break
    return result


def usual_pitch(lines: Sequence[Line]) -> float:
    """Return the distance from line to line inside paragraphs, as a part of the type's height; 1.2 when unknown."""
    pitches = sorted(
        (above.top - below.top) / below.height
        for above, below in zip(lines, lines[1:], strict=False)
        if same_size(above, below) and 0.5 * below.height < above.top - below.top < 2.2 * below.height
    )
    # Inside paragraphs lines stand closest; distances between paragraphs are the larger ones.
    return pitches[len(pitches) // 4] if pitches else 1.2


def same_size(one: Line, other: Line) -> bool:
    """Whether two lines are set in about the same size."""
    return bool(one.height and other.height) and 0.88 < one.height / other.height < 1.14


def begins_paragraph(group: Sequence[Line], line: Line, pitch: float, widest: float) -> bool:
    """Whether a line begins a new paragraph after those of `group`."""
    last = group[-1]
    if BULLET.match(line.text):
        return True
    if not last.height or not line.height:
        return False
    if not same_size(last, line):
        return True
    step = (last.top - line.top) / line.height
    if abs(step) < 0.3:
        return False
    if ends_divided(last.text):
        return False
    if CONTENTS_ENTRY.match(last.text) and CONTENTS_ENTRY.match(line.text):
        return True
    starts_small = line.text[0].islower()
    if step < 0 or step > 4:
        # Another column or place on the page: a sentence may go on there.
        return not starts_small or SENTENCE_END.search(last.text) is not None
    if step > 1.25 * pitch:
        return True
    ended = SENTENCE_END.search(last.text) is not None
    if ended and line.left > last.left + 0.5 * line.height:
        return True
    short = last.right - last.left < 0.6 * (widest - last.left)
    return short and not starts_small
