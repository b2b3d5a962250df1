"""Signing up in a browser: on a phone without JavaScript, by keyboard alone, and with mistakes that are put right."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.probes import ask, axe
from tools.site import ROOT, Site

INVITATION = "/nyheder/proeveinvitation-2099-til/"
LINK = (
    "import django; django.setup();"
    "from news.models import SignUp; from news.invitations.links import manage_url;"
    "print(manage_url(SignUp.objects.get(email={email!r})))"
)
FILL_THE_TRAP = "document.querySelector('[name=hjemmeside]').value = 'x'"


def link_of(site: Site, email: str) -> str:
    """Return the path of the link in a party's mail, made by the site's own code and secret."""
    environ = {**os.environ, "DATA_DIR": str(site.data_folder), "SITE_URL": site.url, "PYTHONUTF8": "1"}
    environ |= {"DJANGO_SETTINGS_MODULE": "fællessekretariat.settings"}
    environ.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", LINK.format(email=email)]
    answer = subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, text=True)
    return answer.stdout.strip().removeprefix(site.url)


def faults(page: Page) -> list[str]:
    """Ask of a page that only a sent form shows what the others are asked, in light and dark, with letters doubled."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += axe(page)
    found += ask(page, "headings", "targets")
    narrow = page.viewport_size == PHONE
    for state in ("plain", "spaceOut", *([] if narrow else ["enlarge"])):
        found += ask(page, state, "sideways", "cutOff", "plain")
    return found


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_mistakes_are_named_and_put_right(visitor: Visitor, site: Site, size: dict[str, int]) -> None:
    visit = visitor(viewport=size)
    page = visit.open(INVITATION)
    page.click("main a:text-is('Tilmeld')")
    page.fill("[name=name]", "Eva Eksempel")
    page.fill("[name=email]", "eva@")
    page.click("main form button")
    summary = page.locator("[role=alert]")
    assert "Det er ikke sendt endnu" in summary.inner_text()
    expect(page.locator("[role=alert]")).to_be_focused()
    assert page.input_value("[name=name]") == "Eva Eksempel"
    assert faults(page) == []
    summary.locator("a").first.click()
    assert page.evaluate("document.activeElement.name") == "email"
    email = f"eva-{size['width']}@example.org"
    page.fill("[name=email]", email)
    # As does a browser that fills in too much, and is asked once more.
    page.evaluate(FILL_THE_TRAP)
    page.press("[name=email]", "Enter")
    assert page.inner_text("h1") == "Er det rigtigt?" and email in page.inner_text("main")
    assert faults(page) == []
    page.click("text=Ja, tilmeld mig")
    page.wait_for_url("**/tilmeld/tak/")
    assert page.inner_text("h1") == "Tak"
    visit.open(link_of(site, email))
    assert "Du er tilmeldt." in page.inner_text("main")
    assert faults(page) == []
    page.fill("[name=name]", "")
    page.click("main button:text-is('Ret tilmelding')")
    expect(page.locator("[role=alert]")).to_be_focused()
    page.fill("[name=name]", "Eva E.")
    page.select_option("[name=party]", "3")
    page.click("main button:text-is('Ret tilmelding')")
    assert "Tilmeldingen er rettet." in page.inner_text("main")
    assert faults(page) == []
    page.click("main button:text-is('Meld afbud')")
    assert "Du har meldt afbud." in page.inner_text("main")
    assert faults(page) == []
    assert visit.context.cookies() == [] and visit.faults == []


def test_a_phone_without_scripts_signs_up_and_cancels_by_keyboard(visitor: Visitor, site: Site) -> None:
    visit = visitor(viewport=PHONE, java_script_enabled=False)
    page = visit.open(INVITATION + "tilmeld/")
    reached = []

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            reached.append(focused.get_attribute("name"))
            if page.locator(f"{selector}:focus").count():
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    tab_to("[name=name]")
    page.keyboard.type("Kim Eksempel")
    tab_to("[name=email]")
    page.keyboard.type("kim@example.org")
    tab_to("[name=party]")
    page.keyboard.press("ArrowDown")
    tab_to("form button")
    assert "hjemmeside" not in reached
    page.evaluate(FILL_THE_TRAP)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Er det rigtigt?")
    assert "2 personer" in page.inner_text("main")
    tab_to("form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tilmeld/tak/")
    page = visit.open(link_of(site, "kim@example.org"))
    tab_to("form:not(.form) button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Du har meldt afbud.")
    assert visit.context.cookies() == [] and visit.faults == []


def test_another_site_can_send_nothing(visitor: Visitor, site: Site) -> None:
    visit = visitor(viewport=PHONE)
    address = f"{site.url}{INVITATION}tilmeld/".replace("localhost", "127.0.0.1")
    form = f"<!doctype html><title>x</title><form method=post action={address}><button>Vind</button></form>"
    visit.page.route("**/fremmed", lambda route: route.fulfill(body=form, content_type="text/html"))
    page = visit.open("/fremmed")
    page.click("text=Vind")
    assert "Det kom ikke fra vores side" in page.inner_text("main")
    assert "Gå til vores side" in page.inner_text("main")
