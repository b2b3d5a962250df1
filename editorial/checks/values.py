"""A page as the checks read it, and what they find, as plain values."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Link:
    """A link: its words, and its address or the key of the page or document it leads to."""

    text: str
    address: str = ""
    page: int | None = None
    document: int | None = None
    where: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading in running text."""

    level: int
    text: str
    where: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture that is described to those who can't see it: by its own description, or by words of this place."""

    key: int
    title: str
    description: str
    where: str = ""
    own_words: str = ""

    @property
    def shown(self) -> str:
        """What is read aloud."""
        return self.own_words or self.description


@dataclass(frozen=True)
class Passage:
    """A piece of text, each paragraph on a line; ``where`` is the id of its field or block in the editor."""

    text: str
    where: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    # Paragraphs that are bold from one end to the other.
    bold: tuple[str, ...] = ()
    # Captions and names are no prose.
    is_prose: bool = True


@dataclass(frozen=True)
class Draft:
    """What a page says and shows."""

    passages: tuple[Passage, ...]
    pictures: tuple[Picture, ...] = ()
    language: str = "da"
    # The day that dates without a year are near to; None for a page that stands for years.
    day: dt.date | None = None
    # The LIX that is aimed at.
    limit: int = 30
    offers_contact: bool = False
    # Where the dates of a page are checked by a rule of its own: what that says.
    dates_said: tuple[str, ...] | None = None

    @property
    def prose(self) -> str:
        """The text that a reader reads from one end to the other."""
        return "\n".join(passage.text for passage in self.passages if passage.is_prose)

    @property
    def headings(self) -> Iterator[Heading]:
        """Its headings in order."""
        return (one for passage in self.passages for one in passage.headings)

    @property
    def links(self) -> Iterator[Link]:
        """Its links in order."""
        return (one for passage in self.passages for one in passage.links)


@dataclass(frozen=True)
class House:
    """What the checks must know of the secretariat: whose number is whose (E.164), words that every reader meets."""

    numbers: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Finding:
    """One thing to look at: what it is, how to mend it, where it stands in the editor."""

    rule: str
    said: str
    fix: str
    where: str = ""
    # The sentences it is about.
    sentences: tuple[str, ...] = ()
    # A page of the admin where it is mended, and what the link there says.
    address: str = ""
    action: str = ""
