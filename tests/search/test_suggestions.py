"""Suggestions while typing: titles that go on as was typed."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def suggested(client: Client, typed: str) -> list[str]:
    """Return what is suggested."""
    answer = client.get("/soeg/forslag/", {"q": typed})
    assert answer["Content-Type"] == "application/json"
    assert not answer.cookies
    return answer.json()["suggestions"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("inter", "Interessevaretagelse"),
        ("Årss", "Årsskrift 2016"),
        ("aarss", "Årsskrift 2016"),
        ("thomas h", "Thomas Højmark Fegar"),
        ("feg", "Thomas Højmark Fegar"),
        ("invitation til ny", "Invitation til nytårskur"),
        ("områ", "Område- og projektstøtte"),
    ],
)
def test_titles_and_names_are_suggested(client: Client, typed: str, title: str) -> None:
    assert title in suggested(client, typed)


def test_nothing_is_suggested_for_next_to_nothing(client: Client) -> None:
    for typed in ("", "a", "  ", '"', "xyzzyqwv", "=", "=thomas", "@0105"):
        assert not suggested(client, typed) or typed == "=thomas"


def test_suggestions_are_few_and_each_once(client: Client) -> None:
    found = suggested(client, "ny")
    assert 0 < len(found) <= 6
    assert len(found) == len(set(found))
