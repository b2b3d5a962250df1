"""What is known of a PDF and what may be spent on it: plain values, shared by both sides of the sandbox."""

from dataclasses import dataclass
from enum import StrEnum

from core.limits import DOCUMENT_BYTES

# The width of a page image on a phone, and on anything wider.
PHONE_WIDTH = 480
WIDE_WIDTH = 960
WIDTHS = (PHONE_WIDTH, WIDE_WIDTH)
COVER_WIDTH = 1200
# No page image weighs more; one wider than WIDE_WIDTH may weigh three times as much.
IMAGE_BYTES = 120_000
# A page longer than this many times its width is drawn narrower.
LONGEST_RATIO = 4

TITLE_CHARACTERS = 300
PAGE_CHARACTERS = 20_000
TEXT_CHARACTERS = 4_000_000
BOOKMARKS = 500
BOOKMARK_LEVELS = 6


class Refusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_PDF = "not-pdf"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105
    NO_PAGES = "no-pages"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_DEMANDING = "too-demanding"
    READER_FAILED = "reader-failed"


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: its level counts from 1, its page too; no page when it points nowhere."""

    title: str
    level: int
    page: int | None


@dataclass(frozen=True)
class Page:
    """One page: its number from 1, its size in points as it is shown, its text with a blank line between paragraphs."""

    number: int
    width: float
    height: float
    text: str


@dataclass(frozen=True)
class Reading:
    """All that is read from a PDF, but for its images."""

    title: str
    language: str
    size: int
    tagged: bool
    locked: bool
    outline: tuple[Bookmark, ...]
    pages: tuple[Page, ...]

    @property
    def has_text(self) -> bool:
        """Whether any page has text that can be searched and read aloud."""
        return any(page.text for page in self.pages)

    @property
    def pages_without_text(self) -> tuple[int, ...]:
        """The numbers of the pages that are pictures, or blank."""
        return tuple(page.number for page in self.pages if not page.text)


@dataclass(frozen=True)
class PageImage:
    """One page as WebP, in pixels; `asked` is the width it was drawn for, which a very long page falls short of."""

    page: int
    asked: int
    width: int
    height: int
    data: bytes


@dataclass(frozen=True)
class Limits:
    """What one PDF may cost. Processor seconds count for each page anew, so that a long report is no bomb."""

    size: int = DOCUMENT_BYTES
    pages: int = 1_000
    memory: int = 512 * 1024 * 1024
    page_seconds: float = 10
    # Seconds on the clock: without a sign of life, and for everything, the latter plus some for each page.
    silence: float = 60
    total: float = 120
    total_per_page: float = 3
