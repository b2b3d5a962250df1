"""An export laid out on the disk, so that any item can be read at once while only its place is kept in memory."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import IO, Self

from wordpress.wxr.reader import Read
from wordpress.wxr.values import Item, SiteFacts, Term

# What lies in an export without being anybody's content.
MACHINERY = {
    *("revision", "nav_menu_item", "customize_changeset", "oembed_cache", "wp_global_styles", "wp_navigation"),
    *(
        "wp_template",
        "wp_template_part",
        "custom_css",
        "user_request",
        "acf-field",
        "acf-field-group",
        "wp_font_family",
    ),
    *("wp_font_face", "et_pb_layout", "et_template", "et_theme_builder", "et_theme_options", "et_header_layout"),
    *("et_footer_layout", "et_body_layout", "wpcf7_contact_form"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of an item without reading it."""

    place: int
    wp_id: int
    key: str
    kind: str
    status: str
    title: str
    slug: str
    link: str
    parent: int
    order: int


class Spool:
    """The items of an export, by number and by key; a context manager that leaves nothing behind."""

    def __init__(self, file: IO[bytes], progress: Callable[[int], None] = lambda done: None) -> None:
        self.facts = SiteFacts()
        self.entries: list[Entry] = []
        self.by_id: dict[int, Entry] = {}
        self.comments = 0
        self.left: dict[str, int] = {}
        self._rows = tempfile.TemporaryFile(prefix="wordpress-")  # noqa: SIM115  closed by __exit__
        try:
            self._fill(Read(file, self.facts, progress).items())
        except BaseException:
            self._rows.close()
            raise

    def _fill(self, items: Iterator[Item]) -> None:
        keys = set()
        for item in items:
            self.comments += item.comments
            for term in item.terms:
                self.facts.terms.setdefault(term.key, term)
            if item.kind in MACHINERY or item.status in ("auto-draft", "trash") or item.key in keys:
                self.left[item.kind] = self.left.get(item.kind, 0) + 1
                continue
            keys.add(item.key)
            entry = Entry(
                self._rows.tell(),
                item.wp_id,
                item.key,
                item.kind,
                item.status,
                item.title[:255],
                item.slug,
                item.link[:1000],
                item.parent,
                item.order,
            )
            self._rows.write(json.dumps(asdict(item)).encode("ascii") + b"\n")
            self.entries.append(entry)
            self.by_id[item.wp_id] = entry

    def read(self, entry: Entry) -> Item:
        """Return an item whole."""
        self._rows.seek(entry.place)
        values = json.loads(self._rows.readline())
        return Item(**values | {"terms": [Term(**term) for term in values["terms"]]})

    def of(self, *kinds: str) -> list[Entry]:
        """Return the entries of some kinds, in the order of the export."""
        return [entry for entry in self.entries if entry.kind in kinds]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.close()
