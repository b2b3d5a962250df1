"""Signing in, in a browser: the second step, a session that ends while somebody writes, approval from a phone."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, Visitor, run_on
from tests.browser.people_at_work import APPROVER, KEY_HOLDER, PAGE, PASSWORD, SENTENCE
from tests.browser.probes import ask, axe
from tests.editorial.sign_in.helpers import code
from tools.site import Site, running_site

SMALL = {"width": 390, "height": 844}
# Long enough to open an editor on a busy machine, short enough to wait for.
IDLE = 24
A_WHILE = 60_000


@pytest.fixture(scope="module")
def mail(site: Site) -> str:
    """The mail to those who approve."""
    return run_on(site, "tests.browser.people_at_work")


@pytest.fixture(scope="module")
def hasty_site(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A copy of the site whose sessions end after a few seconds."""
    folder = tmp_path_factory.mktemp("hasty") / "data"
    shutil.copytree(site.data_folder, folder, ignore=shutil.ignore_patterns("db.sqlite3*", "*.lock", "site.log"))
    with (
        closing(sqlite3.connect(site.data_folder / "db.sqlite3")) as held,
        closing(sqlite3.connect(folder / "db.sqlite3")) as copy,
    ):
        held.backup(copy)
    own = {"SESSION_IDLE": str(IDLE), "DJANGO_SUPERUSER_USERNAME": "hastig"}
    with running_site(folder, own) as running:
        yield Site(running.url, "hastig", running.password, folder, running.log)


def sign_in(page: Page, name: str, password: str) -> None:
    """Fill in the form."""
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()


def wrong_here(page: Page) -> list[str]:
    """What axe and our own probes find, in light and dark; and whether the page is wider than the window.

    What can be pressed is measured where the whole page is ours; the menu and the breadcrumb are Wagtail's.
    """
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{page.url} {scheme}: {violation}" for violation in axe(page)]
    if not page.locator("#wagtail-sidebar").count():
        found += [f"{page.url}: {what}" for what in ask(page, "targets")]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{page.url} is wider than the window")
    return found


def with_passkeys(visit: Visit) -> None:
    """Give the browser a device that makes passkeys and says yes to whatever it is asked."""
    session = visit.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_every_state_of_signing_in_is_for_all(visitor: Visitor, mail: str) -> None:
    visit = visitor(viewport=SMALL)
    with_passkeys(visit)
    page, found = visit.page, []

    def look(address: str = "") -> None:
        if address:
            visit.open(address)
        found.extend(wrong_here(page))

    look("/admin/")
    sign_in(page, KEY_HOLDER, "forkert")
    expect(page.get_by_role("alert").first).to_contain_text("adgangskode er forkert")
    look()
    for address in ("/admin/login/?udloebet=1", "/admin/login/?logget-ud=1", "/admin/login/lukket/"):
        look(address)
    look("/admin/password_reset/")
    page.fill("input[name=email]", "ingen@example.org")
    page.press("input[name=email]", "Enter")
    expect(page.locator("h1")).to_have_text("Se i din mail")
    look()
    look("/admin/password_reset/confirm/1-x-x/")
    look("/admin/velkommen/x/")

    # The second step: an app, then a passkey, then either of them.
    visit.open("/admin/login/")
    sign_in(page, KEY_HOLDER, PASSWORD)
    look("/admin/login/to-trin/?next=/admin/news/")
    page.get_by_role("link", name="En kode fra en app").click()
    page.fill("input[name=code]", "000000")
    page.press("input[name=code]", "Enter")
    expect(page.get_by_role("alert").first).to_contain_text("Koden er forkert")
    look()
    page.fill("input[name=code]", code(page.locator(".sign-in__secret code").inner_text()))
    page.press("input[name=code]", "Enter")
    expect(page.locator("h1")).to_have_text("Reservekoder")
    look()
    page.get_by_role("link", name="Gå videre").click()
    page.wait_for_url("**/admin/news/")
    look("/admin/account/to-trin/noegler/ny/")
    page.get_by_role("button", name="Tilføj en adgangsnøgle").click()
    expect(page.get_by_role("heading", name="Adgangsnøgler")).to_be_visible()
    look()
    page.get_by_role("link", name="Omdøb").click()
    look()
    for address in ("to-trin/app/fjern/", "to-trin/koder/nye/", "adgangskode/", ""):
        look(f"/admin/account/{address}")
    look("/admin/logout/")
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_text("Du er logget ud.")).to_be_visible()

    visit.open("/admin/news/")
    sign_in(page, KEY_HOLDER, PASSWORD)
    expect(page.locator("h1")).to_have_text("Det andet trin")
    look()
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    page.wait_for_url("**/admin/news/")
    visit.open("/admin/logout/")
    page.get_by_role("button", name="Log ud").click()
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    page.wait_for_url("**/admin/")
    assert found == []
    assert [fault for fault in visit.faults if "404" not in fault] == []


def test_whoever_guesses_too_often_is_told_how_long_to_wait(visitor: Visitor) -> None:
    visit = visitor(viewport=SMALL)
    for _number in range(6):
        visit.open("/admin/login/")
        sign_in(visit.page, "nogen", "forkert")
    expect(visit.page.locator("h1")).to_have_text("For mange forkerte forsøg")
    assert wrong_here(visit.page) == []


def test_a_page_is_approved_from_the_mail_in_one_tap(visitor: Visitor, mail: str, site: Site) -> None:
    found = re.search(r"(/admin/godkend/\d+/)", mail)
    assert found
    visit = visitor(viewport=SMALL, has_touch=True, is_mobile=True, device_scale_factor=2)
    page = visit.open(found[1])
    page.fill("input[name=login]", APPROVER)
    page.fill("input[name=password]", PASSWORD)
    page.locator("button[type=submit]").first.tap()
    button = page.get_by_role("button", name="Godkend og udgiv")
    expect(button).to_be_in_viewport(ratio=1)
    expect(page.frame_locator(".approval__page").locator("main")).to_contain_text(SENTENCE)
    page.wait_for_load_state("networkidle")
    assert wrong_here(page) == []
    button.tap()
    expect(page.locator(".messages")).to_contain_text("Siden er godkendt og udgivet.")
    assert SENTENCE in visitor().open(f"/det-goer-vi/{PAGE}/").inner_text("main")
    assert visit.faults == []


@pytest.fixture
def writer(chromium: Browser, hasty_site: Site) -> Iterator[Visit]:
    """Somebody at the editor of a page, on the site whose sessions end soon."""
    context = chromium.new_context(locale="da-DK", viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), context, hasty_site.url)
    page = visit.open("/admin/pages/search/?q=Kommunikation")
    sign_in(page, hasty_site.username, hasty_site.password)
    page.locator("main a", has_text=re.compile(r"^\s*Kommunikation\s*$")).first.click()
    page.wait_for_load_state()
    if "/edit/" not in page.url:
        page.goto(page.url.rstrip("/") + "/edit/")
    yield visit
    context.close()


def said(page: Page, kind: str) -> Any:
    """What the watch over the session says."""
    return page.locator(f".session-notice[data-kind={kind}]")


def test_what_is_written_outlives_the_session(writer: Visit, hasty_site: Site) -> None:
    page = writer.page
    field = page.locator("textarea[name=summary]")
    # In time, one says that one is still here.
    said(page, "soon").wait_for(timeout=A_WHILE)
    said(page, "soon").get_by_role("button", name="Jeg er her stadig").click()
    expect(said(page, "soon")).to_be_hidden()
    # Left alone it ends, whatever the editor pings meanwhile; what is written then stays, and is not sent away.
    said(page, "ended").wait_for(timeout=A_WHILE)
    expect(said(page, "ended")).to_contain_text("Du er logget ud. Din tekst er her stadig.")
    assert [fault for fault in axe(page) if "session-notice" in fault] == []
    field.fill("Det, der blev skrevet for sent.")
    page.locator("footer [data-controller~=w-dropdown] button[data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    expect(field).to_have_value("Det, der blev skrevet for sent.")
    assert "/edit/" in page.url
    # Signing in again in another tab lets the page go on.
    with writer.context.expect_page() as opened:
        said(page, "ended").get_by_role("link", name="Log ind igen").click()
    other = opened.value
    sign_in(other, hasty_site.username, hasty_site.password)
    expect(other.locator("h1")).to_have_text("Du er logget ind igen")
    other.close()
    said(page, "back").wait_for(timeout=A_WHILE)
    expect(field).to_have_value("Det, der blev skrevet for sent.")
    # Wagtail saves what it could not, and publishing works, with the token of the new session.
    saved = page.locator("[data-controller~=w-autosave][data-w-autosave-state-value=saved]")
    saved.wait_for(state="attached", timeout=A_WHILE)
    publish = page.locator("button[name=action-publish]")
    if not publish.is_visible():
        page.locator("footer [data-controller~=w-dropdown] button[data-w-dropdown-target=toggle]").click()
    publish.click()
    expect(page.locator(".messages .success").first).to_be_visible(timeout=A_WHILE)
    page.goto(f"{hasty_site.url}/det-goer-vi/kommunikation/")
    expect(page.locator("main")).to_contain_text("Det, der blev skrevet for sent.")
