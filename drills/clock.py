"""The clock jumps, forward and back: what turns by itself has turned on every page at once, and no work is stuck.

.venv/bin/python -m drills.clock [--count 12]

Gunicorn and worker run on a clock that the drill moves (drills/moved_settings.py).
"""

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drills.house import House, house, until
from drills.outcome import Outcome, script

HOUR, DAY = 3600, 86400
JUMPS = (90, 2 * HOUR, 3 * HOUR, DAY, 0, 400 * DAY, 7 * DAY, -3 * HOUR, -400 * DAY, 30 * DAY, -60, 0)
MAKE = """
import datetime as dt
from django.utils import timezone
from news.models import InvitationPage, NewsIndexPage
from wagtail.models import Page
now = timezone.now()
hour = dt.timedelta(hours=1)
page = InvitationPage(title="Uroprøve", slug="uroproeve", start=now + 2 * hour, end=now + 3 * hour, place="Aarhus")
NewsIndexPage.objects.get().add_child(instance=page)
page = Page.objects.get(slug="presse").specific
page.title, page.go_live_at = "Planlagt titel", now + 2 * hour
page.save_revision().publish()
"""
REMOVE = """
from wagtail.models import Page
for page in Page.objects.filter(slug="uroproeve"):
    page.delete()
"""
# Work taken up, put off and begun while the clock was wrong by more than a year.
STUCK = """
import datetime as dt
from django.utils import timezone
from core.models import OutgoingMail
from core.outbox import post
from django.db import transaction
far = timezone.now() + dt.timedelta(days=400)
with transaction.atomic():
    post("a@example.org", "Prøve", "Prøve", reference="ur")
    OutgoingMail.objects.filter(reference="ur").update(lease="x", leased_until=far, due_at=far, attempts=1)
"""
TRIED = 'from core.models import OutgoingMail; print(OutgoingMail.objects.get(reference="ur").attempts)'
CLEAR = 'from core.models import OutgoingMail; OutgoingMail.objects.filter(reference="ur").delete()'
PAGES = ("/", "/nyheder/", "/nyheder/uroproeve/", "/nyheder/invitation-til-nytaarskur/", "/kontakt/")


MOVABLE = {"DJANGO_SETTINGS_MODULE": "drills.moved_settings"}


@contextmanager
def opened(folder: Path | None = None) -> Iterator[House]:
    """Start a house on a clock that can be moved."""
    with house(MOVABLE, folder) as made:
        yield made


def is_movable(house: House) -> bool:
    """Whether a house runs on a clock that can be moved."""
    return house.environ.items() >= MOVABLE.items()


def move(house: House, seconds: float) -> None:
    """Set the house's clock so many seconds before or behind the machine's."""
    file = house.site.data_folder / "clock.new"
    file.write_text(str(seconds))
    file.replace(file.with_name("clock"))


def drill(house: House, count: float) -> Outcome:
    """Let the clock jump so many times."""
    outcome, chance = Outcome(), random.Random(8)  # noqa: S311
    move(house, 0)
    house.run(REMOVE + MAKE)
    jumps = [*JUMPS, *(chance.uniform(-500, 500) * DAY for _ in range(int(count)))][: int(count)]
    states, again = set(), 0
    for jump in jumps:
        move(house, jump)
        for path in PAGES:
            # The first answer after the jump, whoever gives it, is what Django makes of the page at that time.
            first, now = house.ask(path), house.rendered(path)
            outcome.expect(first.status == 200, f"{path} at {dt.timedelta(seconds=jump)}: {first.status}")
            outcome.expect(first.text == now.text, f"{path} at {dt.timedelta(seconds=jump)} is as it was before")
            if path == "/nyheder/uroproeve/":
                states.add(first.text)
        house.kept("/kontakt/")
        again += 1
    outcome.expect(len(states) > 1, "the invitation never turned")
    move(house, 3 * HOUR)
    house.manage("publish_scheduled")
    outcome.expect("Planlagt titel" in house.ask("/om-os/presse/").text, "what was planned is not shown")
    move(house, 0)
    house.run(STUCK)
    until(lambda: house.run(TRIED).strip() == "2")
    house.run(CLEAR + REMOVE)
    outcome.figures |= {
        "jumps": len(jumps),
        "pages kept again after each": again,
        "states of the invitation": len(states),
    }
    return outcome


if __name__ == "__main__":
    script(drill, str(__doc__), "count", 12, opened)
