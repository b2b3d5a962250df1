"""Many at once: no place is given twice, none stays empty, and nobody is lost, on the real database."""

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from wagtail.models import Locale, Page, Site

from core.models import OutgoingMail
from home.models import HomePage
from news.invitations import guard
from news.invitations.links import manage_url
from news.invitations.signing_up import sign_up
from news.models import InvitationPage, NewsIndexPage, SignUp
from tests.news.sign_ups import BROWSER, EVA, invitation

pytestmark = pytest.mark.django_db(transaction=True)

CROWD, PLACES = 200, 50
# As many as a small PostgreSQL has connections for.
AT_ONCE = 20

AtOnce = Callable[[Callable[[Any], Any], list[Any]], list[Any]]


@pytest.fixture
def at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtOnce]:
    """Call a function for each of some values, each in a thread with a connection of its own.

    In SQLite's memory threads would meet locks that no file knows; they get a copy of the database in a file, as the
    site has it.
    """

    def run(function: Callable[[Any], Any], values: list[Any]) -> list[Any]:
        if connection.vendor == "sqlite" and connection.is_in_memory_db():
            file = tmp_path / "db.sqlite3"
            copy = sqlite3.connect(file)
            connection.connection.backup(copy)
            copy.close()
            monkeypatch.setitem(connection.settings_dict, "NAME", str(file))

        def alone(value: Any) -> Any:
            try:
                return function(value)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(alone, values))

    yield run


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> InvitationPage:
    """An invitation with few places on a site of its own; those who come are as fast as they like."""
    # What a test in transactions leaves behind is not what it found.
    call_command("flush", interactive=False, verbosity=0)
    Locale.objects.create(language_code="da")
    home = HomePage(title="Prøve", heading="Prøve", lead="Prøve", slug="proeve")
    home = Page.add_root(instance=Page(title="Rod", slug="rod")).add_child(instance=home)
    Site.objects.create(hostname="localhost", port=8000, root_page=home, is_default_site=True)
    home.add_child(instance=NewsIndexPage(title="Nyheder"))
    monkeypatch.setattr(guard, "FASTEST", dt.timedelta(0))
    return invitation(capacity=PLACES)


def test_two_hundred_at_once_for_fifty_places(page: InvitationPage, at_once: AtOnce) -> None:
    def send(number: int) -> int:
        values = {**EVA, "email": f"{number}@example.org", "party": "1", "token": guard.form_token(page.pk)}
        return Client().post(page.sign_up_url, values, headers=BROWSER).status_code

    def look(_number: int) -> tuple[Counter[str], int]:
        return Counter(SignUp.objects.values_list("state", flat=True)), OutgoingMail.objects.count()

    assert at_once(send, list(range(CROWD))) == [303] * CROWD
    [(states, mails)] = afterwards(look)
    assert states == {"coming": PLACES, "waiting": CROWD - PLACES}
    assert mails == CROWD


def test_the_same_address_at_once_is_one_sign_up(page: InvitationPage, at_once: AtOnce) -> None:
    def send(_number: int) -> int:
        values = {**EVA, "party": "1", "token": guard.form_token(page.pk)}
        return Client().post(page.sign_up_url, values, headers=BROWSER).status_code

    assert at_once(send, list(range(6))) == [303] * 6
    assert afterwards(lambda _: SignUp.objects.count()) == [1]


def test_whoever_cancels_at_once_leaves_every_place_to_somebody(page: InvitationPage, at_once: AtOnce) -> None:
    few = PLACES // 5
    InvitationPage.objects.update(capacity=few)
    for number in range(4 * few):
        sign_up(page, name="Prøve", email=f"{number}@example.org")
    links = [urlsplit(manage_url(one)).path for one in SignUp.objects.coming()]

    def cancel(link: str) -> int:
        return Client().post(link, {"cancel": "1"}, headers=BROWSER).status_code

    assert at_once(cancel, links) == [303] * few
    states = afterwards(lambda _: Counter(SignUp.objects.values_list("state", flat=True)))
    assert states == [{"cancelled": few, "coming": few, "waiting": 2 * few}]


def afterwards(look: Callable[[int], Any]) -> list[Any]:
    """Ask the database that the threads wrote to."""

    def alone(number: int) -> Any:
        try:
            return look(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return list(pool.map(alone, [0]))
