"""What the checks say of a text, rule by rule, without a database."""

import datetime as dt

import pytest
from django.utils import translation

from editorial.checks import rich_text, text_rules
from editorial.checks.values import Draft, Finding, House, Passage, Picture

EASY = "Vi mødes i huset hver uge. Kom og spis med. Det er gratis, og alle må være med. Vi ses på fredag. " * 3
HARD = " ".join(
    f"Planerne i {place} kræver forberedelse, kommunalbestyrelsens godkendelse og boligforeningernes tilslutning."
    for place in ("Gellerup", "Bispehaven", "Herredsvang", "Viby")
)


@pytest.fixture(autouse=True)
def danish() -> object:
    """The words the editors read."""
    with translation.override("da"):
        yield


def found(rule: str, *html: str, known: House = House(), **facts: object) -> list[Finding]:  # noqa: B008
    """What a rule says of a page with these texts."""
    passages = tuple(rich_text.read(text, "block-1-section") for text in html)
    return list(getattr(text_rules, rule)(Draft(passages, **facts), known))  # type: ignore[arg-type]


def said(rule: str, *html: str, **facts: object) -> list[str]:
    """The sentences alone."""
    return [one.said for one in found(rule, *html, **facts)]  # type: ignore[arg-type]


def test_running_text_becomes_paragraphs_headings_and_links() -> None:
    passage = rich_text.read(
        "<h2>Om <b>os</b></h2><p>Et\u00ad to&amp;<br/>tre</p><ul><li>Fire</li></ul>"
        '<p><a linktype="page" id="7">side</a> <a href="tel:+4522281922">ring</a> '
        '<a linktype="document" id="3">pdf</a></p>'
    )
    assert passage.text.splitlines() == ["Om os", "Et\u00ad to& tre", "Fire", "side ring pdf"]
    assert [(one.level, one.text) for one in passage.headings] == [(2, "Om os")]
    assert [(one.text, one.page, one.document, one.address) for one in passage.links] == [
        ("side", 7, None, ""),
        ("ring", None, None, "tel:+4522281922"),
        ("pdf", None, 3, ""),
    ]


def test_a_hard_text_names_its_hardest_sentences() -> None:
    [one] = found(
        "readability",
        f"<p>{EASY}{HARD}</p>",
        limit=30,
        known=House(names=frozenset({"kommunalbestyrelsens", "boligforeningernes"})),
    )
    assert "LIX" in one.said and "højst 30" in one.said
    assert len(one.sentences) == 3 and one.sentences[0].startswith("Planerne i ")


def test_an_easy_a_short_and_a_foreign_text_are_let_be() -> None:
    assert said("readability", f"<p>{EASY}</p>") == []
    assert (
        said(
            "readability",
            "<p>Kommunikationsmedarbejder</p>",
            known=House(names=frozenset({"kommunikationsmedarbejder"})),
        )
        == []
    )
    assert said("readability", f"<p>{HARD}</p>", language="en") == []


def test_long_compounds_are_named() -> None:
    [one] = found(
        "readability",
        "<p>Boligorganisationernes og interessevaretagelse</p>",
        known=House(names=frozenset({"interessevaretagelse"})),
    )
    assert one.said == "Lange ord: Boligorganisationernes."


@pytest.mark.parametrize(
    "words",
    [
        "læs mere",
        "Læs mere her.",
        "Klik her",
        "her",
        "Se mere …",
        "HENT",
        "link",
        "Tryk her »",
        "",
    ],
)
def test_links_that_say_nothing(words: str) -> None:
    [one] = found("link_texts", f'<p><a href="https://example.org/">{words}</a></p>')
    assert "siger ikke, hvor det fører hen" in one.said and one.where == "block-1-section"


@pytest.mark.parametrize(
    "words", ["Læs mere om Gellerup", "Læs årsskriftet 2016", "herberget", "Se kortet over Aarhus", "Hent PDF"]
)
def test_links_that_say_where(words: str) -> None:
    assert said("link_texts", f'<p><a href="https://example.org/">{words}</a></p>') == []


@pytest.mark.parametrize("words", ["https://www.aarhus.dk/bolig", "www.aarhus.dk", "aarhus.dk"])
def test_bare_addresses(words: str) -> None:
    assert "ren adresse" in said("link_texts", f'<a href="https://aarhus.dk">{words}</a>')[0]


def test_headings_that_skip_or_are_empty() -> None:
    assert said("headings", "<h2>A</h2><h3>B</h3><h2>C</h2>", "<h3>D</h3>") == []
    assert said("headings", "<p>x</p><h3>B</h3>") == ["„B” er en lille overskrift (H3) uden en større (H2) over sig."]
    assert said("headings", "<h2> </h2>") == ["Der er en tom overskrift."]
    assert said("headings", "<p>Vi <b>mødes</b></p><p><b>Kom nu!</b></p><p></p><h2><b>A</b></h2>") == []
    [bold] = said("headings", "<p><b>Sådan </b><i><b>gør du</b></i></p><p>x</p>")
    assert bold == "„Sådan gør du” ligner en overskrift, men er et afsnit med fed skrift."


@pytest.mark.parametrize(
    "text",
    ["", " ", "IMG_2041.jpg", "DSC 0042", "foto.png", "min_fil_2", "8f3a2b1c9d0e4f", "20260101", "Skærmbillede (3)"],
)
def test_pictures_that_are_not_described(text: str) -> None:
    draft = Draft((), (Picture(4, "Gården", text, "id_image-chooser"),))
    [one] = text_rules.pictures(draft, House())
    assert "Gården" in one.said and one.address.endswith("/images/4/") and one.action == "Beskriv billedet"


@pytest.mark.parametrize("text", ["Børn leger i gården.", "Beboere foran Blok 3", "Foto 1 viser gården", "En dør"])
def test_pictures_that_are_described_here_or_there(text: str) -> None:
    pictures = (Picture(4, "x", text), Picture(5, "y", "IMG_1.jpg", own_words=text))
    assert list(text_rules.pictures(Draft((), pictures), House())) == []


def test_weekdays_that_are_not_the_dates() -> None:
    wrong = "<p>Vi ses torsdag den 6. januar 2027.</p>"
    assert said("weekdays", wrong) == ["Der står „torsdag den 6. januar 2027”, men 6.\u00a0januar 2027 er en onsdag."]
    assert said("weekdays", "<p>Vi ses onsdag den 6. januar 2027.</p>") == []
    # Without a year it depends on the page's own day.
    unsaid = "<p>Vi ses torsdag den 6. januar.</p>"
    assert said("weekdays", unsaid) == []
    assert len(said("weekdays", unsaid, day=dt.date(2026, 12, 1))) == 1
    assert said("weekdays", unsaid, day=dt.date(2021, 12, 1)) == []
    # An invitation knows its own dates.
    assert said("weekdays", wrong, dates_said=("Andet.",)) == ["Andet."]


@pytest.mark.parametrize(
    "shown", ["22 28 19 22", "22281922", "+45 22 28 19 22", "2228 1922", '<a href="tel:+4522281922">Ring</a>']
)
def test_a_number_of_the_staff_typed_into_the_text(shown: str) -> None:
    known = House({"+4522281922": "Thomas Højmark Fegar"})
    [one] = found("phone_numbers", f"<p>Ring på {shown} i dag.</p>", known=known, offers_contact=True)
    assert "Thomas Højmark Fegar" in one.said and "kontaktblokken" in one.fix
    [other] = found("phone_numbers", f"<p>{shown}</p>", known=known)
    assert "Medarbejdere" in other.fix


def test_other_numbers_are_nobodys() -> None:
    known = House({"+4522281922": "Thomas"})
    assert said("phone_numbers", "<p>Ring 112, 89 40 20 00 eller mød op kl. 22.28, 19.22 kr.</p>", known=known) == []


def test_every_rule_bears_an_empty_page_and_a_long_one() -> None:
    for draft in (
        Draft(()),
        Draft((Passage("a-" * 50_000 + "torsdag den " * 20_000), rich_text.read("<h2><a href='" * 2_000))),
    ):
        for rule in text_rules.RULES:
            assert isinstance(list(rule(draft, House())), list)
