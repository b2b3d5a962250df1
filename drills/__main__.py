"""Every drill in its long form, one after the other: `python -m drills`, or `make drills`. Takes about half an hour."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

from drills import clock, disk_full, editors, killing, no_database, no_mail, reading
from drills.house import House, house
from drills.outcome import Drill, on_postgres, tell

Opened = Callable[[], AbstractContextManager[House]]
# What is done in one house, and how much of it: seconds, rounds.
HOUSES: list[tuple[str, Opened, list[tuple[Drill, float]]]] = [
    ("SQLite", house, [(reading.drill, 60), (editors.drill, 20), (killing.drill, 20), (disk_full.drill, 3)]),
    ("PostgreSQL", on_postgres, [(reading.drill, 60), (editors.drill, 20), (killing.drill, 20)]),
    ("PostgreSQL", no_database.opened, [(no_database.drill, 20)]),
    ("a mail server that is down", no_mail.opened, [(no_mail.drill, 20)]),
    ("a clock that jumps", clock.opened, [(clock.drill, 24)]),
]


def main() -> int:
    """Do all of them; return 1 when one failed."""
    all_well = True
    for on, opened, done in HOUSES:
        with opened() as at:
            for drill, amount in done:
                name = drill.__module__.removeprefix("drills.").replace("_", " ")
                all_well = tell(f"{name}, on {on}", drill, at, amount) and all_well
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main())
