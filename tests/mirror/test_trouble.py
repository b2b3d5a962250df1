"""Without the database, without room, without a folder: the site goes on, and says what is wrong."""

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from home.models import TextPage
from mirror import changes, folder, locking, trouble, upkeep
from mirror.paths import root
from tests.mirror.conftest import Commit, KeptSite


def manage(*arguments: str) -> str:
    """Return what a command writes."""
    out = io.StringIO()
    call_command("mirror", *arguments, stdout=out)
    return out.getvalue()


def failing(*arguments: str) -> str:
    """Return what a command writes that must end with 1."""
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("mirror", *arguments, stdout=out)
    assert ended.value.code == 1
    return out.getvalue()


@pytest.fixture
def stop_database() -> Iterator[Callable[[], None]]:
    """Let every statement fail, as when the server is gone."""

    def refuse(*args: Any) -> None:
        raise OperationalError("the server is gone")

    yield lambda: connection.execute_wrappers.insert(0, refuse)
    if refuse in connection.execute_wrappers:
        connection.execute_wrappers.remove(refuse)


def test_kept_pages_are_read_without_the_database_and_the_rest_is_a_503_with_the_number(
    site: KeptSite, commit: Commit, stop_database: Callable[[], None]
) -> None:
    kept, spare = site.visit("/kontakt/"), site.visit("/nyheder/")
    TextPage.objects.get(slug="presse").save()
    commit()
    site.visit("/kontakt/")
    upkeep.keep_error_pages(str(folder.target()))
    assert site.kept == ["/kontakt/"]
    stop_database()
    assert site.visit("/kontakt/") == kept
    assert site.visit("/nyheder/") == spare
    for ask in (
        lambda: site.ask("/om-os/"),
        lambda: site.ask("/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf"),
        lambda: site.ask("/nyheder/invitation-til-nytaarskur/tilmeld/", method="POST"),
        lambda: site.ask("/nyheder/", HTTP_COOKIE="sessionid=x"),
    ):
        reply = ask()
        assert reply.status == 503 and reply.headers["Retry-After"] == "60"
        assert "tel:+4522281922" in reply.text and "/det-goer-vi/analyse/" in reply.text
        assert "ETag" not in reply.headers
        assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    head = site.ask("/om-os/", method="HEAD")
    assert (head.status, head.body) == (503, b"")
    assert "The database does not answer: the server is gone" in failing("status")


def test_an_error_of_ours_shows_the_kept_page_with_the_number(
    site: KeptSite, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.visit("/kontakt/")
    TextPage.objects.get(slug="presse").save()
    commit()
    upkeep.keep_error_pages(str(folder.target()))
    monkeypatch.setattr(TextPage, "serve", lambda *args: 1 / 0)
    reply = site.ask("/kontakt/")
    # Not the spare page: who mends it is to see that it is broken.
    assert reply.status == 500 and "tel:+4522281922" in reply.text
    assert site.kept == []


def test_a_folder_that_can_t_be_made_leaves_the_site_as_it_is(
    site: KeptSite, settings: Any, tmp_path: Path, commit: Commit, caplog: Any
) -> None:
    trouble._said.clear()
    settings.MIRROR_ROOT = tmp_path / "file" / "mirror"
    (tmp_path / "file").write_text("in the way")
    upkeep.start()
    assert "Kontakt" in site.visit("/kontakt/")
    TextPage.objects.filter(slug="kontakt").update(title="Ny titel")
    commit()
    assert "Ny titel" in site.visit("/kontakt/")
    upkeep.tend()
    assert "pages are rendered for each visitor meanwhile" in caplog.text
    assert "The folder can't be written (Not a directory)" in failing("status")


def test_a_full_disk_leaves_the_site_as_it_is(
    site: KeptSite, commit: Commit, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    trouble._said.clear()
    site.visit("/kontakt/")
    monkeypatch.setattr(folder, "LEAST_ROOM", 1 << 60)
    for _ in range(2):
        site.visit("/nyheder/")
    assert site.kept == ["/kontakt/"]
    # Said once, not at every visit.
    assert caplog.text.count("No space left on device") == 1
    TextPage.objects.filter(slug="kontakt").update(title="Ny titel")
    commit()
    assert "Ny titel" in site.visit("/kontakt/")
    assert "The disk is full" in failing("status")


def test_a_write_that_fails_half_way_leaves_no_half_page(site: KeptSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(*args: Any, **kwargs: Any) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder.brotli, "compress", torn)
    whole = site.visit("/kontakt/")
    assert site.files == set()
    monkeypatch.undo()
    assert site.visit("/kontakt/") == whole


def test_a_folder_that_can_t_be_changed_any_more_is_not_read(site: KeptSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that was made read-only: nobody could cut the link, so it says nothing."""
    import os

    site.visit("/kontakt/")
    access = os.access
    monkeypatch.setattr(os, "access", lambda place, mode: place != root() and access(place, mode))
    assert site.layer.current() is None
    assert site.visit("/kontakt/")


def test_a_folder_that_was_copied_with_what_its_link_led_to_goes_on(site: KeptSite, commit: Commit) -> None:
    site.visit("/kontakt/")
    name = str(folder.target())
    (root() / "current").unlink()
    shutil.copytree(root() / name, root() / "current")
    TextPage.objects.filter(slug="kontakt").update(title="Ny titel")
    assert not (root() / "current").exists()
    commit()
    assert "Ny titel" in site.visit("/kontakt/")
    assert site.kept == ["/kontakt/"]


def test_a_change_that_gets_no_lock_cuts_the_link_all_the_same(
    site: KeptSite, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_many(*args: Any) -> None:
        raise OSError(24, "Too many open files")

    site.visit("/kontakt/")
    with monkeypatch.context() as patched:
        patched.setattr(locking, "share", too_many)
        TextPage.objects.filter(slug="kontakt").update(title="Ny titel")
    assert folder.target() is None
    commit()
    assert "Ny titel" in site.visit("/kontakt/")


def test_a_page_that_nobody_could_write_meanwhile_is_shown_all_the_same(site: KeptSite) -> None:
    descriptor = locking.share()
    assert site.visit("/kontakt/")
    assert site.kept == []
    assert descriptor is not None
    import os

    os.close(descriptor)
    site.visit("/kontakt/")
    assert site.kept == ["/kontakt/"]


def test_status_tells_how_it_stands(site: KeptSite, settings: Any, commit: Commit) -> None:
    site.visit("/kontakt/")
    told = manage("status")
    assert changes.generation().name in told and "1, 0.0 MB" in told
    folder.cut()
    assert "Visitors read no generation" in failing("status")
    settings.MIRROR = False
    assert "off" in manage("status")
    with pytest.raises(CommandError, match="not kept here"):
        manage("build")


def test_build_renders_every_page(site: KeptSite, commit: Commit) -> None:
    assert "pages in" in manage("build")
    assert {"/", "/nyheder/2016/", "/nyheder/emne/analyse/", "/udgivelser/aarsskrift-2016/laes/"} <= set(site.kept)
    assert not [address for address in site.kept if "tilmeld" in address]
    assert {"errors/404.html", "errors/500.html", "errors/503.html"} <= site.files


def test_switched_off_nothing_is_written(site: KeptSite, settings: Any, tmp_path: Path, commit: Commit) -> None:
    settings.MIRROR, settings.MIRROR_ROOT = False, tmp_path / "off"
    site.visit("/kontakt/")
    before = changes.generation().number
    TextPage.objects.get(slug="kontakt").save()
    commit()
    upkeep.tend()
    assert not (tmp_path / "off").exists()
    # Counted all the same: whoever switches it on again reads no page from before.
    assert changes.generation().number == before + 1
