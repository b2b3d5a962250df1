"""Words divided at line ends are joined the Danish way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.danish.line_ends import ends_divided, join_lines


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["interesse-", "varetagelse"], "interessevaretagelse"),
        (["helheds\u2010", "planerne i"], "helhedsplanerne i"),
        (["bolig\u00ad", "området"], "boligområdet"),
        (["bør\u00adne og", "unge"], "børne og unge"),
        (["børne-", "og ungearbejde"], "børne- og ungearbejde"),
        (["man-", "til fredag"], "man- til fredag"),
        (["pæda-", "gog i byen"], "pædagog i byen"),
        (["EU-", "projekter"], "EU-projekter"),
        (["NATO-", "landene"], "NATO-landene"),
        (["INTERESSE-", "VARETAGELSE"], "INTERESSEVARETAGELSE"),
        (["Gellerup-", "Toveshøj"], "Gellerup-Toveshøj"),
        (["e-", "mail"], "e-mail"),
        (["2016-", "planen"], "2016-planen"),
        (["2016-", "2017"], "2016-2017"),
        (["en tanke –", "og en til"], "en tanke – og en til"),
        (["to  linjer ", "", " uden  mere"], "to linjer uden mere"),
        (["sidste-"], "sidste-"),
        (["først-", "(parentes)"], "først- (parentes)"),
        ([], ""),
    ],
)
def test_lines_become_running_text(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


@given(st.lists(st.text(max_size=20), max_size=8))
def test_any_lines_give_one_line_and_no_letter_more_or_less(lines: list[str]) -> None:
    joined = join_lines(lines)
    assert joined == " ".join(joined.split())
    assert [one for one in joined if one.isalnum()] == [one for line in lines for one in line if one.isalnum()]


def test_a_line_may_end_in_a_divided_word() -> None:
    assert ends_divided("bolig- ")
    assert not ends_divided("bolig –")
