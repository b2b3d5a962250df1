"""The accessibility report says what is missing and what to do, in Danish."""

from dataclasses import replace

import pytest
from django.utils import translation

from publications.pdf.accessibility import Check, State, listed, report
from publications.pdf.values import Bookmark, Page, Reading

PAGES = tuple(Page(number, 595, 842, "Tekst.") for number in range(1, 13))
GOOD = Reading("Årsskrift 2016", "da-DK", 1000, True, False, (Bookmark("Forord", 1, 1),), PAGES)


def checks(reading: Reading) -> dict[str, Check]:
    with translation.override("da"):
        return {check.key: check for check in report(reading)}


def test_a_good_report_leaves_nothing_to_do() -> None:
    found = checks(GOOD)
    assert list(found) == ["text", "tags", "title", "language", "bookmarks", "access"]
    assert all(check.is_fine and check.state == State.GOOD for check in found.values())
    assert not any(check.word or check.indesign for check in found.values())


def test_a_poor_file_hears_what_to_do_in_word_and_in_indesign() -> None:
    pages = tuple(replace(page, text="") for page in PAGES)
    found = checks(Reading("", "", 1000, False, True, (), pages))
    assert {check.state for check in found.values()} == {State.MISSING}
    assert all(check.sentence and check.word and check.indesign for check in found.values())
    assert found["text"].sentence.startswith("Siderne er billeder")


def test_pages_without_text_are_named() -> None:
    pages = tuple(replace(page, text="" if page.number in (3, 7, 8, 9, 12) else "Tekst.") for page in PAGES)
    check = checks(replace(GOOD, pages=pages))["text"]
    assert check.state == State.PARTLY
    assert "3, 7–9 og 12" in check.sentence


def test_many_pages_are_not_all_named() -> None:
    with translation.override("da"):
        assert listed(range(1, 100, 2)) == "1, 3, 5, 7, 9, 11, 13, 15 og flere"
        assert listed([4]) == "4"


@pytest.mark.parametrize("title", ["Microsoft Word - rapport.docx", "aarsskrift.indd", "Untitled-1", "Dokument1"])
def test_a_file_name_is_no_title(title: str) -> None:
    assert checks(replace(GOOD, title=title))["title"].state == State.PARTLY


def test_another_language_is_asked_about() -> None:
    check = checks(replace(GOOD, language="en-US"))["language"]
    assert check.state == State.PARTLY
    assert "en-US" in check.sentence


def test_bookmarks_are_asked_for_in_long_publications_only() -> None:
    short = replace(GOOD, outline=(), pages=PAGES[:9])
    assert checks(short)["bookmarks"].state == State.NOT_NEEDED
    assert checks(replace(GOOD, outline=()))["bookmarks"].state == State.MISSING
