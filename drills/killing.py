"""kill -9 of web and worker during publications: nothing lost, torn or stale, and the site is whole each time.

.venv/bin/python -m drills.killing [--count 20] [--postgres]
"""

import random
import re
import time

from drills.house import House, until
from drills.outcome import Outcome, script
from drills.publishing import READ, SLUGS, Publishers, publishers_at, publishing_and_reading


def drill(house: House, count: float) -> Outcome:
    """Kill so many times, in turn one process that answers, the worker, and all that answer."""
    outcome, consistent, chance = Outcome(), 0, random.Random(8)  # noqa: S311
    kills = [lambda: house.web()[-1:], lambda: house.processes("manage.py worker"), house.web]
    with publishers_at(house) as publishers:
        with publishing_and_reading(publishers) as seen:
            until(lambda: all(publishers.committed.values()))
            for number in range(int(count)):
                time.sleep(0.2 + chance.random())
                before = dict(publishers.committed)
                house.kill(kills[number % len(kills)]())
                # Both publish again, so the processes that were killed have been started anew.
                until(lambda before=before: all(publishers.committed[slug] > before[slug] for slug in SLUGS))  # type: ignore[misc]
                consistent += not seen.faults
        outcome.faults += seen.faults + publishers.refused
        outcome.faults += [] if is_whole(house, publishers) else ["at the end: files and database differ"]
    outcome.expect(seen.from_files, "no page came from a file")
    outcome.figures |= {
        "consistent": f"{consistent} of {int(count)}",
        "publications": sum(publishers.committed.values()),
        "connections that broke": seen.broken + publishers.broken,
        "pages read": seen.pages,
        "of them from files": seen.from_files,
    }
    return outcome


def is_whole(house: House, publishers: Publishers) -> bool:
    """Whether every page comes from a file in the end, says what the database says, and all that was committed."""
    for path in READ:
        numbers = [numbers_in(answer.text) for answer in (house.kept(path), house.rendered(path))]
        if numbers[0] != numbers[1] or any(numbers[0][slug] < publishers.committed[slug] for slug in SLUGS):
            return False
    return True


def numbers_in(text: str) -> dict[str, int]:
    """Return which number of each publisher a page shows."""
    return {slug: max(map(int, re.findall(rf"{slug} nr\. (\d+) slut", text)), default=-1) for slug in SLUGS}


if __name__ == "__main__":
    script(drill, str(__doc__), "count", 20)
