"""How hard a text is to read, by LIX: sentences as a reader sees them, the hardest ones, long compounds."""

import pytest

from core.danish.lix import compounds, hardest, lix, sentences, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vi ses torsdag den 5. januar kl. 15.00. Kom glad!", 2),
        ("Vi ses den 5.\u00a0januar kl.\u00a015.00", 1),
        ("Læs mere på dr.dk, f.eks. om hjem.", 1),
        ("Kaffe, te, kage m.m. er gratis. Kom!", 2),
        ("Kaffe, te osv. Kom!", 2),
        ("En overskrift\nEn sætning.", 2),
        ("Hvad nu?! Vi går.", 2),
        ("…", 0),
        ("", 0),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_sentences_keep_their_own_words() -> None:
    assert sentences("Mødet er kl. 15.00.  Kom\u00adman.\nSlut") == ["Mødet er kl. 15.00.", "Komman.", "Slut"]


def test_the_index_counts_words_a_sentence_and_long_words() -> None:
    # Ten words in two sentences, two of them long: 5 + 20.
    assert lix("Vi bor her i byen. Beboerne fik et boligselskab nu.") == 25
    assert lix("") == lix("?!") == 0


def test_the_hardest_sentences_come_first_and_headings_do_not_count() -> None:
    easy = "Vi går en tur i dag, og så går vi hjem."
    hard = "Kommunens helhedsplaner forudsætter kontinuerlig koordinering mellem boligorganisationer og forvaltninger."
    harder = hard.replace("og", "samt inddragelse af frivillige foreninger og")
    text = f"Interessevaretagelse\n{easy} {hard} {harder}"
    assert hardest(text) == [hard, harder, easy]
    assert hardest(text, above=40) == [hard, harder]
    assert hardest(text, most=1) == [hard]


def test_long_compounds_are_named_once_and_not_our_own_name() -> None:
    text = (
        "Boligorganisationerne og boligorganisationerne i Fællessekretariatet-ét, helhedsplan og Interessevaretagelse"
    )
    assert compounds(text, known=["interessevaretagelse"]) == ["Fællessekretariatet-ét", "Boligorganisationerne"]
    assert compounds("bolig-organisation-erne") == []


def test_a_hostile_text_is_read_at_once() -> None:
    assert len(sentences("kl." * 100_000 + "1." * 100_000)) >= 1
    assert len(words("a-" * 200_000)) >= 1
