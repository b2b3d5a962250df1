"""What the staff see: searches in vain, without anything personal, and answers pinned to words."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from search import misses
from search.models import Miss, Pin
from tests.search.asking import search

pytestmark = pytest.mark.django_db


def yesterday() -> None:
    """Let all that was counted have been counted the day before."""
    Miss.objects.update(last_on=timezone.localdate() - dt.timedelta(days=1))


def test_what_was_sought_once_is_not_kept(client: Client) -> None:
    search(client, "xyzzyqwv")
    search(client, "xyzzyqwv")
    miss = Miss.objects.get()
    assert (miss.words, miss.count, miss.days) == ("", 2, 1)
    yesterday()
    search(client, "Xyzzyqwv!")
    miss.refresh_from_db()
    assert (miss.words, miss.count, miss.days) == ("xyzzyqwv", 3, 2)


@pytest.mark.parametrize(
    "text",
    ["xqzt@example.org", "0101011234", "qzx 12 34 56", "https://example.org/qzx", "qzx wvq zzy kkq jjz", "vagthund"],
)
def test_nothing_personal_is_counted(client: Client, text: str) -> None:
    search(client, text)
    assert not Miss.objects.exists()


def test_a_filtered_search_is_not_counted(client: Client) -> None:
    search(client, "vagthund", aar="1999")
    assert not Miss.objects.exists()


def test_old_searches_are_deleted(client: Client) -> None:
    today = timezone.localdate()
    old, unknown, fresh = (
        Miss.objects.create(digest=str(days), words=words, first_on=today, last_on=today - dt.timedelta(days=days))
        for days, words in ((91, "gammel"), (31, ""), (1, "ny"))
    )
    misses.drop_old()
    assert list(Miss.objects.all()) == [fresh]


def test_editors_see_what_was_sought_and_pin_an_answer(client: Client, editor: Any) -> None:
    today = timezone.localdate()
    Miss.objects.create(digest="x", words="parkeringskælder", count=7, days=3, first_on=today, last_on=today)
    client.force_login(editor)
    report = client.get("/admin/reports/search-misses/")
    assert report.status_code == 200
    html = report.content.decode()
    assert "parkeringskælder" in html and "<td>7</td>" in html
    form = client.get("/admin/search/pins/new/?ord=parkeringsk%C3%A6lder").content.decode()
    assert 'value="parkeringskælder"' in form
    page = Page.objects.get(slug="presse")
    assert not search(client, "parkeringskælder").best() & {page.url}
    saved = client.post("/admin/search/pins/new/", {"words": "parkeringskælder, garage", "page": page.pk, "person": ""})
    assert saved.status_code == 302
    for word in ("parkeringskælderen", "garager"):
        assert search(client, word).urls[0] == "/om-os/presse/", word
    Pin.objects.get().delete()
    assert "/om-os/presse/" not in search(client, '"garage"').urls


def test_a_pin_needs_a_word_and_one_answer(client: Client, editor: Any) -> None:
    client.force_login(editor)
    answer = client.post("/admin/search/pins/new/", {"words": "!!", "page": "", "person": ""})
    text = answer.content.decode()
    assert "Skriv mindst ét ord." in text and "Vælg enten en side eller en person." in text


def test_visitors_see_no_report(client: Client) -> None:
    assert client.get("/admin/reports/search-misses/").status_code == 302
