"""On paper: the text, who to call and write to, where the links lead; no navigation."""

import re

import pypdfium2
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, Visitor


def printed(page: Page) -> str:
    """Print to A4 and return the text on the paper, without spaces and hyphens, which line breaks move."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    return squeezed("".join(sheet.get_textpage().get_text_range() for sheet in document))


def squeezed(text: str) -> str:
    """Return a text without spaces and hyphens of any kind."""
    return re.sub(r"[\s\u00ad\u2010\ufffe\u0002-]+", "", text)


def test_a_mission_page_on_paper_holds_its_text_and_addresses_and_no_navigation(visitor: Visitor) -> None:
    page = visitor(viewport=DESKTOP).open("/det-goer-vi/netvaerksarbejde/")
    paragraphs = page.locator("h1, .lead, .prose p, .prose li, .prose h2, .contact h2, .contact p").all()
    texts = [one.inner_text() for one in paragraphs if one.is_visible() and one.get_attribute("class") != "actions"]
    links = [one.get_attribute("href") or "" for one in page.locator(".prose a").all()]
    entries = page.locator("nav[aria-label=Hovedmenu] a").all_inner_texts()
    paper = printed(page)
    assert len(texts) > 10 and links
    assert [link for link in links if f"({squeezed(link)})" not in paper] == []
    without_links = re.sub("|".join(re.escape(f"({squeezed(link)})") for link in links), "", paper)
    assert [text for text in texts if squeezed(text) not in without_links] == []
    assert squeezed("22 28 19 22") in paper
    assert squeezed(page.url) in paper
    assert squeezed("".join(entries)) not in paper
    for words in ("Menu", "Brødkrumme", "Spring til indhold", "På andre sprog"):
        assert squeezed(words) not in paper


def test_no_page_prints_its_navigation(visitor: Visitor, everything: list[str]) -> None:
    visit = visitor(viewport=DESKTOP)
    visit.page.emulate_media(media="print")
    for address in everything:
        page = visit.open(address)
        assert page.locator("h1").is_visible(), address
        seen = [
            one.get_attribute("aria-label")
            for one in page.locator("nav, .skip, .menu, .foot").all()
            if one.is_visible()
        ]
        assert seen == [], address


def test_the_contact_list_on_paper_holds_numbers_and_addresses(visitor: Visitor) -> None:
    page = visitor(viewport=DESKTOP).open("/om-os/medarbejdere/")
    names = page.locator(".person h3").all_inner_texts()
    paper = printed(page)
    assert [name for name in names if squeezed(name) not in paper] == []
    for each in ("22281922", "86123456", "eksempel.maksimiliane-konstantina.eksempelsdatter@example.org"):
        assert squeezed(each) in paper
    assert "Skriv" not in paper


def test_an_announcement_on_paper_says_when_and_where(visitor: Visitor) -> None:
    page = visitor(viewport=DESKTOP).open("/nyheder/invitation-til-nytaarskur/")
    facts = page.locator("dl dd").all_inner_texts()
    paper = printed(page)
    assert facts
    assert [fact for fact in facts if squeezed(fact) not in paper] == []
