"""The disk is full during an upload: the editor is told so, nothing is left half done, visitors notice nothing.

.venv/bin/python -m drills.disk_full [--count 3]

A full disk is made by a limit on how long the files of the processes that answer may grow (RLIMIT_FSIZE): writing ends
in the middle of a file, as on a full disk, and it needs no rights. Linux only.
"""

import resource
import sqlite3
from io import BytesIO
from pathlib import Path

from PIL import Image

from drills.house import Answer, House
from drills.outcome import Outcome, script

PAGES = ("/", "/nyheder/", "/kontakt/")
SIDE = 4000
PUBLISH = {"title": "Kontakt", "slug": "kontakt"}
COUNT = "from core.models import SiteImage; print(SiteImage.objects.count())"
REMOVE = 'from core.models import SiteImage; [one.delete() for one in SiteImage.objects.filter(title="Fuld disk")]'


def picture() -> bytes:
    """Return a picture that can't be made smaller: several megabytes of noise."""
    made = BytesIO()
    Image.effect_noise((SIDE, SIDE), 90).save(made, "PNG")
    return made.getvalue()


def limit(house: House, size: int) -> None:
    """Let no file of the processes that answer grow beyond a size; -1 lifts that."""
    for pid in house.processes("gunicorn"):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def files(house: House) -> set[str]:
    """Return the files of uploads, whole and half."""
    folders = [house.site.data_folder / name for name in ("media", "uploads")]
    return {str(file) for folder in folders for file in folder.rglob("*") if file.is_file()}


def drill(house: House, count: float) -> Outcome:
    """Upload so many times with a full disk; then once with room."""
    outcome, content = Outcome(), picture()
    (staff,), rows = house.staff(1, COUNT)

    def upload() -> Answer:
        sent = {"title": "Fuld disk", "description": "En prøve", "collection": "1", "tags": ""}
        return staff.send("/admin/images/add/", sent, {"file": ("fuld.png", content)})

    for path in PAGES:
        house.kept(path)
    before, refused = files(house), 0
    # Room for the database, and not for the picture.
    room = max(file.stat().st_size for file in house.site.data_folder.glob("db.sqlite3*")) + 1_000_000
    outcome.expect(len(content) > room, "the picture is too small for this drill")
    for _ in range(int(count)):
        limit(house, room)
        try:
            answer = upload()
            is_told = answer.status == 507 and "plads" in answer.text
            refused += is_told
            outcome.expect(is_told, f"the upload is answered with {answer.status}")
            for path in PAGES:
                shown = house.ask(path)
                outcome.expect(shown.is_from_file, f"{path}: {shown.status} while the disk is full")
                outcome.expect(house.rendered(path).status == 200, f"{path} can't be rendered while the disk is full")
        finally:
            limit(house, resource.RLIM_INFINITY)
        outcome.expect(files(house) == before, f"left behind: {sorted(files(house) - before)[:3]}")
    outcome.expect(house.run(COUNT).split() == rows, "a row was kept without its picture")
    answer = upload()
    outcome.expect(answer.status == 302, f"with room again the upload is answered with {answer.status}")
    house.run(REMOVE)
    outcome.expect(is_sound(house.site.data_folder), "the database is damaged")
    outcome.figures |= {"megabytes sent": len(content) / 1e6, "refused in a sentence": f"{refused} of {count:.0f}"}
    return outcome


def is_sound(data_folder: Path) -> bool:
    """Whether SQLite finds its file whole."""
    with sqlite3.connect(f"file:{data_folder}/db.sqlite3?mode=ro", uri=True) as database:
        return bool(database.execute("pragma quick_check").fetchone()[0] == "ok")


if __name__ == "__main__":
    script(drill, str(__doc__), "count", 3)
