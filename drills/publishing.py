"""Publishers who publish through the admin all the time, and readers who look whether what they see can be right."""

import hashlib
import http.client
import re
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from json import dumps

import brotli

from drills.house import Answer, House, Visitor

# Two pages of the menu, which every page shows: each publisher counts its own up, and says when that is committed.
SLUGS = ("spejl-a", "spejl-b")
READ = ("/kontakt/", "/om-os/", "/spejl-a/", "/")
ENCODINGS = ("", "gzip", "br")
# Time for what was published to be read.
PAUSE = 0.4
MAKE = """
from home.models import HomePage, TextPage
for slug in ("spejl-a", "spejl-b"):
    page = TextPage(title=f"{slug} nr. 0 slut", slug=slug, show_in_menus=True, body=[("text", "<p>Prøve</p>")])
    HomePage.objects.get().add_child(instance=page)
    print(page.pk)
"""
REMOVE = """
from wagtail.models import Page
for page in Page.objects.filter(slug__in=["spejl-a", "spejl-b"]):
    page.delete()
"""


# What the admin's form of such a page sends, beside its title.
TEXT = {"blocks": [{"key": "a", "text": "Prøve", "type": "unstyled", "depth": 0}], "entityMap": {}}
FORM = {"summary": "", "show_in_menus": "on", "language": "da", "direction": "ltr", "body-count": "1"}
FORM |= {"body-0-deleted": "", "body-0-order": "0", "body-0-type": "text", "body-0-id": "", "body-0-value": dumps(TEXT)}
FORM |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "action-publish": "action-publish"}


def plain(answer: Answer) -> str:
    """Return a page's text, whatever it was encoded as; raises where the bytes are not whole."""
    encoding = answer.headers.get("Content-Encoding", "")
    if encoding == "br":
        return brotli.decompress(answer.body).decode()
    if encoding == "gzip":
        unpacker = zlib.decompressobj(wbits=31)
        text = unpacker.decompress(answer.body)
        if not unpacker.eof:
            raise zlib.error("the page ends in the middle")
        return text.decode()
    return answer.body.decode()


@dataclass
class Publishers:
    """Threads that publish through the admin, and which number of each is committed for certain."""

    house: House
    pages: dict[str, int]
    staff: list[Visitor]
    committed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SLUGS, 0))
    # Answers to a publication that were not the redirect of one that was done; connections that broke.
    refused: list[str] = field(default_factory=list)
    broken: int = 0

    def publish(self, slug: str, number: int) -> bool:
        """Publish a page with a number; return whether the admin says that it is."""
        sent = {**FORM, "title": f"{slug} nr. {number} slut", "slug": slug}
        who = self.staff[SLUGS.index(slug)]
        answer = who.send(f"/admin/pages/{self.pages[slug]}/edit/", sent)
        if answer.status != 302:
            self.refused.append(f"{slug} {number}: the admin answers {answer.status}")
            return False
        self.committed[slug] = number
        return True

    def keep_publishing(self, slug: str, done: threading.Event) -> None:
        """Publish one number after the other until told to stop."""
        number = self.committed[slug]
        while not done.is_set():
            number += 1
            try:
                self.publish(slug, number)
            except (OSError, http.client.HTTPException):
                # The process was killed that was at it; it may have committed.
                self.broken += 1
            done.wait(PAUSE)


@dataclass
class Readings:
    """What the readers saw."""

    pages: int = 0
    from_files: int = 0
    broken: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def faults_of(house: House, path: str, encoding: str, publishers: Publishers, seen: Readings) -> Iterator[str]:
    """Ask for a page and yield what is wrong with it: anything but 200, torn, or older than what was committed."""
    before, since = dict(publishers.committed), time.monotonic()
    answer = house.ask(path, **{"Accept-Encoding": encoding or "identity"})
    seen.slowest = max(seen.slowest, time.monotonic() - since)
    if answer.status != 200 or len(answer.body) != int(answer.headers["Content-Length"]):
        yield f"{path}: {answer.status}, {len(answer.body)} bytes"
        return
    if answer.is_from_file:
        seen.from_files += 1
        if answer.headers["ETag"] != f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"':
            yield f"{path}: another page than its ETag says"
    try:
        text = plain(answer)
    except (zlib.error, brotli.error, UnicodeDecodeError) as error:
        yield f"{path}: {error}"
        return
    if not text.rstrip().endswith("</html>"):
        yield f"{path}: the page ends in the middle"
    for slug in SLUGS:
        shown = max(map(int, re.findall(rf"{slug} nr\. (\d+) slut", text)), default=-1)
        if shown < before[slug]:
            yield f"{path}: {slug} is {shown}, though {before[slug]} was published before"


@contextmanager
def publishers_at(house: House) -> Iterator[Publishers]:
    """Make the pages and the staff; the pages are gone at the end."""
    staff, keys = house.staff(len(SLUGS), REMOVE + MAKE)
    try:
        yield Publishers(house, dict(zip(SLUGS, map(int, keys), strict=True)), staff)
    finally:
        house.run(REMOVE)


@contextmanager
def publishing_and_reading(publishers: Publishers) -> Iterator[Readings]:
    """Let all publish and read during the block; yields what is read."""
    done, seen, lock = threading.Event(), Readings(), threading.Lock()

    def read(path: str) -> None:
        turn = 0
        while not done.is_set():
            encoding = ENCODINGS[turn % len(ENCODINGS)]
            turn += 1
            try:
                found = list(faults_of(publishers.house, path, encoding, publishers, seen))
            except (OSError, http.client.HTTPException):
                seen.broken += 1
                done.wait(0.05)
                continue
            with lock:
                seen.pages += 1
                seen.faults += found

    threads = [threading.Thread(target=read, args=[path]) for path in READ]
    threads += [threading.Thread(target=publishers.keep_publishing, args=[slug, done]) for slug in SLUGS]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        done.set()
        for thread in threads:
            thread.join()
