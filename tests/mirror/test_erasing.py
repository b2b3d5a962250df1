"""What is taken away is erased from every folder first, before the database says so."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction

from core.backup import site_restored
from editorial.departure.leaving import leave
from mirror import folder, upkeep
from mirror.paths import last_good, pages_below, root
from people.models import Person
from tests.mirror.conftest import Commit, KeptSite

VISITED = ["/", "/nyheder/", "/nyheder/aarsskrift-2016/", "/kontakt/", "/om-os/medarbejdere/"]


def post() -> Any:
    """The page that is taken away."""
    return Page.objects.get(slug="aarsskrift-2016", content_type__model="newspage").specific


def rename() -> None:
    page = post()
    page.slug = "et-andet-navn"
    page.save_revision().publish()


def make_private() -> None:
    PageViewRestriction.objects.create(page=post().get_parent(), restriction_type=PageViewRestriction.LOGIN)


def person_leaves() -> None:
    other = Person.objects.create(name="Prøve Eksempel", title="Prøve", phone="+4586123456")
    leave(Person.objects.exclude(pk=other.pk).get(), other)


TAKEN: dict[str, Callable[[], Any]] = {
    "unpublished": lambda: post().unpublish(),
    "deleted": lambda: post().delete(),
    "moved": lambda: post().move(Page.objects.get(slug="om-os"), pos="last-child"),
    "renamed": rename,
    "private": make_private,
    "section deleted": lambda: post().get_parent().delete(),
    "person left": person_leaves,
    "person hidden": lambda: Person.objects.update(active=False),
}


@pytest.mark.parametrize("name", TAKEN)
def test_nothing_is_left_on_the_disk_before_it_is_committed(site: KeptSite, commit: Commit, name: str) -> None:
    for address in VISITED:
        site.visit(address)
    # Of a generation that was left, of the one visitors read, and of the spare pages.
    Page.objects.get(slug="kontakt").save()
    commit()
    site.visit("/nyheder/aarsskrift-2016/")
    upkeep.keep_error_pages(str(folder.target()))
    assert len([file for file in site.files if "aarsskrift-2016/" in file]) == 9
    TAKEN[name]()
    assert site.files == set()
    assert folder.target() is None
    commit()
    assert site.files == set()


def test_of_a_site_that_was_restored_nothing_older_is_kept(site: KeptSite, commit: Commit) -> None:
    for address in VISITED:
        site.visit(address)
    before = folder.target()
    site_restored.send(sender=None)
    assert site.files == set()
    commit()
    assert folder.target() not in (None, before)


def test_a_page_with_a_new_text_leaves_no_old_one(site: KeptSite, commit: Commit) -> None:
    for address in VISITED:
        site.visit(address)
    page = post()
    page.summary = "Nyt"
    page.save_revision().publish()
    assert not [file for file in site.files if "aarsskrift-2016/" in file]
    # Those that are read without a database may be older, not gone.
    assert "/kontakt/" in pages_below(last_good())


def test_the_worker_renders_again_what_was_erased(site: KeptSite, commit: Commit) -> None:
    for address in [*VISITED, "/nyheder/2016/"]:
        site.visit(address)
    post().unpublish()
    commit()
    name = folder.target()
    assert name and upkeep.warm_up(name)
    assert set(site.kept) >= {"/", "/nyheder/", "/kontakt/", "/om-os/medarbejdere/"}
    assert "/nyheder/aarsskrift-2016/" not in site.kept
    assert "Årsskrift 2016" not in (last_good() / "nyheder/index.html").read_text()
    assert "22\u00a028\u00a019\u00a022" in (root() / "errors/503.html").read_text().replace("&nbsp;", "\u00a0")
    # A round that is cut short leaves the rest to the next one.
    assert folder.take_wanted() == []
    folder.want(["/nyheder/2017/"])
    assert not upkeep.warm_up("another generation")
    assert folder.take_wanted() == ["/nyheder/2017/"]


def test_the_worker_clears_away_what_is_over(site: KeptSite, commit: Commit) -> None:
    names = []
    for _ in range(4):
        site.visit("/kontakt/")
        names.append(folder.target())
        Page.objects.get(slug="presse").save()
        commit()
    upkeep.tend()
    found = sorted(one.name for one in root().glob("*-*T*"))
    assert found == sorted([str(folder.target()), str(names[-1])])
    assert not list((root() / "trash").iterdir())


def test_the_worker_waits_for_quiet_and_then_renders_the_menu_and_the_newest(
    site: KeptSite, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    Page.objects.get(slug="presse").save()
    commit()
    now = folder.time_of(str(folder.target()))[0]
    monkeypatch.setattr(folder, "now", lambda: now + upkeep.QUIET - 0.1)
    upkeep.tend()
    assert site.kept == []
    monkeypatch.setattr(folder, "now", lambda: now + upkeep.QUIET)
    upkeep.tend()
    assert set(site.kept) >= {"/", "/nyheder/", "/det-goer-vi/analyse/", "/nyheder/velkommen-til-vores-nye-hjemmeside/"}
