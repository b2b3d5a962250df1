"""The dated “Corrected” line: shown on the page, and told to feeds and search engines."""

import datetime as dt
import json
import re
from typing import Any

import feedparser
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from core.corrections import Corrected
from core.danish.dates import short_date
from home.models import MissionPage, TextPage
from news.models import NewsPage
from publications.models import PublicationPage

pytestmark = pytest.mark.django_db

SENTENCE = "Prøvetekst: Der stod et forkert årstal."
TYPES = [MissionPage, TextPage, NewsPage, PublicationPage]


def corrected(kind: type[Any]) -> Any:
    """Publish a correction as the editor does: without a date, today's is meant."""
    page = kind.objects.live().first()
    page.correction = SENTENCE
    page.full_clean()
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("kind", TYPES)
def test_the_page_says_what_was_put_right_and_when(client: Client, kind: type[Any]) -> None:
    page = corrected(kind)
    shown = client.get(page.url).content.decode()
    assert f"<strong>Rettet den {short_date(timezone.localdate())}:</strong> {SENTENCE}" in shown


@pytest.mark.parametrize("kind", TYPES)
def test_a_copy_has_nothing_to_correct(kind: type[Any]) -> None:
    assert issubclass(kind, Corrected)
    assert {"correction", "corrected_on"} <= set(kind.exclude_fields_in_copy)


@pytest.mark.parametrize("kind", [NewsPage, PublicationPage])
def test_search_engines_are_told(client: Client, kind: type[Any]) -> None:
    shown = client.get(corrected(kind).url).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    assert found
    days = [one["dateModified"] for one in json.loads(found[1])["@graph"] if "dateModified" in one]
    assert days == [timezone.localdate().isoformat()]


def test_feeds_carry_it_as_an_update(client: Client) -> None:
    post = NewsPage.objects.get(slug="aarsskrift-2016")
    before = updated(client, post)
    post.correction = SENTENCE
    post.full_clean()
    post.save_revision().publish()
    entry = updated(client, post)
    assert entry.updated > before.updated and entry.published == before.published
    assert SENTENCE in entry.content[0].value


def updated(client: Client, post: NewsPage) -> Any:
    """Return a post's entry in the Atom feed."""
    feed = feedparser.parse(client.get("/nyheder/atom/").content)
    return next(entry for entry in feed.entries if entry.title == post.title)


def test_a_post_is_not_corrected_before_its_own_date() -> None:
    post = NewsPage.objects.first()
    post.correction, post.corrected_on = SENTENCE, post.date - dt.timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        post.full_clean()
    assert "corrected_on" in refused.value.message_dict
