"""Captions as WebVTT (W3C, https://www.w3.org/TR/webvtt1/): every fault in a file, with its line and what to do."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_BYTES = 1_000_000
# A file that is something else altogether would have a fault in every line.
MOST_FAULTS = 10
HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMINGS = re.compile(rf"[ \t]*{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t]+(.*?))?[ \t]*")
PERCENT = r"\d{1,3}(?:\.\d+)?%"
ALIGN = r"(?:start|center|end|left|right)"
SETTING = re.compile(
    rf"vertical:(?:rl|lr)|line:(?:-?\d+|{PERCENT})(?:,(?:start|center|end))?|size:{PERCENT}|align:{ALIGN}"
    rf"|position:{PERCENT}(?:,(?:line-left|center|line-right))?|region:\S+"
)
# Subtitles of the SubRip kind have a comma before the thousandths.
SUBRIP_TIMINGS = re.compile(r"\s*\d{1,2}:\d\d:\d\d,\d{1,3}\s*-->.*")
TAG = re.compile(r"<(/?)([^>]*)>?")
KNOWN_TAG = re.compile(r"(?:(?:c|i|b|u|ruby|rt|v|lang)(?:\.[^\s.>]+)*(?:[ \t][^>]*)?|" + TIME + r")?")
NOT_CUES = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return _("Line %(line)d: %(sentence)s") % {"line": self.line, "sentence": self.sentence}


def check(data: bytes, duration: float = 0) -> list[Fault]:
    """Return the faults of a captions file, at most MOST_FAULTS; duration is the film's in seconds, 0 if unknown."""
    if len(data) > MOST_BYTES:
        return [Fault(1, _("The file is larger than 1 MB. Captions are text; is this the right file?"))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [Fault(line, _("The letters can't be read. Save the file as UTF-8."))]
    lines = re.split(r"\r\n|\n|\r", text)
    if not HEADER.fullmatch(lines[0]):
        return [Fault(1, _explain_header(lines))]
    reader = _Reader(lines, duration)
    reader.read()
    return reader.faults[:MOST_FAULTS]


def _explain_header(lines: list[str]) -> str:
    if any(SUBRIP_TIMINGS.fullmatch(line) for line in lines[:10]):
        return _("This is an SRT file. Save it as WebVTT (.vtt) in the program you made it with.")
    return _("The file must begin with the word WEBVTT on a line of its own.")


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


class _Reader:
    """Goes through the blocks of a file, which blank lines part, and notes what is wrong."""

    def __init__(self, lines: list[str], duration: float) -> None:
        self.lines, self.duration = lines, duration
        self.faults: list[Fault] = []
        self.cues = 0
        self.last_start = 0.0

    def read(self) -> None:
        """Read all blocks."""
        if len(self.lines) > 1 and self.lines[1].strip():
            self._note(2, _("Below WEBVTT there must be an empty line."))
        block: list[tuple[int, str]] = []
        for number, line in enumerate([*self.lines[1:], ""], start=2):
            if line.strip(" \t"):
                block.append((number, line))
            elif block:
                self._read_block(block)
                block = []
        if not self.cues and not self.faults:
            self._note(len(self.lines), _("There are no captions in the file."))

    def _note(self, line: int, sentence: str) -> None:
        self.faults.append(Fault(line, sentence))

    def _read_block(self, block: list[tuple[int, str]]) -> None:
        first = block[0][1]
        kind = first.split(maxsplit=1)[0]
        if kind in NOT_CUES and "-->" not in first:
            if kind != "NOTE" and self.cues:
                self._note(block[0][0], _("%(kind)s must stand above the first text.") % {"kind": kind})
            return
        at = 0 if "-->" in first else 1
        if at >= len(block) or "-->" not in block[at][1]:
            self._note(block[0][0], _("There is text without a time. Write the time above it: 00:01.000 --> 00:04.000"))
            return
        self.cues += 1
        self._read_timings(*block[at])
        words = block[at + 1 :]
        if not words:
            self._note(block[at][0], _("Below this time there is no text."))
        for number, line in words:
            self._read_words(number, line)

    def _read_timings(self, number: int, line: str) -> None:
        if SUBRIP_TIMINGS.fullmatch(line):
            self._note(number, _("Write a full stop in the time, not a comma: 00:01.000 --> 00:04.000"))
            return
        found = TIMINGS.fullmatch(line)
        if not found:
            self._note(number, _("The time is not understood. Write it like this: 00:01.000 --> 00:04.000"))
            return
        parts = found.groups()
        start, end = _seconds(*parts[:4]), _seconds(*parts[4:8])
        if end <= start:
            self._note(number, _("The text ends before it begins."))
        if start < self.last_start:
            self._note(number, _("This text begins before the one above it. Put the texts in order of time."))
        elif self.duration and start >= self.duration:
            self._note(number, _("This text begins after the film has ended."))
        self.last_start = max(self.last_start, start)
        for setting in (parts[8] or "").split():
            if not SETTING.fullmatch(setting):
                self._note(number, _("“%(words)s” after the time is not understood.") % {"words": setting[:40]})

    def _read_words(self, number: int, line: str) -> None:
        if "\0" in line:
            self._note(number, _("There is a sign in the text that can't be shown. Write the line again."))
            return
        if "-->" in line:
            self._note(number, _("An empty line is missing above this time."))
            return
        for closing, name in TAG.findall(line):
            if not KNOWN_TAG.fullmatch(name) or (closing and " " in name):
                shown = f"<{closing}{name[:40]}>"
                self._note(number, _("The code %(code)s is not allowed in captions. Take it out.") % {"code": shown})
