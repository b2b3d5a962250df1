"""The advice beside the editor while somebody types, the site's health on the start page, and where visitors go."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.probes import axe
from tests.browser.test_staff import open_page

# The machine may be busy with other tests.
PATIENCE = 30_000


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
