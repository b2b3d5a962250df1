"""A generation ends for good: nothing is written into an old one, its number never comes again."""

import pytest
from django.db import transaction
from wagtail.models import Page

from core.models import Topic
from mirror import changes, folder
from mirror.models import Change
from mirror.paths import root
from tests.mirror.conftest import Commit, KeptSite

WORD = "Helt nyt ord"


def publish() -> None:
    """Publish a page."""
    page = Page.objects.get(slug="kontakt").specific
    page.title = WORD
    page.save_revision().publish()


def test_what_was_rendered_before_a_change_is_not_kept_after_it(site: KeptSite, commit: Commit) -> None:
    """A slow request: the page is there, the change comes, and only then is the page to be written."""
    name = folder.target()
    assert name
    html = site.visit("/kontakt/").encode()
    publish()
    version = folder.version()
    assert not folder.keep(name, "/", html, version), "while the change is under way"
    commit()
    assert not folder.keep(name, "/", html, version), "after it"
    assert site.kept == []
    assert not folder.keep(str(folder.target()), "/", html, "another version")


def test_rows_are_folded_and_the_number_never_comes_again(site: KeptSite, commit: Commit) -> None:
    for _ in range(changes.MOST_ROWS):
        publish()
        commit()
    before = changes.generation()
    changes.fold()
    commit()
    assert Change.objects.count() == 2
    assert changes.generation().number == before.number + 1
    assert folder.target() == changes.generation().name


def test_another_version_starts_with_empty_folders(site: KeptSite, commit: Commit) -> None:
    site.visit("/kontakt/")
    assert folder.claim("another version")
    assert folder.target() is None
    assert site.kept == []
    # This process has been overtaken: it goes on serving, and keeps nothing.
    site.visit("/kontakt/")
    assert site.kept == [] and not folder.target()
    assert (root() / "last-good/kontakt/index.html").is_file()


@pytest.mark.django_db(transaction=True)
def test_a_save_without_a_transaction_is_one_with_its_change() -> None:
    """As a script does it; SQLite would not commit before the new row's key is fetched."""
    before = changes.generation().number
    topic = Topic.objects.create(name=WORD)
    assert topic.pk and changes.generation().number == before + 1
    topic.save()
    Topic.objects.filter(pk=topic.pk).update(sort_order=3)
    topic.delete()
    assert changes.generation().number == before + 4
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Topic.objects.create(name=WORD)
        raise ZeroDivisionError
    assert changes.generation().number == before + 4
