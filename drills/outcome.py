"""How a drill is run as a script: its options, its figures, its exit code."""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from drills.house import Broken, House, house
from tools import postgres

MOST_SHOWN = 20


@dataclass
class Outcome:
    """What a drill found: figures to print, and faults, none when all was as it should be."""

    figures: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def expect(self, true: object, otherwise: str) -> None:
        """Note a fault unless something is true."""
        if not true:
            self.faults.append(otherwise)

    def lines(self) -> Iterator[str]:
        """Yield what is to be printed."""
        for name, value in self.figures.items():
            yield f"  {name:<40}{value:.2f}" if isinstance(value, float) else f"  {name:<40}{value}"
        for fault in self.faults[:MOST_SHOWN]:
            yield f"  FAULT: {fault}"
        if len(self.faults) > MOST_SHOWN:
            yield f"  FAULT: {len(self.faults) - MOST_SHOWN} more"
        yield "  failed" if self.faults else "  passed"


# Takes the house and how much is to be done: seconds, rounds, whatever the drill counts.
Drill = Callable[[House, float], Outcome]


def tell(name: str, drill: Drill, at: House, amount: float) -> bool:
    """Do a drill in a house and print what came of it; return whether all was well."""
    print(name, flush=True)
    since = time.monotonic()
    try:
        outcome = drill(at, amount)
    except Broken as error:
        outcome = Outcome(faults=[str(error)])
    outcome.figures["seconds in all"] = time.monotonic() - since
    print("\n".join(outcome.lines()), flush=True)
    return not outcome.faults


@contextmanager
def on_postgres(**environ: str) -> Iterator[House]:
    """Start a house on a PostgreSQL server of its own."""
    with postgres.server() as url, house({**environ, "DATABASE_URL": url}) as made:
        yield made


def script(drill: Drill, what: str, option: str, amount: float, opened: Any = None) -> None:
    """Run a drill as a script; exits with 1 when it found a fault.

    Takes the drill, its description, the option that says how much is done, its value when none is given, and what
    opens the house; without that a --postgres decides on which database it stands.
    """
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument(f"--{option}", dest="amount", type=float, default=amount, help=f"default {amount:g}")
    if opened is None:
        parser.add_argument("--postgres", action="store_true", help="on PostgreSQL, not on SQLite")
    options = parser.parse_args()
    if opened is None:
        opened = on_postgres if options.postgres else house
    try:
        with opened() as at:
            raise SystemExit(0 if tell(what.splitlines()[0], drill, at, options.amount) else 1)
    except postgres.PostgresFailed as error:
        raise SystemExit(f"postgres: {error}") from None
