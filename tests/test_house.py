"""The house's floors hold where the import linter can't see: model strings and template includes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

FLOORS = {"core": 1, "mirror": 1, "people": 2, "publications": 2, "news": 3, "home": 4}
FLOORS |= {"editorial": 5, "search": 5, "wordpress": 5, "fællessekretariat": 6}
MODEL_STRING = re.compile(rf"""["']({"|".join(FLOORS)})\.([A-Z]\w+)["']""")
INCLUDE = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
LONGEST = 320


def room_files(pattern: str) -> Iterator[tuple[str, Path]]:
    """Yield every file of the rooms, with its room."""
    for room in FLOORS:
        for path in sorted((settings.BASE_DIR / room).rglob(pattern)):
            if "migrations" not in path.parts:
                yield room, path


def may_use(room: str, other: str) -> bool:
    """Whether a room may name another: itself, or one on a floor below."""
    return room == other or FLOORS[other] < FLOORS[room]


def test_no_model_string_points_upward() -> None:
    upward = [
        f"{path.relative_to(settings.BASE_DIR)}: {match.group()}"
        for room, path in room_files("*.py")
        if room != "fællessekretariat"
        for match in MODEL_STRING.finditer(path.read_text(encoding="utf-8"))
        if not may_use(room, match.group(1))
    ]
    assert upward == []


def test_no_template_includes_one_of_a_higher_room() -> None:
    folder = settings.BASE_DIR / "templates"
    upward = []
    for path in sorted(folder.rglob("*.html")):
        room = path.relative_to(folder).parts[0]
        # The frame and the components belong to the lowest floor.
        room = room if room in FLOORS else "core"
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            other = name.split("/")[0]
            if other in FLOORS and not may_use(room, other):
                upward.append(f"{path.relative_to(folder)} → {name}")
    assert upward == []


@pytest.mark.parametrize("pattern", ["*.py", "*.html", "*.css", "*.js"])
def test_every_file_is_readable_in_one_sitting(pattern: str) -> None:
    roots = [settings.BASE_DIR / name for name in (*FLOORS, "templates", "static", "tests", "tools", "drills")]
    long = [
        str(path.relative_to(settings.BASE_DIR))
        for root in roots
        for path in root.rglob(pattern)
        if "migrations" not in path.parts and len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
    ]
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path) for _room, path in room_files("*.py") if not path.read_text(encoding="utf-8").startswith('"""')]
    assert silent == []


def test_templates_hold_nothing_inline() -> None:
    inline = re.compile(r"<style|<[^%{}>]*\sstyle=|<[^%{}>]*\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
    folder = settings.BASE_DIR / "templates"
    # Mail programs read no stylesheet; no page shows these.
    pages = [path for path in folder.rglob("*.html") if not {"notifications", "mails"} & set(path.parts)]
    found = [str(path.relative_to(folder)) for path in pages if inline.search(path.read_text("utf-8"))]
    assert found == []
