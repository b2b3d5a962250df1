"""Lines on a page become clean paragraphs."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from publications.pdf.layout import Line, clean, one_line, paragraphs


def lines(*texts: str, top: float = 700, pitch: float = 14, left: float = 50, width: float = 400) -> list[Line]:
    return [Line(text, left, top - i * pitch - 11, left + width, top - i * pitch) for i, text in enumerate(texts)]


def test_lines_close_together_are_one_paragraph_and_space_divides() -> None:
    first = lines("Her står den før-", "ste sætning.")
    second = lines("Den anden", "her.", top=660)
    assert paragraphs([*first, *second]) == ["Her står den første sætning.", "Den anden her."]


def test_a_heading_in_larger_type_stands_alone() -> None:
    heading = Line("Forord", 50, 700, 200, 722)
    assert paragraphs([heading, *lines("Teksten", "går videre.", top=698)]) == ["Forord", "Teksten går videre."]


def test_an_indent_after_a_full_stop_begins_a_paragraph() -> None:
    second = lines("Ny tanke", "fortsat.", top=672, left=62)
    assert paragraphs([*lines("Først", "slut."), second[0], *lines("fortsat.", top=658)]) == [
        "Først slut.",
        "Ny tanke fortsat.",
    ]


def test_a_sentence_goes_on_in_the_next_column() -> None:
    left = lines("Vi taler beboernes", "sag hos dem, der")
    right = lines("bestemmer i byen.", left=300, width=150)
    assert paragraphs([*left, *right]) == ["Vi taler beboernes sag hos dem, der bestemmer i byen."]


def test_bullets_come_to_their_lines_even_when_they_stand_last_in_the_file() -> None:
    points = lines("Første punkt", "Andet punkt", left=70)
    bullets = [Line("•", 55, point.bottom, 60, point.top) for point in points]
    assert paragraphs([*points, *bullets]) == ["• Første punkt", "• Andet punkt"]


def test_entries_of_a_contents_page_stand_apart() -> None:
    assert paragraphs(lines("Forord 3", "Det gør vi 4", "Analyse 7")) == ["Forord 3", "Det gør vi 4", "Analyse 7"]


def test_cleaning_composes_letters_and_drops_what_is_not_seen() -> None:
    assert clean("A\u030a\u0000r\ufb01\u202eng\ue000") == "Årfing"
    assert one_line(" Års\nskrift\u00a02016 ", 9) == "Års skrif"


@given(
    st.lists(
        st.builds(Line, st.text(max_size=15), *[st.floats(-1e6, 1e6) for _ in range(4)]),
        max_size=12,
    )
)
def test_any_lines_give_paragraphs_without_controls(odd: list[Line]) -> None:
    for paragraph in paragraphs(odd):
        assert paragraph.strip()
        assert not any(unicodedata.category(one) in ("Cc", "Cs", "Co") for one in paragraph)
