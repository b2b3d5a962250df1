"""Captions are checked against WebVTT line by line; each fault is told in a sentence with its line."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from news import captions

CAPTIONS = (settings.BASE_DIR / "home/initial/media/video-julehilsen.da.vtt").read_bytes()
GOOD = "WEBVTT\n\n00:01.000 --> 00:04.000\nHej\n"


def faults(text: str | bytes, duration: float = 0) -> list[str]:
    """Return the faults of captions as an editor reads them."""
    data = text if isinstance(text, bytes) else text.encode()
    return [str(fault) for fault in captions.check(data, duration)]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        "\ufeff" + GOOD,
        "WEBVTT - Julehilsen\n\nNOTE\nLavet i hånden\n\n" + GOOD[8:],
        "WEBVTT\n\nSTYLE\n::cue { color: white }\n\n1\n00:01.000 --> 00:04.000 align:start line:0\n<v Eva>Hej <b>I</b>",
        "WEBVTT\n\n100:00:01.000 --> 100:00:04.000\nÆ ø å\nto linjer\n\n100:00:01.000 --> 100:00:05.000\n- Samtidig\n",
        CAPTIONS,
    ],
)
def test_good_captions_have_no_faults(text: str | bytes) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "Linje 1: Filen skal begynde med ordet WEBVTT på sin egen linje."),
        ("WEBVTTX\n\n" + GOOD[8:], "Linje 1: Filen skal begynde med ordet WEBVTT på sin egen linje."),
        ("1\n00:00:01,000 --> 00:00:04,000\nHej\n", "Linje 1: Det er en SRT-fil."),
        (GOOD.encode("utf-16"), "Linje 1: Bogstaverne kan ikke læses. Gem filen som UTF-8."),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\nBlåbær\n".encode("latin-1"), "Linje 4: Bogstaverne kan ikke læses."),
        ("WEBVTT\n00:01.000 --> 00:04.000\nHej\n", "Linje 2: Under WEBVTT skal der være en tom linje."),
        ("WEBVTT\n\n", "Linje 3: Der er ingen undertekster i filen."),
        ("WEBVTT\n\nHej\nalle\n", "Linje 3: Her er tekst uden tid."),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\n\n", "Linje 3: Der er ingen tekst under denne tid."),
        ("WEBVTT\n\n00:01,000 --> 00:04,000\nHej", "Linje 3: Tiden kan ikke læses."),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:04,000\nHej", "Linje 3: Skriv punktum i tiden, ikke komma"),
        ("WEBVTT\n\n00:61.000 --> 01:04.000\nHej", "Linje 3: Tiden kan ikke læses."),
        ("WEBVTT\n\n00:01.000-->00:04.000\nHej", "Linje 3: Tiden kan ikke læses."),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nHej", "Linje 3: Teksten slutter, før den begynder."),
        (GOOD + "\n00:00.500 --> 00:05.000\nFør", "Linje 6: Teksten begynder før den oven over."),
        (GOOD + "00:05.000 --> 00:06.000\nEfter", "Linje 5: Der mangler en tom linje over denne tid."),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\n<font>Hej</font>", "Linje 4: Koden <font> må ikke stå i undertekster."),
        ("WEBVTT\n\n00:01.000 --> 00:04.000 stort\nHej", "Linje 3: „stort” efter tiden kan ikke læses."),
        (b"WEBVTT\n" + b" " * captions.MOST_BYTES, "Linje 1: Filen fylder mere end 1 MB."),
    ],
)
def test_a_fault_in_captions_is_named_with_its_line(text: str | bytes, fault: str) -> None:
    found = faults(text)
    assert found and found[0].startswith(fault), found


def test_captions_end_with_the_film() -> None:
    assert faults(GOOD, 30) == []
    assert faults(GOOD, 0.5) == ["Linje 3: Teksten begynder, efter at filmen er slut."]


def test_a_file_that_is_something_else_has_ten_faults_at_most() -> None:
    assert len(faults("WEBVTT\n\n" + "tekst\n\n" * 5000)) == captions.MOST_FAULTS


@given(st.one_of(st.binary(max_size=400), st.text(alphabet="WEBVT012:.-> \n\r\t<b/NOTE", max_size=200)))
def test_any_file_is_answered(content: bytes | str) -> None:
    data = content if isinstance(content, bytes) else f"WEBVTT\n\n{content}".encode()
    assert all(fault.line >= 1 and fault.sentence for fault in captions.check(data))
