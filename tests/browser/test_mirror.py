"""The running site's pages as files: publishers, readers and kill -9 at once; and the whole site in a folder."""

import hashlib
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.addresses import FEEDS, LISTS, PAGES
from tests.browser.content import PRIVATE_SLUG
from tests.browser.test_worker import processes, until
from tools.site import ROOT, Site

SECONDS = 12.0
# Two pages of the menu, which every page shows: each publisher counts its own up, and says when that is committed.
PUBLISHER = """
import sys, time
from wagtail.models import Page
slug, number = sys.argv[-2], int(sys.argv[-1])
while True:
    number += 1
    page = Page.objects.get(slug=slug).specific
    page.title = f"{slug} nr. {number} slut"
    page.save_revision().publish()
    print(number, flush=True)
    # Time to be read.
    time.sleep(0.5)
"""
MAKE = """
from home.models import HomePage, TextPage
for slug in ("spejl-a", "spejl-b"):
    page = TextPage(title=f"{slug} nr. 0 slut", slug=slug, show_in_menus=True, body=[("text", "<p>Prøve</p>")])
    HomePage.objects.get().add_child(instance=page)
"""
REMOVE = """
from wagtail.models import Page
for slug in ("spejl-a", "spejl-b"):
    Page.objects.get(slug=slug).delete()
"""
SLUGS = ("spejl-a", "spejl-b")


def environ(site: Site) -> dict[str, str]:
    """The environment of a command that works on the site's data."""
    found = {**os.environ, "DATA_DIR": str(site.data_folder), "SITE_URL": site.url, "PYTHONUTF8": "1"}
    found.pop("DATABASE_URL", None)
    return found


def shell(site: Site, code: str) -> None:
    """Run code on the site's data."""
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", code]
    subprocess.run(command, cwd=ROOT, env=environ(site), check=True)


@dataclass
class Publishers:
    """Processes that publish all the time, and which number of each is committed for certain."""

    site: Site
    committed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SLUGS, 0))
    # How many answers came from a file.
    from_files: int = 0
    running: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    def begin(self, slug: str) -> None:
        """Start one, or go on after it was killed, from above whatever it may have committed."""
        setup = "import django; django.setup()\n"
        environment = {**environ(self.site), "DJANGO_SETTINGS_MODULE": "fællessekretariat.settings"}
        command = [sys.executable, "-c", setup + PUBLISHER, slug, str(self.committed[slug] + 100)]
        made = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        self.running[slug] = made
        threading.Thread(target=self._listen, args=[slug, made], daemon=True).start()

    def _listen(self, slug: str, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            self.committed[slug] = max(self.committed[slug], int(line))

    def end(self) -> None:
        """Kill them where they stand."""
        for process in self.running.values():
            process.kill()
            process.wait()


def get(site: Site, path: str, **headers: str) -> tuple[int, Any, bytes]:
    """Return status, headers and body; raises OSError or HTTPException when the connection breaks."""
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def faults_of(site: Site, path: str, publishers: Publishers) -> Iterator[str]:
    """Ask for a page and yield what is wrong with it: anything but 200, torn, or older than what was committed."""
    before = dict(publishers.committed)
    status, headers, body = get(site, path)
    text = body.decode()
    if status != 200 or not text.rstrip().endswith("</html>") or len(body) != int(headers["Content-Length"]):
        yield f"{path}: {status}, {len(body)} bytes"
        return
    publishers.from_files += "ETag" in headers
    if "ETag" in headers and headers["ETag"] != f'"{hashlib.sha256(body).hexdigest()[:32]}"':
        yield f"{path}: another page than its ETag says"
    for slug in SLUGS:
        shown = max(map(int, re.findall(rf"{slug} nr\. (\d+) slut", text)), default=-1)
        if shown < before[slug]:
            yield f"{path}: {slug} is {shown}, though {before[slug]} was published before"


@contextmanager
def readers(site: Site, publishers: Publishers, faults: list[str]) -> Iterator[list[int]]:
    """Read pages all the time, in four threads; yields how many were read, and how many connections broke."""
    done, counts = threading.Event(), [0, 0]

    def read(path: str) -> None:
        while not done.is_set():
            try:
                faults.extend(faults_of(site, path, publishers))
                counts[0] += 1
            except (OSError, http.client.HTTPException):
                # The process was killed that was answering.
                counts[1] += 1
                time.sleep(0.05)

    threads = [threading.Thread(target=read, args=[path]) for path in ("/kontakt/", "/om-os/", "/spejl-a/", "/")]
    for thread in threads:
        thread.start()
    try:
        yield counts
    finally:
        done.set()
        for thread in threads:
            thread.join()


def test_nothing_read_is_torn_or_older_than_what_was_published_whoever_is_killed(site: Site) -> None:
    shell(site, MAKE)
    publishers, faults = Publishers(site), list[str]()
    try:
        for slug in SLUGS:
            publishers.begin(slug)
        until(lambda: all(publishers.committed.values()))
        kills: list[Callable[[], list[int]]] = [
            lambda: [publishers.running["spejl-a"].pid],
            lambda: processes(site, "gunicorn")[-1:],
            lambda: [publishers.running["spejl-b"].pid],
            lambda: processes(site, "manage.py worker"),
        ]
        with readers(site, publishers, faults) as counts:
            end, turn = time.monotonic() + SECONDS, 0
            while time.monotonic() < end:
                # At no moment in particular: in the middle of whatever it is doing.
                time.sleep(0.4 + 0.37 * (turn % 3))
                for pid in kills[turn % len(kills)]():
                    os.kill(pid, signal.SIGKILL)
                for slug, process in list(publishers.running.items()):
                    if process.poll() is not None:
                        publishers.begin(slug)
                turn += 1
        assert faults == []
        assert turn >= 8 and counts[0] > 20 and counts[1] < counts[0] / 4
        assert publishers.from_files
    finally:
        publishers.end()

    # What the last one killed left behind is mended, and then there is a file again.
    link = site.data_folder / "mirror" / "current"
    until(lambda: link.is_symlink())
    assert list(faults_of(site, "/kontakt/", publishers)) == []
    until(lambda: "ETag" in get(site, "/kontakt/")[1])
    assert list(faults_of(site, "/kontakt/", publishers)) == []
    shell(site, REMOVE)
    assert get(site, "/spejl-a/")[0] == 404
    assert b"spejl-a" not in get(site, "/kontakt/")[2]


LINK = re.compile(r'\s(?:href|src|poster)="(/[^"#?]*)')
SRCSET = re.compile(r'srcset="([^"]+)"')


def place(goal: Path, address: str) -> Path:
    """Return the file that a server of files sends for an address."""
    plain = goal / unquote(address).lstrip("/")
    return plain / "index.html" if address.endswith("/") else plain


def dead_links(goal: Path) -> dict[str, list[str]]:
    """Return the links of each page that lead to no file."""
    found = {}
    for page in goal.rglob("*.html"):
        html = page.read_text()
        links = LINK.findall(html) + [part.split()[0] for one in SRCSET.findall(html) for part in one.split(", ")]
        gone = sorted({link for link in links if not place(goal, urlsplit(link).path).is_file()})
        if gone:
            found[str(page.relative_to(goal))] = gone
    return found


def test_the_export_is_the_whole_public_site_and_every_link_works(site: Site, tmp_path: Path) -> None:
    goal = tmp_path / "archive"
    command = [sys.executable, "manage.py", "mirror", "export", str(goal)]
    subprocess.run(command, cwd=ROOT, env=environ(site), check=True, stdout=subprocess.DEVNULL)
    assert [one for one in [*PAGES, *LISTS] if not place(goal, one).is_file()] == []
    for name in ("404.html", "500.html", "503.html", "robots.txt", "sitemap.xml", "favicon.ico"):
        assert (goal / name).stat().st_size, name
    for feed in FEEDS:
        assert list((goal / feed.strip("/")).glob("index.[xj]*"))
    assert (goal / "udgivelser/aarsskrift-2016/aarsskrift-2016.pdf").read_bytes().startswith(b"%PDF")
    assert list(goal.rglob("*.mp4")) and list(goal.rglob("*.vtt")) and list(goal.rglob("*.woff2"))
    assert dead_links(goal) == {}

    # Nothing that is for staff or for one visitor.
    assert not (goal / "admin").exists()
    private = goal / PRIVATE_SLUG / "index.html"
    assert not private.exists() or "<form" not in private.read_text()
    forms = list(goal.glob("nyheder/*/tilmeld/index.html"))
    assert forms and not any("<form" in form.read_text() for form in forms)

    told = dict(reversed(line.split("  ", 1)) for line in (goal / "MANIFEST.sha256").read_text().splitlines())
    files = {str(file.relative_to(goal)): file for file in goal.rglob("*") if file.is_file()}
    assert set(told) == set(files) - {"MANIFEST.sha256"}
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == digest for name, digest in told.items())
