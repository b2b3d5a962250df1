"""The whole public site in a folder; that nothing read is torn or stale is for the drills (tests/drills/)."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.addresses import FEEDS, LISTS, PAGES
from tests.browser.content import PRIVATE_SLUG
from tools.site import ROOT, Site

LINK = re.compile(r'\s(?:href|src|poster)="(/[^"#?]*)')
SRCSET = re.compile(r'srcset="([^"]+)"')


def environ(site: Site) -> dict[str, str]:
    """The environment of a command that works on the site's data."""
    found = {**os.environ, "DATA_DIR": str(site.data_folder), "SITE_URL": site.url, "PYTHONUTF8": "1"}
    found.pop("DATABASE_URL", None)
    return found


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
