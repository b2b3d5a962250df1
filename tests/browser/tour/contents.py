"""What in the admin is content and no interface text: whatever stands in the database, and what is no language."""

import html
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.browser.tour.marked import LETTERS, unmarked

# Not written by staff: names of permissions, models and migrations are interface or nothing.
SKIPPED = ("auth_permission", "django_content_type", "django_migrations", "django_session")
# Where one text is put beside another, the strongest first.
SEPARATORS = (" - ", "\n", " · ", " – ", " | ", "(", ")", ": ", "; ", ", ")
EDGES = " \t\n.,:;·–-—…()[]„”“\"'«»/|*#&+0123456789"
# No words of a language: addresses, names of files and formats, keys, units, the house's name.
NAMES = re.compile(
    r"[\w.+-]+@[\w.-]+|https?://\S+|/[\w./-]*|\S+\.(?:pdf|png|jpe?g|webp|avif|mp4|vtt|xlsx|csv|css)"
    r"|PDF|XLSX|CSV|TSV|JPE?G|PNG|GIF|WEBP|WebP|AVIF|SVG|MP4|RSS|ID|KB|MB|kB|px|cm|QR|SMS|CVR|Ctrl|Shift|Alt|Esc|Enter|⌘|LIX"
    r"|Det Boligsociale Fællessekretariat|HTML|H[1-6]|[A-ZÆØÅ]{1,2}|Wagtail v[\d.]+|\d+x\d+"
    r"|Facebook|LinkedIn|YouTube|(?:(?:Ctrl|Shift|Alt) \+ )+\S+",
)
DAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag den kl"
MONTHS = "januar februar marts april maj juni juli august september oktober november december"
DATE_WORDS = {*DAYS.split(), *MONTHS.split(), *(month[:3] for month in MONTHS.split())}


def strings(value: Any) -> Iterator[str]:
    """Yield the texts in a column's value, without their elements; JSON is opened."""
    if isinstance(value, str):
        if value[:1] in "[{":
            try:
                yield from strings(json.loads(value))
            except ValueError:
                pass
            else:
                return
        yield from re.split(r"\n|<[^>]+>", html.unescape(value))
        yield re.sub(r"<[^>]+>", "", html.unescape(value))
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def plain(text: str) -> str:
    """Return a text as it is compared: one space where there is any, nothing at its ends that isn't a word."""
    return " ".join(text.split()).strip(EDGES).casefold()


class Contents:
    """The texts of a site's database."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.texts: set[str] = set()
        self.read()

    def read(self) -> None:
        """Read them anew."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as link:
            tables = [name for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                if table in SKIPPED or table.startswith(("sqlite_", "wagtailsearch_", "modelsearch_")):
                    continue
                for row in link.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  a name that the database gave
                    self.texts.update(plain(text) for value in row for text in strings(value))

    def rows(self, statement: str) -> list[Any]:
        """Return the first column of what a statement finds."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as link:
            return [row[0] for row in link.execute(statement)]

    def holds(self, text: str) -> bool:
        """Whether a text is content, or cut from one, or no language."""
        whole = " ".join(text.split())
        if any(NAMES.fullmatch(one) for one in (whole, whole.strip(EDGES))):
            return True
        text = plain(text)
        if not LETTERS.search(text) or text in self.texts:
            return True
        if set(re.findall(r"[^\W\d_]+", text)) <= DATE_WORDS:
            return True
        return len(text) > 12 and any(one.startswith(text) for one in self.texts)

    def interface(self, text: str) -> list[str]:
        """Return what in a text is interface and came through no catalogue."""
        return [left for piece in unmarked(text) for left in self.left(piece)]

    def left(self, text: str) -> list[str]:
        """Return the parts of a text that are no content, as long as they come."""
        if self.holds(text):
            return []
        for separator in SEPARATORS:
            if separator in text.strip():
                return [left for part in text.split(separator) for left in self.left(part)]
        return [text.strip()]
