"""The advice beside the editor while somebody types, the site's health on the start page, and where visitors go."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.probes import axe
from tests.browser.test_staff import open_page

# The machine may be busy with other tests.
PATIENCE = 30_000


@pytest.mark.parametrize(("width", "title"), [(390, "Interessevaretagelse"), (1280, "Netværksarbejde")])
def test_advice_follows_what_is_typed_and_leads_there(staff: Visit, width: int, title: str) -> None:
    page = staff.page
    page.set_viewport_size({"width": width, "height": 900})
    open_page(staff, title)
    toggle = page.locator("[data-side-panel-toggle=checks]")
    toggle.click()
    panel = page.locator("[data-side-panel=checks]")
    expect(panel.locator("[data-found]")).to_be_visible(timeout=PATIENCE)
    expect(panel.locator("[data-page-checks-lix]")).not_to_have_text("–")
    before = int(panel.locator("[data-found]").get_attribute("data-found") or 0)
    # As it is typed; on a phone the panel is closed meanwhile.
    if width < 800:
        page.locator("[data-form-side-close-button]").click()
        # It slides away first.
        expect(panel).to_have_attribute("hidden", "")
    summary = page.locator("textarea[name=summary]")
    summary.fill("Ring til Thomas på 22 28 19 22.")
    if width < 800:
        toggle.click()
    said = panel.locator("li", has_text="22 28 19 22 er nummeret til Thomas Højmark Fegar")
    expect(said).to_be_visible(timeout=PATIENCE)
    expect(toggle.locator("[data-side-panel-toggle-counter]")).to_have_text(str(before + 1))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        assert [one for one in axe(page) if "page-checks" in one] == []
    said.get_by_role("link", name="Vis stedet").click()
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    assert staff.faults == []


def test_the_health_of_the_site_is_clean_and_fits_a_phone(staff: Visit) -> None:
    page = staff.page
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for address, part in (("/admin/", "health--panel"), ("/admin/reports/tilstand/", "health")):
            staff.open(address)
            expect(page.locator(f".{part}").last).to_be_visible()
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
                assert [one for one in axe(page) if "health" in one] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert staff.faults == []


def test_where_visitors_go_is_chosen_in_the_question(staff: Visit) -> None:
    open_page(staff, "Velkommen til vores nye hjemmeside")
    page = staff.page
    page.goto(page.url.replace("/edit/", "/delete/"))
    page.wait_for_load_state("networkidle")
    chosen = page.locator("#id_target-chooser")
    expect(chosen).to_contain_text("Nyheder")
    assert axe(page) == []
    assert staff.faults == []
