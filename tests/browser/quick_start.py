"""What a site under test need not make again: its collected static files, and a database with the initial content.

The site starts as `make serve` does, and finds done what an earlier start did; what changed since, it does anew.
"""

import fcntl
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.plugins.database import DATABASE, MEDIA, known_database
from tools.site import ROOT, Site, running_site

CACHE = ROOT / ".pytest_cache" / "site"
# Collected files, the stamp by which `tools.prepare` knows whether they are those of today, and what it is built from.
STATIC = ("static", "static.stamp", "stylesheet")


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder."""
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.is_file():
        shutil.copy2(source, target)


@contextmanager
def quick_site(data_folder: Path, environ: Mapping[str, str] | None = None) -> Iterator[Site]:
    """Run the site with its data in a new folder; of several workers that start one, the first does the work."""
    CACHE.mkdir(parents=True, exist_ok=True)
    data_folder.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for name in STATIC:
            copy(CACHE / name, data_folder / name)
        kept = known_database()
        for name in (DATABASE, MEDIA):
            copy(kept / name, data_folder / name)
        with running_site(data_folder, environ, seconds=600) as site:
            keep_static(data_folder)
            fcntl.flock(lock, fcntl.LOCK_UN)
            yield site


def keep_static(data_folder: Path) -> None:
    """Keep the collected files for the next start, unless they are kept already."""
    stamp, kept = data_folder / STATIC[1], CACHE / STATIC[1]
    if kept.exists() and kept.read_bytes() == stamp.read_bytes():
        return
    kept.unlink(missing_ok=True)
    for name in (STATIC[0], STATIC[2]):
        shutil.rmtree(CACHE / name, ignore_errors=True)
    for name in STATIC:
        copy(data_folder / name, CACHE / name)
