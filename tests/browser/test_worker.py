"""The running site's worker is killed in the middle of a reading; the next one goes on, and nothing is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from drills.house import processes, until
from tests.publications.pdf import samples
from tools.site import ROOT, Site

PAGES = 80
STORE = """
from django.core.files import File
from core.models import SiteDocument
SiteDocument.objects.create(title="Prøve: stoppet arbejde", file=File(open({path!r}, "rb"), name="stoppet.pdf"))
"""


def reading(site: Site) -> dict[str, Any]:
    """Return the newest reading as its row in the site's database."""
    with sqlite3.connect(f"file:{site.data_folder}/db.sqlite3?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        return dict(database.execute("select * from publications_pdfreading order by id desc limit 1").fetchone())


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def test_a_killed_worker_loses_nothing(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "stoppet.pdf"
    path.write_bytes(samples.with_text(pages=PAGES))
    environ = {**os.environ, "DATA_DIR": str(site.data_folder), "SITE_URL": site.url, "PYTHONUTF8": "1"}
    environ.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", STORE.format(path=str(path))]
    # The reading begins with the commit; on a busy machine the process that stored the file ends when it is over.
    storing = subprocess.Popen(command, cwd=ROOT, env=environ)
    until(lambda: reading(site)["state"] == "reading" and reading(site)["pages_done"] >= 3)
    (worker,) = processes(site, "manage.py worker")
    readers = children(worker)
    os.kill(worker, signal.SIGKILL)
    killed = reading(site)
    assert killed["state"] == "reading" and killed["pages_done"] < PAGES and killed["lease"]
    until(lambda: not any(Path(f"/proc/{reader}").exists() for reader in readers), 20)

    assert storing.wait(60) == 0
    until(lambda: reading(site)["finished_at"])
    done = reading(site)
    assert (done["state"], done["pages_done"], done["page_count"]) == ("ready", PAGES, PAGES)
    folder = site.data_folder / "media" / "pdf" / f"{done['id']}-{done['digest'][:16]}"
    assert len(list(folder.iterdir())) == 2 * PAGES
    assert all(file.stat().st_size for file in folder.iterdir())
