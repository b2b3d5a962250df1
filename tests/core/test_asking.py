"""Danish words as a search compares them: inflection, spelling, numbers and days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.danish.asking import alike, says_nothing
from core.danish.stemming import fold, stem
from core.danish.tokens import terms


@pytest.mark.parametrize(
    "forms",
    [
        "boligområde boligområder boligområdernes Boligområdet boligomraader",
        "årsskrift aarsskrift årsskriftet ÅRSSKRIFTER a\u030arsskrift",
        "beboer beboerne beboernes",
        "barn børn børnene boern",
        "år året årene",
        "Aarhus Århus",
        "kælder kælderen kældre kældrenes",
        "cykel cyklen cykler",
        "økonomi oekonomi økonomien",
        "helhedsplan helhedsplaner helhedsplanerne",
        "tilgængelig\u00adhed tilgængelighed",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_other_words_have_other_stems() -> None:
    words = ["kommune", "kommunikation", "bolig", "beboer", "leje", "leder", "nyhed", "netværk", "Jensen", "Jens"]
    assert len({stem(word) for word in words}) == len(words)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("22 28 19 22", "22281922"),
        ("+45 22281922", "22281922"),
        ("5. januar", "@0105"),
        ("d. 5. jan. 2017", "@20170105"),
        ("5/1-2017", "@20170105"),
        ("05.01.2017", "@20170105"),
        ("2017-01-05", "@20170105"),
        ("kl. 15.00", "15"),
        ("kl. 9.30", "9:30"),
        ("1.234 beboere", "1234"),
        ("12,5 procent", "12,5"),
    ],
)
def test_numbers_are_read_as_they_are_meant(text: str, key: str) -> None:
    assert key in {term.key for term in terms(text)}


def test_a_day_that_there_is_not_is_only_numbers() -> None:
    assert {term.key for term in terms("31. februar 2017")} == {"31", "februar", "2017"}


@given(st.text())
def test_any_text_has_terms(text: str) -> None:
    for term in terms(text):
        assert term.key
        assert fold(fold(term.form)) == fold(term.form)


def test_words_that_say_nothing_and_words_that_say_the_same() -> None:
    assert says_nothing("Hvornår") and not says_nothing("bolig")
    assert stem("årsskrift") in alike(stem("årsrapporten"))
