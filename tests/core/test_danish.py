"""Danish slugs, dates, numbers and soft hyphens."""

import datetime as dt
import unicodedata

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from phonenumber_field.phonenumber import PhoneNumber

from core.danish import dates, words
from core.danish.slugs import danish_slug
from core.danish.sorting import danish_key
from core.templatetags.danish import phone, shy, tel


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Årsskrift 2016", "aarsskrift-2016"),
        ("Område- og projektstøtte", "omraade-og-projektstoette"),
        ("Netværksarbejde", "netvaerksarbejde"),
        ("ÆBLE, ØL & Å!", "aeble-oel-aa"),
        ("Café Müller", "cafe-muller"),
        ("  – ", ""),
    ],
)
def test_slug_follows_the_danish_rule(text: str, slug: str) -> None:
    assert danish_slug(text) == slug
    assert danish_slug(unicodedata.normalize("NFD", text)) == slug


@given(st.text())
def test_any_text_gives_a_slug_of_letters_digits_and_hyphens(text: str) -> None:
    slug = danish_slug(text)
    assert len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert danish_slug(slug) == slug


def test_dates_in_words() -> None:
    day = dt.date(2017, 1, 5)
    assert dates.day_month(day) == "5.\u00a0januar"
    assert dates.short_date(day) == "5.\u00a0januar 2017"
    assert dates.long_date(day) == "torsdag den 5.\u00a0januar 2017"


def test_times_in_words() -> None:
    start = timezone.make_aware(dt.datetime(2017, 1, 5, 15))
    end = timezone.make_aware(dt.datetime(2017, 1, 5, 17, 30))
    assert dates.clock(start) == "kl.\u00a015.00"
    assert dates.time_range(start, end) == "kl.\u00a015.00–17.30"
    assert dates.time_range(start, None) == "kl.\u00a015.00"
    night = timezone.make_aware(dt.datetime(2017, 1, 6, 1))
    assert dates.time_range(start, night) == "kl.\u00a015.00 til fredag den 6.\u00a0januar 2017 kl.\u00a01.00".replace(
        "kl.\u00a01.00", "kl.\u00a001.00"
    )


def test_a_moment_is_told_in_danish_time() -> None:
    assert dates.long_date(dt.datetime(2016, 12, 31, 23, 30, tzinfo=dt.UTC)) == "søndag den 1.\u00a0januar 2017"


@pytest.mark.parametrize(("year", "day"), [(2017, 5), (2024, 4), (2026, 8), (2027, 7)])
def test_the_reception_is_on_the_first_thursday_after_new_years_day(year: int, day: int) -> None:
    found = dates.first_thursday_after_new_year(year)
    assert found == dt.date(year, 1, day)
    assert found.weekday() == 3


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(72, "1\u00a0min. 12\u00a0sek."), (25.4, "25\u00a0sek."), (120, "2\u00a0min."), (0, "0\u00a0sek.")],
)
def test_length_of_a_film(seconds: float, text: str) -> None:
    assert dates.duration(seconds) == text


def test_file_size() -> None:
    assert words.file_size(2_400_000) == "2,4\u00a0MB"
    assert words.file_size(61_000) == "61\u00a0kB"
    assert words.file_size(1) == "1\u00a0kB"


def test_long_compounds_may_break_where_they_should() -> None:
    assert shy("Interessevaretagelse") == "Interesse\u00advaretagelse"
    assert shy("Tilgængelighedserklæring") == "Tilgængelig\u00adheds\u00aderklæring"
    assert words.soften(words.soften("boligorganisationerne")) == "bolig\u00adorganisationerne"


def test_headings_are_set_smaller_when_they_are_long() -> None:
    assert words.heading_class("Årsskrift 2016") == ""
    assert words.heading_class("Tilgængelighedserklæring") == "h1--long"
    assert words.heading_class("Video-julehilsen fra alle os til alle jer") == "h1--sentence"


def test_phone_numbers_are_shown_and_linked() -> None:
    number = PhoneNumber.from_string("22281922")
    assert phone(number) == "22\u00a028\u00a019\u00a022"
    assert tel(number) == "tel:+4522281922"
    assert phone(PhoneNumber.from_string("+46 8 123 456 78")) == "+46\u00a08\u00a0123\u00a0456\u00a078"
    assert phone(None) == tel(None) == ""


def test_danish_order_ends_with_ae_oe_aa() -> None:
    names = ["Aarhus Kommune", "Ølby", "Ærø", "Zenia", "Boligorganisationerne", "Åby", "École", "Danmark"]
    ordered = ["Boligorganisationerne", "Danmark", "École", "Zenia", "Ærø", "Ølby", "Åby", "Aarhus Kommune"]
    assert sorted(names, key=danish_key) == ordered
