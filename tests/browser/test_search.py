"""The search in a browser: suggestions by keyboard and by hand, and all of it without a script."""

from tests.browser.conftest import PHONE, Visitor
from tests.browser.probes import axe


def test_suggestions_are_chosen_by_keyboard(visitor: Visitor) -> None:
    visit = visitor(reduced_motion="reduce")
    page = visit.open("/soeg/")
    box = page.get_by_role("combobox")
    box.press_sequentially("interesse")
    page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert "forslag" in page.locator(".searchform [role=status]").inner_text()
    assert not axe(page)
    box.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "interesse"
    box.press_sequentially("v")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/soeg/?q=Interessevaretagelse")
    assert page.get_by_role("heading", name="Interessevaretagelse").count()
    assert not visit.faults


def test_suggestions_are_chosen_by_hand(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE, has_touch=True).open("/soeg/")
    page.get_by_role("combobox").press_sequentially("thomas h")
    page.get_by_role("option", name="Thomas Højmark Fegar").tap()
    page.wait_for_url("**/soeg/?q=Thomas+H%C3%B8jmark+Fegar")
    assert page.locator(".contact a[href='tel:+4522281922']").first.is_visible()


def test_the_search_works_without_scripts(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE, java_script_enabled=False).open("/findes-ikke/")
    page.get_by_role("searchbox").fill("konstant beredskab")
    page.get_by_role("button", name="Søg").click()
    page.locator("#udgivelser .pagehits a").first.click()
    page.wait_for_url("**/udgivelser/aarsskrift-2016/laes/#side-*")
