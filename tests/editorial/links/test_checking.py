"""The worker asks for the links of live pages once a day, and calls one broken when it failed on three days."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page

from editorial.health.stock import take_stock
from editorial.links.checking import EVERY, PER_MINUTE, check_link, check_links
from editorial.links.fetching import Answer
from editorial.links.models import ExternalLink, LinkUse
from news.models import NewsIndexPage, NewsPage
from tests.editorial.links.conftest import WebServer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asking() -> Iterator[None]:
    """As in production, but with the loopback among those that may be asked."""
    with override_settings(CHECK_LINKS=True, CHECK_PRIVATE_LINKS=True):
        yield


def post(*addresses: str, live: bool = True, title: str = "Med links") -> NewsPage:
    """Add a post with links."""
    links = "".join(f'<a href="{address}">Sted {number}</a> ' for number, address in enumerate(addresses))
    page = NewsPage(title=title, live=live, body=[("text", f"<p>{links}</p>")])
    return NewsIndexPage.objects.get().add_child(instance=page)


def a_minute(callbacks: Any) -> None:
    """What the worker does in a minute."""
    with callbacks(execute=True):
        check_links()


def test_links_of_live_pages_are_asked_for_once_a_day(web: WebServer, django_capture_on_commit_callbacks: Any) -> None:
    web.answers |= {"/a": 200}
    page = post(f"{web.url}/a", f"{web.url}/a#ned")
    post(f"{web.url}/kladde", live=False, title="Kladde")
    take_stock(100)
    [use] = LinkUse.objects.filter(page_id=page.pk)
    a_minute(django_capture_on_commit_callbacks)
    a_minute(django_capture_on_commit_callbacks)
    assert [(method, path) for method, path, _agent in web.asked] == [("HEAD", "/a")]
    link = ExternalLink.objects.get(pk=use.link_id)
    assert (link.status, link.fault, link.failures) == (200, "", 0) and link.checked_at
    ExternalLink.objects.update(finished_at=timezone.now() - EVERY)
    a_minute(django_capture_on_commit_callbacks)
    assert len(web.asked) == 2


def test_a_link_is_broken_after_failing_on_three_days_and_whole_once_it_answers() -> None:
    link = ExternalLink.objects.create(url="https://example.org/")
    first = dt.date(2027, 1, 5)
    broken = []
    for day in (first, first, first + dt.timedelta(1), first + dt.timedelta(2)):
        ExternalLink.objects.update(finished_at=None)
        claimed = ExternalLink.claim(link.pk)
        assert claimed
        claimed.settle(Answer(404, "status"), today=day)
        broken.append(claimed.is_broken)
    assert broken == [False, False, False, True]
    link.refresh_from_db()
    assert (link.failures, link.failing_since) == (3, first) and "den 5.\u00a0januar 2027" in link.trouble
    assert list(ExternalLink.objects.broken()) == [link]
    ExternalLink.objects.update(finished_at=None)
    claimed = ExternalLink.claim(link.pk)
    assert claimed
    claimed.settle(Answer(200))
    assert not ExternalLink.objects.broken() and claimed.trouble == ""


def test_a_few_a_minute_and_never_two_of_one_site(web: WebServer, django_capture_on_commit_callbacks: Any) -> None:
    port = web.url.rsplit(":", 1)[1]
    for number in range(PER_MINUTE + 3):
        ExternalLink.objects.create(url=f"http://127.0.0.{number + 1}:{port}/a")
        ExternalLink.objects.create(url=f"http://127.0.0.1:{port}/{number}")
    a_minute(django_capture_on_commit_callbacks)
    done = [link.url for link in ExternalLink.objects.exclude(finished_at=None)]
    assert len(done) == PER_MINUTE == len({url.rsplit("/", 1)[0] for url in done})


def test_nobody_is_asked_where_it_is_off(web: WebServer, django_capture_on_commit_callbacks: Any) -> None:
    ExternalLink.objects.create(url=f"{web.url}/a")
    with override_settings(CHECK_LINKS=False):
        a_minute(django_capture_on_commit_callbacks)
    assert web.asked == []
    with override_settings(CHECK_PRIVATE_LINKS=False):
        a_minute(django_capture_on_commit_callbacks)
    assert web.asked == [] and ExternalLink.objects.get().fault == "private"


def test_what_another_worker_is_at_is_left_alone(web: WebServer) -> None:
    link = ExternalLink.objects.create(url=f"{web.url}/a")
    held = ExternalLink.claim(link.pk)
    check_link.func(link.pk)
    assert web.asked == []
    ExternalLink.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1), attempts=9)
    check_link.func(link.pk)
    # It ended several workers: it isn't asked again today.
    assert web.asked == [] and ExternalLink.objects.get().fault == "broken"
    assert held


def test_links_that_no_live_page_names_are_forgotten() -> None:
    page = post("https://example.org/a", "https://example.org/b")
    other = post("https://example.org/b", title="Anden")
    take_stock(100)
    assert ExternalLink.objects.filter(url__startswith="https://example.org/").count() == 2
    page.unpublish()
    take_stock(100)
    assert [use.page_id for use in LinkUse.objects.filter(link__url="https://example.org/b")] == [other.pk]
    assert not ExternalLink.objects.filter(url="https://example.org/a").exists()
    other.body = [("text", '<p><a href="https://example.org/c">Nyt</a></p>')]
    other.save_revision().publish()
    take_stock(100)
    urls = set(ExternalLink.objects.filter(url__startswith="https://example.org/").values_list("url", flat=True))
    assert urls == {"https://example.org/c"}
    Page.objects.get(pk=other.pk).delete()
    take_stock(100)
    assert not ExternalLink.objects.filter(url__startswith="https://example.org/").exists()
