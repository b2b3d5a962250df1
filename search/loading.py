"""Load what is shown of hits: entries, the pages of PDFs, people; each in one query, and only what visitors may see."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection
from django.urls import reverse
from wagtail.models import Site

from core.pictures import prefetch_pictures
from core.querysets import restricted
from people.models import Person
from people.standing_in import portraits
from publications.models import PdfPage
from publications.pdf.quotes import paragraphs
from search.models import Entry


class Found(NamedTuple):
    """An entry as it is shown: what the index says of it, and the address of its page."""

    page_id: int
    person_id: int | None
    title: str
    place: str
    date: dt.date | None
    year: int | None
    text: str
    facts: dict[str, Any]
    url: str

    @property
    def reading(self) -> int:
        """The key of the reading of its PDF; 0 without one."""
        return int(self.facts.get("reading") or 0)


def entries(pks: Iterable[int]) -> dict[int, Found]:
    """Return entries by key, as far as visitors may see their pages now."""
    pks = list(pks)
    if not pks:
        return {}
    seen = Entry.objects.filter(~restricted("page__path"), pk__in=pks, page__live=True)
    rows = seen.values_list("pk", *Found._fields[:-1], "page__url_path")
    roots = [root.root_path for root in Site.get_site_root_paths()]
    return {pk: Found._make([*facts, _address(path, roots)]) for pk, *facts, path in rows}


def _address(path: str, roots: Iterable[str]) -> str:
    """The address of a page, as Wagtail makes it, without making the page."""
    root = next((root for root in roots if path.startswith(root)), "/")
    return reverse("wagtail_serve", args=[path.removeprefix(root)])


def people(found: Iterable[Found]) -> dict[int, Person]:
    """Return the people among entries by key, with what their cards show."""
    pks = [entry.person_id for entry in found if entry.person_id]
    if not pks:
        return {}
    rows = list(Person.objects.filter(pk__in=pks).select_related("portrait", "stand_in__portrait"))
    prefetch_pictures(portraits(rows), "portrait")
    return {person.pk: person for person in rows}


def leaf_texts(wanted: set[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Take readings with numbers of their pages; return the text of each."""
    if not wanted:
        return {}
    pairs = ", ".join(["(%s, %s)"] * len(wanted))
    statement = (
        f"WITH wanted(reading, leaf) AS (VALUES {pairs}) SELECT p.reading_id, p.number, p.text"  # noqa: S608  (our table)
        f" FROM wanted JOIN {PdfPage._meta.db_table} p ON p.reading_id = wanted.reading AND p.number = wanted.leaf"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [key for pair in wanted for key in pair])
        return {(reading, number): "\n".join(paragraphs(text)) for reading, number, text in cursor.fetchall()}
