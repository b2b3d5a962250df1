"""Every page by keyboard, with and without scripts: skip links first, focus seen, the menu opens and closes."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.errors import ERRORS
from tests.browser.probes import ask


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_stop_is_seen_and_the_menu_works(visitor: Visitor, everything: list[str], size: dict[str, int]) -> None:
    visit = visitor(viewport=size, reduced_motion="reduce")
    found = []
    for address in everything:
        page = visit.open(address)
        ask(page, "followFocus")
        for _ in range(page.evaluate("probes.presses()")):
            page.keyboard.press("Tab")
        wrong = ask(page, "stops", "skipLinks")
        if size is PHONE and address not in ERRORS:
            wrong += faults_of_the_menu(page, scripts=True)
        found += [f"{address}: {what}" for what in wrong]
    assert not found, "\n".join(found)


def test_skip_links_lead_where_they_say(visitor: Visitor) -> None:
    page = visitor(viewport=DESKTOP).open("/det-goer-vi/interessevaretagelse/")
    for presses, text, target in ((1, "Spring til indhold", "indhold"), (2, "Spring til kontakt", "kontakt")):
        page.goto(page.url.split("#")[0])
        for _ in range(presses):
            page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == text
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == target
    assert page.locator("#kontakt a[href^='tel:']").count() >= 1


def test_all_of_it_works_without_scripts(visitor: Visitor, everything: list[str]) -> None:
    visit = visitor(viewport=PHONE, java_script_enabled=False)
    found = []
    for address in everything:
        visit.page.set_viewport_size(PHONE)
        page = visit.open(address)
        page.keyboard.press("Tab")
        wrong = ask(page, "unseenFocus", "skipLinks")
        if address not in ERRORS:
            wrong += faults_of_the_menu(page, scripts=False)
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            wrong += ask(page, "headings", "targets")
        found += [f"{address}: {what}" for what in wrong]
    assert not found, "\n".join(found)


def faults_of_the_menu(page: Page, scripts: bool) -> list[str]:
    """Open the menu by keyboard and close it in each way there is; return what did not work."""
    menu, links = page.locator("details.menu"), page.locator("nav[aria-label=Hovedmenu] a")
    if not menu.count():
        return ["has no menu"]
    found = []
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    if not links.first.is_visible() or links.count() < 4:
        found.append("Enter does not open the menu")
    page.keyboard.press("Tab")
    if not page.evaluate("document.activeElement.matches('nav a')"):
        found.append("the next stop is not the menu's first entry")
    if scripts:
        page.keyboard.press("Escape")
        if links.first.is_visible() or not page.evaluate("document.activeElement.matches('details.menu > summary')"):
            found.append("Escape does not close the menu and lead back")
        page.keyboard.press("Space")
        for _ in range(links.count() + 1):
            page.keyboard.press("Tab")
        if links.first.is_visible():
            found.append("the menu stays open when the focus leaves")
    else:
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        if menu.get_attribute("open") is not None:
            found.append("the menu's button does not close it")
    return found


def test_a_wide_window_shows_the_menu_without_a_button(visitor: Visitor) -> None:
    page = visitor(viewport=DESKTOP, java_script_enabled=False).open("/")
    assert page.locator("nav[aria-label=Hovedmenu] a").first.is_visible()
    assert not page.locator("details.menu > summary").is_visible()
