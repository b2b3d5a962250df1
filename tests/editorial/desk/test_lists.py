"""The flat lists: the columns that matter, filters, the public link; as many queries for many as for few."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Topic
from news.models import InvitationPage, NewsIndexPage, NewsPage, SignUp
from people.models import Person
from publications.models import PublicationIndexPage, PublicationPage
from tests.queries import too_many

pytestmark = pytest.mark.django_db

LISTS = {
    "/admin/news/": ("Titel", "Dato", "Emne", "Status", "På hjemmesiden"),
    "/admin/invitations/": ("Titel", "Holdes", "Tilmeldinger", "Status", "På hjemmesiden"),
    "/admin/publications/": ("Titel", "År", "Sider", "PDF", "Status", "På hjemmesiden"),
    "/admin/snippets/people/person/": ("Navn", "Titel", "Telefon", "Emner", "Fravær"),
}
# Queries that a list may cost, whatever it holds: signing in, menu, filters and rows.
BUDGET = 40


@pytest.fixture
def desk(client: Client, editor: Any) -> Client:
    """An editor's browser."""
    client.force_login(editor)
    return client


def rows(client: Client, address: str, **query: str) -> str:
    """The list's table."""
    html = client.get(address, query).content.decode()
    return html.split('id="listing-results"')[1].split("</form>")[0]


@pytest.mark.parametrize("address", LISTS)
def test_it_has_the_columns_that_matter(desk: Client, address: str) -> None:
    head = rows(desk, address).split("<thead")[1].split("</thead>")[0]
    for label in LISTS[address]:
        assert label in head, label


def test_news_are_listed_without_invitations_and_lead_to_the_site(desk: Client) -> None:
    shown = rows(desk, "/admin/news/")
    assert "Årsskrift 2016" in shown
    assert "nytårskur" not in shown
    assert 'href="/nyheder/aarsskrift-2016/"' in shown
    assert "Interessevaretagelse, Kommunikation" in shown
    post = NewsPage.objects.get(slug="aarsskrift-2016")
    post.unpublish()
    assert 'href="/nyheder/aarsskrift-2016/"' not in rows(desk, "/admin/news/")


def test_filters_narrow_and_combine(desk: Client) -> None:
    index = NewsIndexPage.objects.get()
    topic = Topic.objects.get(slug="analyse")
    index.add_child(instance=NewsPage(title="Om analyse", date=dt.date(2020, 5, 1), topics=[topic]))
    index.add_child(instance=NewsPage(title="En kladde", date=dt.date(2020, 6, 1), live=False))
    assert "Årsskrift 2016" not in rows(desk, "/admin/news/", topic=str(topic.pk))
    assert "Om analyse" in rows(desk, "/admin/news/", topic=str(topic.pk), year="2020", state="udgivet")
    drafts = rows(desk, "/admin/news/", year="2020", state="kladde")
    assert "En kladde" in drafts and "Om analyse" not in drafts
    assert "Om analyse" in rows(desk, "/admin/news/", q="ANALYSE")
    for odd in ({"topic": "x"}, {"year": "1066"}, {"state": "x"}, {"q": "\x00"}, {"ordering": "x"}, {"p": "99"}):
        assert desk.get("/admin/news/", odd).status_code in (200, 301, 404), odd


def test_an_invitation_says_how_many_come(desk: Client) -> None:
    start = timezone.now() + dt.timedelta(days=30)
    page = InvitationPage(title="Sommerfest", place="Her", start=start, capacity=40)
    NewsIndexPage.objects.get().add_child(instance=page)
    SignUp.objects.create(invitation=page, name="En gæst", email="g@example.org", party=3, state=SignUp.State.COMING)
    shown = rows(desk, "/admin/invitations/", q="sommer")
    assert "3 af 40" in shown
    assert "Åben for tilmelding" in shown or "Tilmelding" in shown


def test_a_publication_says_how_its_pdf_stands(desk: Client) -> None:
    shelf = PublicationIndexPage.objects.get()
    shelf.add_child(instance=PublicationPage(title="Uden fil", year=2010, kind="rapport"))
    shown = rows(desk, "/admin/publications/", year="2010")
    assert "Uden fil" in shown and "Ingen PDF" in shown
    assert "Årsskrift 2016" in rows(desk, "/admin/publications/", kind="aarsskrift")


def test_a_person_s_absence_is_seen(desk: Client) -> None:
    day = dt.timedelta(days=1)
    today = timezone.localdate()
    Person.objects.create(name="Væk nu", absent_from=today - day, absent_until=today + day)
    Person.objects.create(name="Væk før", absent_from=today - 3 * day, absent_until=today - day)
    shown = rows(desk, "/admin/snippets/people/person/")
    assert "22\u00a028\u00a019\u00a022" in shown.replace("&nbsp;", "\u00a0")
    assert shown.count("Væk til og med") == 1


@pytest.fixture
def many() -> None:
    """Forty more of each kind."""
    index, shelf = NewsIndexPage.objects.get(), PublicationIndexPage.objects.get()
    topics = list(Topic.objects.all())
    start = dt.datetime(2027, 6, 1, 15, tzinfo=dt.UTC)
    for number in range(40):
        index.add_child(instance=NewsPage(title=f"Nyhed {number}", topics=topics[:3]))
        index.add_child(instance=InvitationPage(title=f"Møde {number}", start=start, place="Her", topics=topics[:2]))
        shelf.add_child(instance=PublicationPage(title=f"Skrift {number}", year=2010))
        Person.objects.create(name=f"Person {number}").topics.set(topics[:2])


def cost(client: Client, address: str) -> list[str]:
    """The SQL of a list that was opened before."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_a_long_list_costs_no_more_than_a_short_one(desk: Client, request: Any) -> None:
    few = {address: cost(desk, address) for address in LISTS}
    for address, statements in few.items():
        assert len(statements) <= BUDGET, address + "\n" + too_many(statements, BUDGET)
    request.getfixturevalue("many")
    for address, statements in few.items():
        long = cost(desk, address)
        assert len(long) <= len(statements) + 2, address + "\n" + too_many(long, len(statements) + 2)
