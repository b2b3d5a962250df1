"""Any change that visitors could see begins a new generation; a draft never does; nothing read is older than that."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from core.models import SiteDocument, SiteImage, SiteSettings, Topic
from home.models import TextPage
from home.models.help import OtherHelp
from mirror import changes, folder, watching
from mirror.models import Change
from news.models import InvitationPage, NewsIndexPage, NewsPage, SignUp, Video
from people.models import Partner, Person
from publications.models import PdfReading, PublicationPage
from publications.readings import settle_page
from tests.addresses import LISTS, PAGES
from tests.mirror.conftest import Commit, KeptSite

WORD = "Helt nyt ord"


def contact() -> Any:
    """The page that is changed."""
    return Page.objects.get(slug="kontakt").specific


def publish() -> None:
    page = contact()
    page.title = WORD
    page.save_revision().publish()


def save_live() -> None:
    page = contact()
    page.title = WORD
    page.save()


def change_slug() -> None:
    page = contact()
    page.slug = "ring"
    page.save_revision().publish()


def move() -> None:
    contact().move(Page.objects.get(slug="om-os"), pos="last-child")


def make_private() -> None:
    PageViewRestriction.objects.create(page=contact(), restriction_type=PageViewRestriction.LOGIN)


def add_live() -> None:
    NewsIndexPage.objects.get().add_child(instance=NewsPage(title=WORD))


def change_topics_of_person() -> None:
    Person.objects.get().topics.clear()


def settle_pdf() -> None:
    page = PublicationPage.objects.first()
    page.pdf = None
    settle_page(page)


def change_row_of_a_page() -> None:
    OtherHelp.objects.update(name=WORD)


def finish_reading() -> None:
    PdfReading.objects.update(page_count=3)


CHANGES: dict[str, Callable[[], Any]] = {
    "publish": publish,
    "save live": save_live,
    "unpublish": lambda: contact().unpublish(),
    "slug": change_slug,
    "move": move,
    "privacy": make_private,
    "delete": lambda: contact().delete(),
    "new page": add_live,
    "update of a page": lambda: TextPage.objects.filter(slug="kontakt").update(title=WORD),
    "update of a page type": lambda: TextPage.objects.filter(slug="kontakt").update(summary=WORD),
    "person": lambda: Person.objects.get().save(),
    "update of people": lambda: Person.objects.update(phone="+4586123456"),
    "topics of a person": change_topics_of_person,
    "partner": lambda: Partner.objects.create(name=WORD),
    "deleted partner": lambda: Partner.objects.first().delete(),
    "topic": lambda: Topic.objects.first().save(),
    "settings": lambda: SiteSettings.load().save(),
    "image": lambda: SiteImage.objects.first().save(),
    "document": lambda: SiteDocument.objects.update(title=WORD),
    "film": lambda: Video.objects.get().save(),
    "row of a page": change_row_of_a_page,
    "served PDF": settle_pdf,
    "reading": finish_reading,
    "raw SQL": lambda: connection.cursor().execute("UPDATE core_topic SET sort_order = 1"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_begins_a_generation_once_it_is_committed(site: KeptSite, commit: Commit, name: str) -> None:
    site.visit("/kontakt/")
    before, read = changes.generation(), folder.target()
    assert read == before.name
    CHANGES[name]()
    # In the same transaction, and nobody reads files until that is decided.
    assert changes.generation().number > before.number
    assert folder.target() is None
    commit()
    assert folder.target() == changes.generation().name != read
    assert site.kept == []


def draft() -> None:
    page = contact()
    page.title = WORD
    page.save_revision()


def new_draft() -> None:
    NewsIndexPage.objects.get().add_child(instance=NewsPage(title=WORD, live=False)).save_revision()


def change_draft() -> None:
    page = NewsIndexPage.objects.get().add_child(instance=NewsPage(title=WORD, live=False))
    for number in range(3):
        page.title = f"{WORD} {number}"
        page.save_revision()


def schedule() -> None:
    page = contact()
    page.go_live_at = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    page.save_revision().publish()


def lock() -> None:
    page = contact()
    page.locked = True
    page.save(update_fields=["locked"])


UNSEEN: dict[str, Callable[[], Any]] = {
    "draft": draft,
    "new draft": new_draft,
    "changed draft": change_draft,
    "planned for later": schedule,
    "locked": lock,
    "read": lambda: list(Page.objects.all()),
    "heartbeat of a reading": lambda: PdfReading.objects.update(leased_until=dt.datetime.now(dt.UTC), pages_done=1),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_begins_none(site: KeptSite, commit: Commit, name: str) -> None:
    site.visit("/kontakt/")
    before = changes.generation()
    UNSEEN[name]()
    commit()
    assert changes.generation() == before
    assert site.kept == ["/kontakt/"]


def test_drafts_of_an_editor_begin_none_and_publishing_does(
    site: KeptSite, commit: Commit, admin_client: Client
) -> None:
    index = NewsIndexPage.objects.get()
    sent = {"title": WORD, "slug": "nyheder", "summary": "", "date": "2016-01-01", "body-count": "0"}
    sent |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    edit = f"/admin/pages/{index.pk}/edit/"
    before = changes.generation()
    admin_client.post(edit, sent)
    admin_client.post(f"/admin/pages/add/news/newspage/{index.pk}/", {**sent, "slug": "kladde"})
    commit()
    new = NewsPage.objects.get(slug="kladde")
    index.refresh_from_db()
    assert index.get_latest_revision_as_object().title == new.title == WORD and not new.live
    assert changes.generation() == before
    admin_client.post(edit, {**sent, "action-publish": "action-publish"})
    assert changes.generation().number == before.number + 1
    commit()
    assert WORD in site.visit("/nyheder/")


def test_what_is_rolled_back_changes_nothing(site: KeptSite, commit: Commit) -> None:
    page = site.visit("/kontakt/")
    before = folder.target()

    class Back(Exception):
        pass

    with pytest.raises(Back), transaction.atomic():
        publish()
        assert folder.target() is None
        raise Back
    # Any later request mends the link, whose generation is as it was.
    assert site.visit("/kontakt/") == page
    assert folder.target() == before and site.kept == ["/kontakt/"]


def test_a_change_after_one_that_was_rolled_back_counts(site: KeptSite, commit: Commit) -> None:
    before = changes.generation()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish()
        raise ZeroDivisionError
    publish()
    commit()
    assert changes.generation().number == before.number + 1
    assert WORD in site.visit("/kontakt/")


def test_several_changes_of_one_transaction_are_one_generation(site: KeptSite, commit: Commit) -> None:
    before = changes.generation()
    publish()
    save_live()
    Person.objects.update(title=WORD)
    commit()
    assert changes.generation().number == before.number + 1


def test_a_sign_up_counts_when_it_takes_the_last_place(site: KeptSite, commit: Commit) -> None:
    page = InvitationPage.objects.order_by("-start").first()
    assert page
    page.capacity = 2
    page.save()
    commit()
    before = changes.generation().number
    first = SignUp.objects.create(invitation=page, name="Prøve", email="a@example.org")
    assert changes.generation().number == before
    SignUp.objects.create(invitation=page, name="Prøve", email="b@example.org")
    assert changes.generation().number == before + 1
    commit()
    first.delete()
    assert changes.generation().number == before + 2


# Read while pages are rendered, and yet nothing that visitors could see to change.
MADE_BY_RENDERING = {"core_siterendition"}
NEVER_CHANGED = {"wagtailcore_locale", "django_content_type"}
# The pages say whether there is room, and news/receivers.py says when that changes.
TOLD_OF = {"news_signup"}


def test_everything_that_pages_are_made_of_is_watched(site: KeptSite, commit: Commit) -> None:
    invitation = InvitationPage.objects.order_by("-start").first()
    assert invitation
    invitation.capacity = 2
    invitation.save()
    commit()
    with CaptureQueriesContext(connection) as captured:
        for address in [*PAGES, *LISTS, invitation.url, "/udgivelser/aarsskrift-2016/laes/"]:
            site.visit(address)
    tables = set(connection.introspection.table_names())
    read = {word for query in captured for word in query["sql"].replace("`", '"').split('"') if word in tables}
    read -= {Change._meta.db_table}
    assert {"people_person", "news_newspage_topics", "publications_pdfpage", "news_signup"} <= read
    unwatched = read - set(watching.tables()) - MADE_BY_RENDERING - NEVER_CHANGED - TOLD_OF
    assert unwatched == set(), "name their models in MIRROR_MODELS"
