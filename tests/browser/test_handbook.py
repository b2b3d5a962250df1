"""The handbook in the browser: what its pictures show is still there, it reads well, and it prints on two pages."""

import io

import pikepdf
import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PHONE, Visit
from tests.browser.probes import axe
from tools.handbook import SCENES, WINDOW, play
from tools.screenshots import sign_in
from tools.site import Site

PAGES = ("/admin/hjaelp/", "/admin/hjaelp/nyhed/", "/admin/hjaelp/paa-to-sider/")


def test_every_picture_can_be_taken(chromium: Browser, marked_site: Site) -> None:
    page = chromium.new_page(viewport=WINDOW, locale="da-DK")
    sign_in(page, marked_site)
    try:
        assert [slug for slug in SCENES if not play(page, marked_site, slug)] == []
    finally:
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_reads_well_on_a_phone(staff: Visit, scheme: str) -> None:
    staff.page.set_viewport_size(PHONE)
    staff.page.emulate_media(color_scheme=scheme)
    for address in PAGES:
        page = staff.open(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        found = [fault for fault in axe(page) if ".handbook" in fault]
        assert found == [], address
    assert staff.faults == []


def test_the_short_one_prints_on_two_pages(staff: Visit) -> None:
    page = staff.open("/admin/hjaelp/paa-to-sider/")
    with pikepdf.open(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))) as printed:
        assert len(printed.pages) == 2
