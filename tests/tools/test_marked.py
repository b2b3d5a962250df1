"""The marks of the admin's tour: what came through a catalogue is told from what did not."""

import sqlite3
from pathlib import Path

import pytest

from tests.browser.tour.contents import Contents
from tests.browser.tour.marked import mark, unmarked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Slet siden", "⟦Slet siden⟧"),
        ("Slet %(count)s sider", "⟦Slet ⟧%(count)s⟦ sider⟧"),
        ("Læs <b>mere</b>", "⟦Læs ⟧<b>⟦mere⟧</b>"),
        ("%(first)s, %(second)s", "%(first)s, %(second)s"),
    ],
)
def test_what_stands_between_placeholders_and_tags_is_marked(text: str, marked: str) -> None:
    assert mark(text) == marked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("⟦Slet siden⟧", []),
        ("⟦Slet ⟧Årsskrift⟦?⟧", ["Årsskrift"]),
        ("⟦Slet ⟦siden⟧ nu⟧", []),
        ("⟦Et langt ord, der blev ska…", []),
        ("Save ⟦kladde⟧ 12", ["Save "]),
    ],
)
def test_the_rest_is_found(text: str, left: list[str]) -> None:
    assert unmarked(text) == left


@pytest.fixture
def contents(tmp_path: Path) -> Contents:
    """A database with a page and a block of text."""
    database = tmp_path / "db.sqlite3"
    with sqlite3.connect(database) as link:
        link.execute("CREATE TABLE page (id INTEGER, title TEXT, body TEXT)")
        body = '[{"type": "text", "value": "<p>Vi holder <b>vagt</b> for beboerne.</p>"}]'
        link.execute("INSERT INTO page VALUES (1, 'Årsskrift 2016', ?)", (body,))
    return Contents(database)


@pytest.mark.parametrize(
    "text",
    [
        "Årsskrift 2016",
        "⟦Ret⟧: Årsskrift 2016 - Det Boligsociale Fællessekretariat",
        "Vi holder vagt for beboerne.",
        "Vi holder vagt for …",
        "torsdag den 5. januar 2017 kl. 15.00",
        "aarsskrift-2016.pdf, 2 MB",
        "12",
    ],
)
def test_content_is_no_interface(contents: Contents, text: str) -> None:
    assert contents.interface(text) == []


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Save draft", ["Save draft"]),
        ("⟦Slet⟧ image", ["image"]),
        ("Årsskrift 2016, True", ["True"]),
        ("⟦Vis⟧ Vi", ["Vi"]),
    ],
)
def test_interface_without_a_catalogue_is_found(contents: Contents, text: str, foreign: list[str]) -> None:
    assert contents.interface(text) == foreign
