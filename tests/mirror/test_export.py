"""An export is refused in a sentence where it can't be right; tests/browser/test_mirror.py looks at a whole one."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from mirror.crawl import addresses_in
from mirror.requests import ask
from tests.mirror.conftest import KeptSite


def test_an_export_is_not_mixed_with_what_is_there(site: KeptSite, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    for folder, said in (("full", "is not empty"), ("full/file/below", "Not a directory")):
        with pytest.raises(CommandError, match=said):
            call_command("mirror", "export", str(tmp_path / folder))


@pytest.mark.parametrize("feed", ["rss", "atom", "json"])
def test_what_a_feed_shows_comes_along(site: KeptSite, feed: str) -> None:
    path = f"/nyheder/{feed}/"
    named = set(addresses_in(ask(path), path))
    assert "/nyheder/aarsskrift-2016/" in named
    pictures = [address for address in named if address.startswith("/media/images/")]
    assert pictures and all(re.fullmatch(r"/media/images/[\w.-]+\.(jpg|webp)", address) for address in pictures)


def test_there_is_no_export_of_a_site_that_does_not_answer(site: KeptSite, tmp_path: Path) -> None:
    Page.objects.filter(depth__gt=1).update(live=False)
    with pytest.raises(CommandError, match="the front page answers with 404"):
        call_command("mirror", "export", str(tmp_path / "archive"))
