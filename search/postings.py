"""Read the best postings of some terms, and those of entries that have all of several terms, in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from search.models import Entry, Posting

# Of the rarest of several terms so many are looked through for those that have all the others, and so many are taken.
LOOKED_THROUGH, OF_ALL = 500, 40
POSTING, ENTRY = Posting._meta.db_table, Entry._meta.db_table
COLUMNS, BEST = "p.term_id, p.weight, p.leaves, p.entry_id", "ORDER BY p.weight DESC, p.entry_id DESC LIMIT %s"


@dataclass(frozen=True)
class Chosen:
    """The filters: a kind, the slug of a topic, a year; None or "" for all."""

    kind: int | None = None
    topic: str = ""
    year: int | None = None


def rows(lists: Iterable[tuple[list[int], int]], all_of: Sequence[int], chosen: Chosen) -> list[tuple]:
    """Return whether it is of an entry with all of some terms, term, weight, leaves, and of the entry: key, kind,
    year and topics.

    Takes lists of terms with how many postings of each list; the terms that an entry must all have, the rarest first,
    or none; and the filters.
    """
    parts, given = [], []
    for numbers, most in lists:
        for is_publication in (False, True):
            part, values = _best(numbers, is_publication, most // 2 if is_publication else most, chosen)
            parts.append(part)
            given += values
    for is_publication in (False, True) if all_of else ():
        part, values = _having_all(all_of, is_publication, chosen)
        parts.append(part)
        given += values
    statement = (
        "SELECT b.has_all, b.term_id, b.weight, b.leaves, e.id, e.kind, e.year, e.topics"  # noqa: S608  (see below)
        f" FROM ({' UNION ALL '.join(parts)}) AS b JOIN {ENTRY} e ON e.id = b.entry_id"
    )
    # Names of our own tables alone stand in the statement; whatever was typed goes along as a value.
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


def rows_of(entries: Iterable[int], terms: Iterable[int]) -> list[tuple[int, int, int, bytes | None]]:
    """Return term, entry, weight and leaves of the postings that some entries have of some terms."""
    given = [list(entries), list(terms)]
    if not all(given):
        return []
    places = [", ".join(["%s"] * len(numbers)) for numbers in given]
    statement = (
        f"SELECT p.term_id, p.entry_id, p.weight, p.leaves FROM {POSTING} p"  # noqa: S608  (as above)
        f" WHERE p.entry_id IN ({places[0]}) AND p.term_id IN ({places[1]})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*given[0], *given[1]])
        return cursor.fetchall()


def _best(numbers: Sequence[int], is_publication: bool, most: int, chosen: Chosen) -> tuple[str, list[object]]:
    """The best postings of some terms. Publications have lists of their own: they are few among many posts."""
    join, values = _filtered(chosen)
    places = ", ".join(["%s"] * len(numbers))
    where = f"WHERE p.term_id IN ({places}) AND p.is_publication = %s"
    part = f"SELECT 0 AS has_all, one.* FROM (SELECT {COLUMNS} FROM {POSTING} p{join} {where} {BEST}) AS one"  # noqa: S608
    return part, [*values, *numbers, is_publication, most]


def _having_all(numbers: Sequence[int], is_publication: bool, chosen: Chosen) -> tuple[str, list[object]]:
    """The best postings of a term among those of entries that have the others as well."""
    rarest, *others = numbers
    join, values = _filtered(chosen)
    # The key alone is read of those that are looked through; it is an index, and the leaves stand elsewhere.
    key = "p.term_id, p.is_publication, p.weight, p.entry_id"
    first = f"SELECT {key} FROM {POSTING} p{join} WHERE p.term_id = %s AND p.is_publication = %s {BEST}"  # noqa: S608
    other = f"EXISTS (SELECT 1 FROM {POSTING} o WHERE o.entry_id = p.entry_id AND o.term_id = %s)"  # noqa: S608
    having = " AND ".join([other] * len(others))
    part = (
        f"SELECT 1 AS has_all, {COLUMNS} FROM (SELECT p.* FROM ({first}) AS p WHERE {having} {BEST}) AS one"  # noqa: S608
        f" JOIN {POSTING} p ON p.term_id = one.term_id AND p.is_publication = one.is_publication"
        " AND p.weight = one.weight AND p.entry_id = one.entry_id"
    )
    return part, [*values, rarest, is_publication, LOOKED_THROUGH, *others, OF_ALL]


def _filtered(chosen: Chosen) -> tuple[str, list[object]]:
    """The join that leaves what was chosen, and its values; nothing where all is wanted."""
    topic = f"%|{chosen.topic}=%" if chosen.topic else None
    conditions = {"f.kind = %s": chosen.kind, "f.year = %s": chosen.year, "f.topics LIKE %s": topic}
    wanted = {condition: value for condition, value in conditions.items() if value}
    join = f" JOIN {ENTRY} f ON f.id = p.entry_id AND {' AND '.join(wanted)}" if wanted else ""
    return join, [*wanted.values()]
