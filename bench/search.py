"""Measure a search that nothing was kept of: CPU and queries at few posts and at many, with reports of many pages.

    .venv/bin/python bench/search.py [--posts 10000] [--reports 200] [--pages 40] [--runs 15] [--postgres]

Makes a site of its own with the initial content, measures, adds posts and reports, measures again. Ratios come first:
seconds differ from machine to machine.
"""

import argparse
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

MOST_MS, MOST_QUERIES, MOST_GROWTH, MOST_SUGGESTED_MS = 15.0, 10, 2.0, 5.0
# A common word, a title, several words, an inflected one, a slip, a day, a name, a phrase, a word that nothing has.
QUERIES = ["bolig", "interessevaretagelse", "årsskrift 2016", "nytårskur i sekretariatet", "boligområdernes beboere",
           "projekt beboer møde hjælp", "interesevaretagelse", "5. januar 2017", "Thomas Fegar", '"beboernes vagthund"',
           "hvem kan hjælpe mig med mit projekt", "kommune -rapport", "xyzzyqwv"]  # fmt: skip
TYPED = ["ny", "nytår", "pro", "thomas h", "bolig", "års"]


class Asker:
    """Asks the site as a visitor's browser does, without anything kept between two answers."""

    def __init__(self, runs: int) -> None:
        from django.test import Client

        self.client, self.runs = Client(headers={"host": "localhost"}), runs

    def cost(self, address: str, typed: str) -> tuple[float, int]:
        """Return the median of milliseconds of CPU, and the number of queries beyond finding the site."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        took = []
        self.client.get(address, {"q": typed})
        for _ in range(self.runs):
            since = time.process_time()
            answer = self.client.get(address, {"q": typed})
            took.append((time.process_time() - since) * 1000)
            if answer.status_code != 200:
                raise SystemExit(f"{address} answers {answer.status_code} to {typed}")
        with CaptureQueriesContext(connection) as captured:
            self.client.get(address, {"q": typed})
        routing = sum('FROM "wagtailcore_site"' in query["sql"] for query in captured.captured_queries)
        return statistics.median(took), len(captured) - routing

    def measure(self) -> dict[str, tuple[float, int]]:
        """Return what each search, each suggestion and a plain page cost."""
        found = {f"search {typed}": self.cost("/soeg/", typed) for typed in QUERIES}
        found |= {f"suggest {typed}": self.cost("/soeg/forslag/", typed) for typed in TYPED}
        return found | {"page": self.cost("/privatliv/", "")}


@contextmanager
def site(postgres: bool) -> Iterator[None]:
    """Set up Django on a database of its own with the initial content."""
    from contextlib import ExitStack

    from tools.postgres import server

    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "fællessekretariat.settings"}
        os.environ.pop("DATABASE_URL", None)
        if postgres:
            os.environ["DATABASE_URL"] = stack.enter_context(server())
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("load_initial_content", stdout=io.StringIO())
        call_command("worker", once=True)
        yield
        connection.close()


def main() -> int:
    """Print both measurements; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with site(options.postgres):
        import search_content
        from django.db import connection

        from search.keeping import rebuild
        from search.models import Entry, Posting, Term

        asker = Asker(options.runs)
        few = asker.measure()
        since = time.monotonic()
        search_content.add_reports(options.reports, options.pages)
        reports = time.monotonic() - since
        search_content.add_posts(options.posts)
        since = time.monotonic()
        rebuild()
        print(f"{connection.vendor}: {Entry.objects.count()} entries, {Term.objects.count()} terms, "
              f"{Posting.objects.count()} postings; reports {reports / max(options.reports, 1):.2f} s each, "
              f"rebuilt in {time.monotonic() - since:.0f} s")  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        many = asker.measure()
        return report(few, many, options.posts)


def report(few: dict[str, tuple[float, int]], many: dict[str, tuple[float, int]], posts: int) -> int:
    """Print what was measured beside the goals; return 1 when one is missed."""
    missed = 0
    for name, (before, _queries) in few.items():
        after, queries = many[name]
        most = MOST_SUGGESTED_MS if name.startswith("suggest") else MOST_MS
        fine = after <= most and queries <= MOST_QUERIES and after <= before * MOST_GROWTH
        missed += not fine and name != "page"
        mark = "" if fine else "!"
        print(f"{after / before:5.2f}×  {before:6.1f} → {after:6.1f} ms, {queries:2} queries  {mark} {name}")
    plain = many["page"][0]
    worst = max(cost for name, (cost, _queries) in many.items() if name.startswith("search"))
    print(f"a plain page takes {plain:.1f} ms; the dearest search at {posts} posts {worst / plain:.2f} times that")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
