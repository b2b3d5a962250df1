"""The database is stopped: kept pages stay, the rest says so in a friendly page with the phone number; then it goes on.

.venv/bin/python -m drills.no_database [--seconds 20]

The house reaches its PostgreSQL through a link to the server's socket. To stop the server for the house, the link is
taken away and every connection is ended: what a stopped server looks like from outside.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import psycopg

from drills.house import Broken, House, house, until
from drills.outcome import Outcome, script
from tools import postgres

SOCKET = ".s.PGSQL.5432"
KEPT = ("/", "/nyheder/", "/kontakt/", "/det-goer-vi/analyse/", "/om-os/medarbejdere/", "/nyheder/aarsskrift-2016/")
REST = ("/soeg/?q=bolig", "/nyheder/side/2/", "/nyheder/2011/", "/findes-ikke/", "/nyheder/rss/", "/sitemap.xml")
NUMBER = "tel:+4522281922"
# An answer without the database that takes longer would keep all threads busy.
SLOWEST = 5.0
PUBLISH = """
import sys
from wagtail.models import Page
page = Page.objects.get(slug="presse").specific
page.title = sys.argv[1]
page.save_revision().publish()
"""


class Server:
    """A PostgreSQL as a house sees it, that can be stopped for that house alone."""

    def __init__(self, url: str, room: Path) -> None:
        parts = urlsplit(url)
        self.folder, self.name, self.room = unquote(parts.hostname or ""), parts.path.lstrip("/"), room
        self.url = url.replace(quote(self.folder, safe=""), quote(str(room), safe=""), 1)
        self.start()

    def start(self) -> None:
        """Let it be reached."""
        (self.room / SOCKET).symlink_to(Path(self.folder) / SOCKET)

    def stop(self) -> None:
        """Let it be gone: no new connection, and none of the old."""
        (self.room / SOCKET).unlink()
        with psycopg.connect(host=self.folder, user="postgres", dbname="template1", autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [self.name])


@contextmanager
def house_on(url: str, folder: Path | None = None) -> Iterator[House]:
    """Start a house on a database whose server the drill may stop."""
    with tempfile.TemporaryDirectory(prefix="drill-") as room:
        server = Server(url, Path(room))
        with house({"DATABASE_URL": server.url}, folder) as made:
            SERVERS[made.site.url] = server
            yield made


SERVERS: dict[str, Server] = {}


@contextmanager
def opened() -> Iterator[House]:
    """Start a house on a server of its own."""
    with postgres.server() as url, house_on(url) as made:
        yield made


def drill(house: House, seconds: float) -> Outcome:
    """Stop the database, ask for so many seconds, let it come back, and publish."""
    outcome, server = Outcome(), SERVERS[house.site.url]
    for path in KEPT:
        house.kept(path)
    # The error pages are kept by the worker, once it is quiet.
    until((house.site.data_folder / "mirror" / "errors" / "503.html").is_file)
    server.stop()
    counts = {"kept pages": 0, "friendly refusals": 0}
    slowest, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        for path in (*KEPT, *REST):
            since = time.monotonic()
            answer = house.ask(path)
            slowest = max(slowest, time.monotonic() - since)
            if path in KEPT:
                is_whole = answer.is_from_file and answer.text.rstrip().endswith("</html>")
                outcome.expect(is_whole, f"{path}: {answer.status}")
                counts["kept pages"] += 1
            else:
                friendly = answer.status == 503 and NUMBER in answer.text and answer.headers.get("Retry-After")
                outcome.expect(friendly, f"{path}: {answer.status}, {answer.text[:60]!r}")
                counts["friendly refusals"] += 1
    outcome.expect(slowest < SLOWEST, f"an answer took {slowest:.1f} s")
    server.start()
    since = time.monotonic()
    until(lambda: house.rendered("/kontakt/").status == 200)
    back = time.monotonic() - since
    title = f"Presse {os.getpid()}"
    house.run(PUBLISH, title)
    outcome.expect(title in house.ask("/om-os/presse/").text, "what was published afterwards is not shown")
    try:
        house.kept("/om-os/presse/")
    except Broken:
        outcome.faults.append("no page is kept any more afterwards")
    house.run(PUBLISH, "Presse")
    outcome.figures |= {**counts, "slowest answer, s": slowest, "back after, s": back}
    return outcome


if __name__ == "__main__":
    script(drill, str(__doc__), "seconds", 20, opened)
