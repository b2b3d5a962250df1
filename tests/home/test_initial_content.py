"""The initial content: every page is there, a site that exists is left alone, a failure leaves nothing."""

import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core.models import SiteDocument, SiteImage, SiteRendition, SiteSettings, Topic
from home.initial import files, loader
from home.initial.warming import warm_pictures
from home.models import HomePage
from news.models import Video
from people.models import Partner, Person
from tests.addresses import FEEDS, PAGES

pytestmark = pytest.mark.django_db

OLD_ADDRESSES = {
    "/aarsskrift-2016/": "/nyheder/aarsskrift-2016/",
    "/invitation-til-nytaarskur/": "/nyheder/invitation-til-nytaarskur/",
    "/video-julehilsen-fra-alle-os-til-alle-jer/": "/nyheder/video-julehilsen-fra-alle-os-til-alle-jer/",
    "/velkommen-til-vores-nye-hjemmeside/": "/nyheder/velkommen-til-vores-nye-hjemmeside/",
    "/interessevaretagelse/": "/det-goer-vi/interessevaretagelse/",
    "/analyse/": "/det-goer-vi/analyse/",
    "/omraade-og-projektstoette/": "/det-goer-vi/omraade-og-projektstoette/",
    "/netvaerksarbejde/": "/det-goer-vi/netvaerksarbejde/",
    "/kommunikation/": "/det-goer-vi/kommunikation/",
    "/medarbejdere/": "/om-os/medarbejdere/",
    "/presse/": "/om-os/presse/",
    "/category/interessevaretagelse/": "/nyheder/emne/interessevaretagelse/",
    "/category/interessevaretagelse/feed/": "/nyheder/emne/interessevaretagelse/rss/",
    "/feed/": "/nyheder/rss/",
}


def load(**options: bool) -> str:
    """Run the command and return what it tells."""
    out = io.StringIO()
    call_command("load_initial_content", stdout=out, **options)
    return out.getvalue()


def stock(folder: Path) -> tuple[dict[str, int], list[str]]:
    """How many rows each table has, and which files there are."""
    rows = {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}
    return rows, sorted(str(path) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def new_site(db: None, settings, tmp_path: Path) -> Path:
    """A database as Wagtail's migrations leave it, and an empty folder for uploads, which is returned."""
    settings.MEDIA_ROOT = tmp_path / "media"
    root = Page.get_first_root_node()
    Site.objects.update(root_page=root)
    HomePage.objects.get().delete()
    for model in (Redirect, Person, Partner, Topic, Video, SiteDocument, SiteImage, SiteSettings):
        model._base_manager.all().delete()
    welcome = Page.get_first_root_node().add_child(instance=Page(title="Welcome to Wagtail", slug="home"))
    site = Site.objects.get()
    site.root_page, site.hostname = welcome, "elsewhere.example"
    site.save()
    return settings.MEDIA_ROOT


@pytest.mark.parametrize("address", [*PAGES, *FEEDS])
def test_every_address_answers(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_statement_leads_to_the_page_on_accessibility(client: Client) -> None:
    response = client.get("/was/")
    assert (response.status_code, response["Location"]) == (302, "/tilgaengelighed/")


@pytest.mark.parametrize("address", OLD_ADDRESSES)
def test_old_address_leads_to_its_page(client: Client, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, OLD_ADDRESSES[address])
    assert client.get(response["Location"]).status_code == 200


def test_every_redirect_leads_to_a_page_that_answers(client: Client) -> None:
    for redirect in Redirect.objects.all():
        assert redirect.is_permanent
        assert client.get(redirect.link).status_code == 200, redirect.old_path


def test_load_leaves_a_site_that_exists_alone(settings) -> None:
    Page.objects.filter(slug="kontakt").update(title="Ring til os", live=False)
    before = stock(settings.MEDIA_ROOT)
    told = load()
    assert "nothing is changed" in told
    assert len(told.splitlines()) == 1
    assert stock(settings.MEDIA_ROOT) == before
    assert Page.objects.get(slug="kontakt").title == "Ring til os"


def test_unpublished_site_is_left_alone_too(settings) -> None:
    HomePage.objects.update(live=False)
    before = stock(settings.MEDIA_ROOT)
    assert "nothing is changed" in load()
    assert stock(settings.MEDIA_ROOT) == before


def test_new_database_gets_the_site_and_each_step_is_told(new_site: Path) -> None:
    told = load(skip_pictures=True)
    steps = [line.split(":")[0] for line in told.splitlines()]
    assert steps == ["Images", "Files", "Topics", "People", "Posts", "Pages", "Settings", "Old addresses"]
    site = Site.objects.get()
    assert site.is_default_site
    assert isinstance(site.root_page.specific, HomePage)
    assert site.hostname == urlsplit(settings.SITE_URL).hostname
    assert [page.slug for page in Page.objects.filter(depth=2)] == ["forside"]
    assert SiteImage.objects.count() == len(list((files.MEDIA / "pictures").glob("*.png")))


def test_pages_of_others_are_kept(new_site: Path) -> None:
    Page.get_first_root_node().add_child(instance=Page(title="Another site", slug="another"))
    load(skip_pictures=True)
    assert {page.slug for page in Page.objects.filter(depth=2)} == {"forside", "another"}


def test_first_visitor_waits_for_no_picture(client: Client) -> None:
    before = SiteRendition.objects.count()
    for address in PAGES:
        client.get(address)
    assert SiteRendition.objects.count() == before > 0


def test_missing_picture_sizes_are_made_with_progress(client: Client) -> None:
    page = Page.objects.get(slug="presse").specific
    page.image.renditions.all().delete()
    told: list[tuple[int, int]] = []
    sizes, failures = warm_pictures(lambda done, total: told.append((done, total)))
    total = Page.objects.filter(depth__gt=1).count()
    assert told == [(done, total) for done in range(1, total + 1)]
    assert sizes == SiteRendition.objects.count()
    assert page.image.renditions.exists()
    assert not failures


def test_page_that_fails_keeps_no_other_from_its_pictures(monkeypatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ValueError("broken template")

    monkeypatch.setattr(HomePage, "serve", fail)
    told: list[int] = []
    _sizes, failures = warm_pictures(lambda done, total: told.append(done))
    assert failures == {"ValueError: broken template": ["/"]}
    assert len(told) == Page.objects.filter(depth__gt=1).count()


def test_failure_midway_leaves_nothing(new_site: Path, monkeypatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("the last step fails")

    monkeypatch.setattr(loader, "add_redirects", fail)
    before = stock(new_site)
    with pytest.raises(RuntimeError, match="the last step fails"):
        load(skip_pictures=True)
    assert stock(new_site) == before
    assert not HomePage.objects.exists()
    assert Site.objects.get().root_page.slug == "home"


def test_missing_file_is_told_in_a_sentence(new_site: Path, monkeypatch) -> None:
    monkeypatch.setattr(files, "MEDIA", new_site)
    with pytest.raises(CommandError, match="nothing was loaded: a file can't be read or stored"):
        load()


def test_refused_text_is_told_in_a_sentence_and_leaves_nothing(new_site: Path, monkeypatch) -> None:
    monkeypatch.setattr(loader.texts_pages, "HOME_HEADING", "x" * 81)
    before = stock(new_site)
    with pytest.raises(CommandError, match="nothing was loaded: a text is refused"):
        load()
    assert stock(new_site) == before


def test_database_without_root_page_is_refused(new_site: Path) -> None:
    Site.objects.all().delete()
    Page.objects.all().delete()
    with pytest.raises(CommandError, match="root page"):
        load()
