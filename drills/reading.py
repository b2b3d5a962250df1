"""Reads while publishing: no error, no torn page, none older than what was published before it was asked for.

.venv/bin/python -m drills.reading [--seconds 60] [--postgres]
"""

import time

from drills.house import House
from drills.outcome import Outcome, script
from drills.publishing import publishers_at, publishing_and_reading


def drill(house: House, seconds: float) -> Outcome:
    """Let two publish and four read for so many seconds."""
    outcome = Outcome()
    with publishers_at(house) as publishers, publishing_and_reading(publishers) as seen:
        time.sleep(seconds)
    outcome.faults += seen.faults + publishers.refused
    outcome.expect(not seen.broken + publishers.broken, "connections broke")
    outcome.expect(seen.from_files, "no page came from a file")
    outcome.expect(all(publishers.committed.values()), "nothing was published")
    outcome.figures |= {
        "publications": sum(publishers.committed.values()),
        "pages read": seen.pages,
        "of them from files": seen.from_files,
        "slowest answer, s": seen.slowest,
    }
    return outcome


if __name__ == "__main__":
    script(drill, str(__doc__), "seconds", 60)
