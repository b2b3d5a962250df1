"""The tables as text: a line for each route, a pair of answers (GET, POST) for each role."""

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent
FILES = {"ours": FOLDER / "ours.txt", "installed": FOLDER / "installed.txt"}
ROLES = ("visitor", "editor", "leader", "superuser")
WRITE = "WRITE_PERMISSIONS"
HEAD = """\
# Answers to GET and POST, which sends nothing along, for each role. *: it changed something in the database; `login`:
# asked to sign in; `home`: sent back to the start with a sentence; [page]: the same route for that page.
# Written by `python -m tests.editorial.permissions write`.
"""

Table = dict[str, dict[str, str]]


def read(kind: str) -> Table:
    """Return a table as it was written: route → role → answers."""
    table: Table = {}
    path = FILES[kind]
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if line and not line.startswith("#"):
            route, *answers = (part.strip() for part in line.rsplit(" | ", len(ROLES)))
            table[route] = dict(zip(ROLES, answers, strict=True))
    return table


def write(kind: str, role: str, answers: Mapping[str, str]) -> None:
    """Write one role's column; routes that are gone lose their line."""
    before = read(kind)
    table = {route: before.get(route, {}) | {role: answer} for route, answer in answers.items()}
    width = max(len(route) for route in table)
    lines = [f"{'# route':<{width}} | " + " | ".join(f"{name:<13}" for name in ROLES).rstrip()]
    for route in sorted(table):
        cells = " | ".join(f"{table[route].get(name, '?'):<13}" for name in ROLES)
        lines.append(f"{route:<{width}} | {cells.rstrip()}")
    FILES[kind].write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
