"""What all pages share is kept in memory for a generation: fewer queries, and never anything that was changed since."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from core.models import SiteSettings, Topic
from home.models import HomePage
from news.models import NewsPage
from people.models import Person
from publications.models import PublicationPage
from tests.addresses import LISTS, PAGES
from tests.mirror.conftest import Commit

pytestmark = pytest.mark.django_db
WORD, NUMBER = "Helt nyt ord", "+4586123459"


def rename_secretariat() -> None:
    SiteSettings.objects.update(tagline=WORD)


def rename_menu_page() -> None:
    Page.objects.filter(slug="udgivelser").update(title=WORD)


def rename_contact() -> None:
    Person.objects.filter(pk=HomePage.objects.get().contact_id).update(name=WORD)


def change_number() -> None:
    Person.objects.filter(pk=HomePage.objects.get().contact_id).update(phone=NUMBER)


def choose_contact() -> None:
    HomePage.objects.update(contact=Person.objects.create(name=WORD, title="Prøve", phone="+4586123456"))


def rename_topic() -> None:
    Topic.objects.filter(slug="interessevaretagelse").update(sentence=WORD, name=WORD)


def rename_post() -> None:
    NewsPage.objects.filter(slug="aarsskrift-2016").update(title=WORD)


def rename_publication() -> None:
    PublicationPage.objects.update(title=WORD)


CHANGES: dict[Callable[[], None], tuple[str, ...]] = {
    rename_secretariat: ("/", "/nyheder/"),
    rename_menu_page: ("/", "/nyheder/"),
    rename_contact: ("/", "/nyheder/aarsskrift-2016/"),
    choose_contact: ("/",),
    change_number: ("/", "/det-goer-vi/", "/nyheder/aarsskrift-2016/"),
    rename_topic: ("/", "/nyheder/"),
    rename_post: ("/", "/det-goer-vi/interessevaretagelse/"),
    rename_publication: ("/", "/nyheder/aarsskrift-2016/"),
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("within", [True, False], ids=["in a transaction", "committed"])
def test_a_change_is_seen_at_once(client: Client, commit: Commit, change: Callable[[], None], within: bool) -> None:
    def shows(address: str) -> bool:
        page = client.get(address).content.decode().replace("\xad", "").lower()
        return WORD.lower() in page or NUMBER in page

    commit()
    assert not any(shows(address) for address in CHANGES[change])
    change()
    if not within:
        commit()
    assert all(shows(address) for address in CHANGES[change])


def test_a_transaction_that_goes_on_changing_keeps_nothing(client: Client, commit: Commit) -> None:
    commit()
    SiteSettings.objects.update(tagline="Halvvejs")
    assert "Halvvejs" in client.get("/").content.decode()
    rename_secretariat()
    commit()
    page = client.get("/").content.decode()
    assert WORD in page and "Halvvejs" not in page


def test_what_has_become_private_is_shown_nowhere(client: Client, commit: Commit) -> None:
    publication = PublicationPage.objects.get()
    commit()
    for address in ("/", "/nyheder/aarsskrift-2016/"):
        assert publication.pdf_url in client.get(address).content.decode()
    PageViewRestriction.objects.create(page=publication, restriction_type=PageViewRestriction.LOGIN)
    commit()
    for address in ("/", "/nyheder/aarsskrift-2016/"):
        assert publication.pdf_url not in client.get(address).content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/nyheder/", "/nyheder/aarsskrift-2016/", "/det-goer-vi/interessevaretagelse/"]
)
def test_the_second_page_asks_for_less(client: Client, commit: Commit, address: str) -> None:
    client.get(address)
    Topic.objects.first().save()
    commit()
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        costs.append(len(captured))
    assert costs[1] <= costs[0] - 4


def test_pages_look_the_same_from_memory(client: Client, commit: Commit) -> None:
    commit()
    for address in [*PAGES, *LISTS]:
        first, again = (client.get(address).content for _ in range(2))
        assert first == again, address
