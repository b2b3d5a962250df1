"""What an export says, as plain values; nothing of authors and comments, whose names and addresses stay behind."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass
class Term:
    """A category or a tag."""

    kind: str
    slug: str
    name: str

    @property
    def key(self) -> str:
        """What names it in the table of topics."""
        return f"{self.kind}:{self.slug}"


@dataclass
class Item:
    """A post, a page, an attachment, or anything else that WordPress keeps as one of them."""

    wp_id: int = 0
    guid: str = ""
    kind: str = ""
    status: str = ""
    title: str = ""
    slug: str = ""
    link: str = ""
    parent: int = 0
    order: int = 0
    content: str = ""
    excerpt: str = ""
    date: str = ""
    published: str = ""
    has_password: bool = False
    file_url: str = ""
    file: str = ""
    alt: str = ""
    thumbnail: int = 0
    terms: list[Term] = field(default_factory=list)
    comments: int = 0

    @property
    def key(self) -> str:
        """What tells it from all others, in this export and the next."""
        # WordPress lets a post have the slug of a file, and then both have the same GUID.
        return f"{self.kind}:{self.guid or self.wp_id}"[:500]

    def moment(self) -> dt.datetime | None:
        """Return when it was published, as the clock on the old site's wall said; None where that can't be read."""
        return _moment(self.date) or _moment(self.published)


@dataclass
class SiteFacts:
    """What the export says of itself and of the site."""

    version: str = ""
    title: str = ""
    url: str = ""
    terms: dict[str, Term] = field(default_factory=dict)
    # Signs that XML doesn't allow and WordPress lets in; they were left out.
    stray_signs: int = 0


def _moment(text: str) -> dt.datetime | None:
    for form in ("%Y-%m-%d %H:%M:%S", "%a, %d %b %Y %H:%M:%S %z"):
        try:
            found = dt.datetime.strptime(text.strip(), form)
        except ValueError:
            continue
        return found.replace(tzinfo=None) if 1990 <= found.year < 2100 else None
    return None
