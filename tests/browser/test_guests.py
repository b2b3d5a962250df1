"""The staff's list of sign-ups in a browser: by keyboard, on a phone, on paper, and the invitation copied as a mail."""

import re

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Visit

NAMES = ["Åse Eksempel", "Bo Eksempel", "Ærø Eksempel-Prøvegaard"]


@pytest.fixture
def guests(staff: Visit) -> str:
    """The address of the coming reception's guest list, reached by the menu."""
    page = staff.open("/admin/")
    page.get_by_role("link", name="Tilmeldinger", exact=True).first.click()
    page.wait_for_url("**/admin/tilmeldinger/")
    page.get_by_role("link", name="Nytårskur 2027").click()
    page.wait_for_url(re.compile(r"/admin/tilmeldinger/\d+/$"))
    return page.url.removeprefix(staff.base_url)


def add(page: Page, name: str, number: int) -> None:
    """Add a guest by keyboard alone, from the list."""
    page.get_by_role("link", name="Tilføj en gæst").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ny/")
    page.get_by_label("Navn").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type(str(number))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/admin/tilmeldinger/\d+/$"))


def test_guests_are_added_by_keyboard_and_stand_on_the_printed_list(staff: Visit, guests: str) -> None:
    page = staff.page
    for number, name in enumerate(NAMES, 1):
        add(page, name, number)
    assert page.locator(".guests-table tbody th").all_inner_texts() == [
        "Bo Eksempel",
        "Ærø Eksempel-Prøvegaard",
        "Åse Eksempel",
    ]
    assert "6 personer" in page.locator(".guests-figures").inner_text()
    for path in ("", "ny/", "skriv/", "som-mail/", "navneliste/"):
        page.set_viewport_size(PHONE)
        staff.open(guests + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path

    page = staff.open(f"{guests}navneliste/")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    paper = " ".join("".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    assert len(document) == 1
    assert [name for name in NAMES if name not in paper.replace("\ufffe", "-")] == []
    assert "6 personer" in paper
    assert "Tilbage til listen" not in paper
    assert staff.faults == []


def test_the_invitation_is_copied_with_its_formatting(staff: Visit, guests: str) -> None:
    staff.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=staff.base_url)
    page = staff.open(f"{guests}som-mail/")
    page.get_by_role("button", name="Kopiér med formatering").click()
    page.get_by_text("Kopieret. Sæt det ind i din mail.").wait_for()
    copied = page.evaluate("async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()")
    assert "<strong" in copied and "Nytårskur 2027" in copied
    page.get_by_role("button", name="Kopiér den rene tekst").click()
    page.get_by_text("Kopieret. Sæt det ind i din mail.").nth(1).wait_for()
    assert "Hvornår: Torsdag den" in page.evaluate("() => navigator.clipboard.readText()")

    # A browser that doesn't let pages write to the clipboard.
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Kopiér med formatering").click()
    page.get_by_text("Teksten er markeret.").wait_for()
    assert "Nytårskur 2027" in page.evaluate("() => getSelection().toString()")
    assert staff.faults == []
