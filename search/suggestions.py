"""What a visitor may mean while typing: titles of pages and names of people, in two small queries."""

from django.db import connection

from core.danish.stemming import fold, seen
from core.danish.tokens import WORD
from core.querysets import restricted
from core.text import printable
from search.models import Entry, Posting, Term

SHORTEST, LONGEST = 2, 60
MOST = 6
# So many words that begin as typed are looked at, and so many titles of each.
MOST_WORDS, OF_A_WORD = 8, 10
# Of all these the best are loaded.
LOADED = 24
_LAST = "\U0010ffff"


def suggestions(typed: str) -> list[str]:
    """Take what was typed so far; return titles in which each of its words begins a word, the best first."""
    begun = [fold(word) for word in WORD.findall(seen(printable(typed[:LONGEST])))]
    # The longest word says most; the others are looked for in the titles it finds.
    longest = max(begun, key=len, default="")
    if len(longest) < SHORTEST:
        return []
    key = f"={longest}"
    words = Term.objects.filter(key__gte=key, key__lt=key + _LAST).order_by("-units", "key")
    numbers = list(words.values_list("pk", flat=True)[:MOST_WORDS])
    if not numbers:
        return []
    found: dict[str, str] = {}
    for title in _titles(numbers):
        there = [fold(word) for word in WORD.findall(title)]
        if all(any(one.startswith(word) for one in there) for word in begun):
            found.setdefault(title.casefold(), title)
    return list(found.values())[:MOST]


def _titles(numbers: list[int]) -> list[str]:
    """The titles that say most of some words and that visitors may see, in one query for all."""
    posting = Posting._meta.db_table
    best = " UNION ALL ".join(
        f"SELECT * FROM (SELECT entry_id, weight FROM {posting} WHERE term_id = %s AND is_publication = %s"  # noqa: S608
        " ORDER BY weight DESC, entry_id DESC LIMIT %s) AS one"
        for _number in numbers
        for _kind in range(2)
    )
    given: list[object] = [value for number in numbers for kind in (False, True) for value in (number, kind, OF_A_WORD)]
    with connection.cursor() as cursor:
        # Names of our own tables alone; whatever was typed isn't in it at all.
        cursor.execute(
            f"SELECT entry_id, MAX(weight) AS most FROM ({best}) AS b"  # noqa: S608
            " GROUP BY entry_id ORDER BY most DESC, entry_id DESC LIMIT %s",
            [*given, LOADED],
        )
        weights = dict(cursor.fetchall())
    entries = Entry.objects.filter(~restricted("page__path"), pk__in=weights, page__live=True)
    rows = sorted(entries.values_list("pk", "title"), key=lambda row: (-weights[row[0]], -row[0]))
    return [title for _pk, title in rows]
