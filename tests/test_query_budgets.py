"""Every page costs at most eight queries beyond Wagtail's routing, at four posts as at four hundred."""

import datetime as dt

import pytest
from django.db import connection
from wagtail.models import Page

from core.models import Topic
from core.querysets import listed_pages
from news.models import InvitationPage, NewsIndexPage, NewsPage
from tests.addresses import LISTS, PAGES
from tests.queries import serve, too_many

BUDGET = 8

pytestmark = pytest.mark.django_db


def cost(address: str) -> list[str]:
    """Return the SQL of a page whose pictures have been made before."""
    serve(address)
    response, statements = serve(address)
    assert response.status_code == 200
    return statements


@pytest.mark.parametrize("address", [*PAGES, *LISTS, "/udgivelser/aarsskrift-2016/laes/"])
def test_a_page_stays_within_its_budget(address: str) -> None:
    statements = cost(address)
    assert len(statements) <= BUDGET, too_many(statements, BUDGET)


def insert(post: NewsPage) -> None:
    """Write a post's row in each of its tables, and tell nobody: neither the tree nor the search looks at each."""
    for model in (Page, NewsPage, InvitationPage):
        if isinstance(post, model):
            row = model(**{field.attname: getattr(post, field.attname) for field in model._meta.concrete_fields})
            row.save_base(raw=True, force_insert=True)
            post.id = post.page_ptr_id = post.newspage_ptr_id = row.pk


@pytest.fixture
def many_posts() -> None:
    """Four hundred more posts and invitations, with topics and pictures like those of the initial content."""
    index = NewsIndexPage.objects.get()
    example = NewsPage.objects.get(slug="aarsskrift-2016")
    topics = list(Topic.objects.all())[:3]
    for number in range(400):
        day = dt.date(2018, 1, 1) + dt.timedelta(days=number)
        common = {
            "title": f"Nyhed {number}",
            "slug": f"nyhed-{number}",
            "date": day,
            "image": example.image,
            "summary": "Kort om nyheden.",
            "path": Page._get_path(index.path, index.depth + 1, index.numchild + number + 1),
            "depth": index.depth + 1,
            "url_path": f"{index.url_path}nyhed-{number}/",
            "locale": index.locale,
        }
        if number % 10:
            post = NewsPage(**common)
        else:
            start = dt.datetime(2018, 6, 1, 15, tzinfo=dt.UTC)
            post = InvitationPage(start=start, place="Aarhus", **common)
        insert(post)
        post.topics.through.objects.bulk_create(post.topics.through(newspage_id=post.pk, topic=one) for one in topics)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + 400)


def test_the_cost_does_not_grow_with_the_number_of_posts(many_posts: None) -> None:
    for address in ["/", "/det-goer-vi/interessevaretagelse/", "/nyheder/", "/nyheder/2018/", "/nyheder/side/30/"]:
        statements = cost(address)
        assert len(statements) <= BUDGET, address + "\n" + too_many(statements, BUDGET)


def test_privacy_is_asked_of_the_few_private_pages_when_the_database_has_counted_its_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = listed_pages(Page.objects.filter(slug="kontakt")).explain()
    # Once it has counted, SQLite takes an empty table for a large one and would go through all pages for each row. It
    # says SCAN where it goes through a table; PostgreSQL has other words for it, and plans by what is there.
    assert plan.count("SCAN ") == plan.count("SCAN restriction") == (connection.vendor == "sqlite"), plan
    # Once for the list, not once for each row of it.
    assert "CORRELATED" not in plan and ("LIST SUBQUERY" in plan or "hashed SubPlan" in plan), plan
