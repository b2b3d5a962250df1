"""Eight editors at once, each making, saving and publishing posts: no lock error, no answer but the right one.

.venv/bin/python -m drills.editors [--count 20] [--postgres]
"""

import http.client
import threading
import time
from dataclasses import dataclass, field

from drills.house import House, Visitor
from drills.outcome import Outcome, script

EDITORS = 8
INDEX = "from news.models import NewsIndexPage; print(NewsIndexPage.objects.get().pk)"
REMOVE = """
from news.models import NewsPage
for page in NewsPage.objects.filter(slug__startswith="oevelse-"):
    page.delete()
"""
SENT = {"summary": "Kort om nyheden.", "date": "2020-01-02", "body-count": "0"}
SENT |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}


@dataclass
class Editor:
    """One of the staff, with a post."""

    house: House
    staff: Visitor
    slug: str
    index: str
    outcome: Outcome
    took: list[float] = field(default_factory=list)
    edit: str = ""

    def send(self, path: str, title: str, **more: str) -> str:
        """Send the form of the post; return where the answer leads, "" when it was not kept."""
        since = time.monotonic()
        try:
            answer = self.staff.send(path, {**SENT, "title": title, "slug": self.slug, **more})
        except (OSError, http.client.HTTPException) as error:
            self.outcome.faults.append(f"{self.slug}, {title}: {type(error).__name__}")
            return ""
        self.took.append(time.monotonic() - since)
        self.outcome.expect(answer.status == 302, f"{self.slug}, {title}: {answer.status}")
        return str(answer.headers.get("Location", "")) if answer.status == 302 else ""

    def work(self, rounds: int) -> None:
        """Make a post; then save a draft and publish, again and again; each publication is seen at once."""
        self.edit = self.send(f"/admin/pages/add/news/newspage/{self.index}/", f"{self.slug} er ny")
        for number in range(rounds if self.edit else 0):
            self.send(self.edit, f"{self.slug} kladde {number}.")
            title = f"{self.slug} udgave {number}."
            if self.send(self.edit, title, **{"action-publish": "action-publish"}):
                shown = self.house.ask(f"/nyheder/{self.slug}/")
                self.outcome.expect(title in shown.text, f"{title} was published and is not shown ({shown.status})")


def drill(house: House, count: float) -> Outcome:
    """Let eight editors publish so many times each."""
    outcome = Outcome()
    staff, (index,) = house.staff(EDITORS, REMOVE + INDEX)
    editors = [Editor(house, one, f"oevelse-{number}", index, outcome) for number, one in enumerate(staff)]
    threads = [threading.Thread(target=editor.work, args=[int(count)]) for editor in editors]
    since = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = sorted(one for editor in editors for one in editor.took)
    listed = house.ask("/nyheder/").text
    for editor in editors:
        outcome.expect(f"/nyheder/{editor.slug}/" in listed, f"{editor.slug} is not in the list")
    log = house.site.log.read_text(errors="replace")
    outcome.expect("database is locked" not in log and "deadlock" not in log, "the log tells of a lock")
    outcome.figures |= {
        "forms sent": len(took),
        "a second": len(took) / (time.monotonic() - since),
        "slowest, s": took[-1] if took else 0.0,
        "half are quicker than, s": took[len(took) // 2] if took else 0.0,
    }
    house.run(REMOVE)
    return outcome


if __name__ == "__main__":
    script(drill, str(__doc__), "count", 20)
