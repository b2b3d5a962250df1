"""What is taken away is erased from every folder first, before the database says so."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from core.backup import site_restored
from editorial.departure.leaving import leave
from mirror import changes, folder, upkeep
from mirror.paths import last_good, page_file, pages_below, root
from mirror.version import own_version
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


def test_a_section_that_nobody_sees_takes_what_is_below_it_along(site: KeptSite, commit: Commit) -> None:
    section = Page.objects.get(slug="det-goer-vi").specific
    section.unpublish(set_expired=False)
    commit()
    assert site.visit("/det-goer-vi/analyse/")
    section.refresh_from_db()
    section.slug = "det-vi-goer"
    section.save()
    assert site.files == set()
    commit()
    assert site.ask("/det-goer-vi/analyse/").status in (301, 302, 404)
    assert "/det-goer-vi/analyse/" not in site.kept


def test_what_is_taken_away_on_one_machine_is_erased_on_the_others(
    site: KeptSite, settings: Any, tmp_path: Path, commit: Commit
) -> None:
    here, there = settings.MIRROR_ROOT, tmp_path / "another machine"
    for address in VISITED:
        site.visit(address)
    settings.MIRROR_ROOT = there
    folder.claim(own_version())
    changes.mend()
    for address in VISITED:
        site.visit(address)
    assert page_file(last_good(), "/nyheder/aarsskrift-2016/").exists()
    settings.MIRROR_ROOT = here
    Page.objects.get(slug="kontakt").save()
    commit()
    settings.MIRROR_ROOT = there
    # A new text takes nothing away, and what may be shown in times of need stays.
    changes.mend()
    assert page_file(last_good(), "/nyheder/aarsskrift-2016/").exists()
    settings.MIRROR_ROOT = here
    post().unpublish()
    commit()
    settings.MIRROR_ROOT = there
    changes.mend()
    assert not page_file(last_good(), "/nyheder/aarsskrift-2016/").exists()
    assert "/nyheder/aarsskrift-2016/" not in pages_below(root())


def test_what_can_t_be_erased_is_not_taken_down_and_says_so(
    site: KeptSite, leader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A front server would go on reading the files of a disk that was made read-only."""

    def refuse(*args: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    site.visit("/nyheder/aarsskrift-2016/")
    staff = Client(raise_request_exception=False)
    staff.force_login(leader)
    address, form = reverse("wagtailadmin_pages:unpublish", args=[post().pk]), {"target": "", "next": ""}
    with monkeypatch.context() as patched:
        patched.setattr(folder, "put_aside", refuse)
        answer = staff.post(address, form)
    assert answer.status_code == 500 and "kunne ikke tages ned" in answer.content.decode()
    assert post().live
    staff.post(address, form)
    assert not post().live and site.files == set()


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
