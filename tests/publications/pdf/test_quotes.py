"""Paragraphs for the reader page, an opening for the summary, and how to quote a page."""

from django.utils import translation

from publications.pdf.quotes import cite_page, opening, paragraphs, shortened
from publications.pdf.values import Page

LONG = "Det Boligsociale Fællessekretariat taler beboernes sag. Vi gør det for dem, der bor i områderne i Aarhus."


def test_paragraphs_are_what_blank_lines_divide() -> None:
    assert paragraphs("Forord\n\n To\nlinjer \n\n\n\n") == ["Forord", "To linjer"]
    assert paragraphs("") == []


def test_the_opening_passes_over_titles_and_contents() -> None:
    pages = (
        Page(1, 1, 1, "Årsskrift 2016"),
        Page(2, 1, 1, "Forord 3\n\nAnalyse 7"),
        Page(3, 1, 1, f"Forord\n\n{LONG}"),
    )
    assert opening(pages) == LONG
    assert opening(pages[:2]) == ""


def test_text_is_cut_after_a_sentence_or_else_a_word() -> None:
    assert shortened(LONG, 90) == "Det Boligsociale Fællessekretariat taler beboernes sag."
    assert shortened("et ord og mange flere", 12) == "et ord og…"
    assert shortened("kort", 12) == "kort"


def test_a_page_is_quoted_with_its_number() -> None:
    with translation.override("da"):
        assert cite_page("Sekretariatet (2017). „Årsskrift”. Aarhus.", 14) == (
            "Sekretariatet (2017). „Årsskrift”. Aarhus, s. 14."
        )
        assert cite_page("X.", 2, "https://example.org/laes/#side-2").endswith("s. 2. https://example.org/laes/#side-2")
