"""A report read in a browser: addresses of single pages, by ear, on paper, without scripts, cited."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.content import REPORT_SLUG
from tests.browser.test_print import printed, squeezed

REPORT = "/udgivelser/aarsskrift-2016/"
READER, STRAINED = f"{REPORT}laes/", f"/udgivelser/{REPORT_SLUG}/laes/"
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def top_of(page: Page, number: int) -> float:
    """Return how far below the window's upper edge a page of the PDF begins, once everything has come to rest."""
    page.wait_for_load_state("networkidle")
    place = page.locator(f"#side-{number}")
    before, top = None, place.evaluate("one => one.getBoundingClientRect().top")
    while top != before:
        # Each picture is a frame drawn; without scripts a page can't be asked to wait for one.
        page.screenshot()
        before, top = top, place.evaluate("one => one.getBoundingClientRect().top")
    return float(top)


@SIZES
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_address_opens_at_its_page(visitor: Visitor, size: dict[str, int], scripts: bool) -> None:
    page = visitor(viewport=size, java_script_enabled=scripts).open(f"{READER}#side-12")
    assert 0 <= top_of(page, 12) < 100
    page.click("#side-12 >> text=Næste")
    assert page.url.endswith("#side-13")
    assert 0 <= top_of(page, 13) < 100


@SIZES
def test_contents_lead_to_their_page(visitor: Visitor, size: dict[str, int]) -> None:
    page = visitor(viewport=size, java_script_enabled=False).open(READER)
    page.click("#oversigt summary")
    page.click("#oversigt a[href='#side-10'] >> nth=0")
    assert 0 <= top_of(page, 10) < 100
    page.goto(page.url.replace("laes/#side-10", ""))
    page.click(f"main a[href='{READER}#side-7']")
    assert 0 <= top_of(page, 7) < 100


def test_the_text_is_large_enough_on_a_phone_and_can_be_selected(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).open(READER)
    text = page.locator("#side-3 p[dir]")
    assert text.first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 18
    picture, words = page.locator("#side-3 img").bounding_box(), text.first.bounding_box()
    assert picture and words
    assert picture["width"] > 0.85 * PHONE["width"]
    assert words["y"] >= picture["y"] + picture["height"]
    selected = text.nth(1).evaluate("one => { getSelection().selectAllChildren(one); return `${getSelection()}`; }")
    assert selected.strip() == text.nth(1).inner_text().strip()


def test_on_a_desk_picture_and_text_stand_side_by_side(visitor: Visitor) -> None:
    page = visitor(viewport=DESKTOP).open(READER)
    picture, text = (page.locator(f"#side-3 .leaf__{part}").bounding_box() for part in ("page", "text"))
    assert picture and text
    assert abs(picture["y"] - text["y"]) < 2 and text["x"] > picture["x"] + picture["width"]


def test_nothing_is_read_aloud_twice(visitor: Visitor) -> None:
    page = visitor(viewport=DESKTOP).open(READER)
    heard = page.locator("#side-3").aria_snapshot()
    assert "img" not in heard
    assert heard.count("Områderne skal højt op på den politiske dagsorden.") == 1
    assert 'heading "Side 3" [level=2]' in heard
    page.goto(page.url.replace(READER, STRAINED))
    # A page without text is named by its picture, and a sentence says why there is none.
    assert "Side 2" in page.locator("#side-2 img").get_attribute("alt")  # type: ignore[operator]
    assert page.locator("#side-2 .leaf__text p").inner_text()


def test_a_picture_opens_larger(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).open(READER)
    page.click("#side-2 .leaf__page a")
    assert page.url.endswith("/2-960.webp")
    assert page.evaluate("document.images[0].naturalWidth") == 960


def test_a_citation_is_copied_or_marked(visitor: Visitor, chromium: object) -> None:
    visit = visitor(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    page = visit.open(READER)
    page.click("#side-3 summary")
    page.click("#side-3 .citation__copy")
    page.wait_for_function("document.querySelector('#side-3 [role=status]').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#side-3 .citation").inner_text()
    assert copied.endswith(f"{READER}#side-3")
    assert not visit.faults
    plain = visitor(viewport=DESKTOP, java_script_enabled=False).open(REPORT)
    assert plain.locator("button").count() == 0
    plain.click(".citation")
    assert plain.evaluate("`${getSelection()}`").strip() == plain.locator(".citation").inner_text()


@pytest.mark.parametrize("address", [READER, STRAINED])
def test_on_paper_every_page_has_its_number_and_text(visitor: Visitor, address: str) -> None:
    page = visitor(viewport=DESKTOP).open(address)
    leaves = page.locator(".leaf").all()
    numbers = [leaf.locator("h2").inner_text() for leaf in leaves]
    texts = [text for leaf in leaves for text in leaf.locator("p[dir]").all_inner_texts()]
    foot = squeezed(page.locator(".printfoot").text_content() or "")
    paper = printed(page)
    assert numbers and texts
    # The foot is drawn before the text that stands above it.
    assert paper.count(foot) == 1 and foot.endswith(squeezed(page.url))
    paper = paper.replace(foot, "")
    assert [number for number in numbers if squeezed(number) not in paper] == []
    assert [text for text in texts if squeezed(text) not in paper] == []
    for words in ("Forrige", "Næste", "Henvis til side", "Hent PDF"):
        assert squeezed(words) not in paper
    page.emulate_media(media="print")
    with_picture = [leaf.locator("h2").inner_text() for leaf in leaves if leaf.locator("img").is_visible()]
    # A picture is printed where there is no text in its place.
    assert with_picture == ([numbers[1]] if address == STRAINED else [])


def test_a_long_report_is_drawn_as_it_is_read(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).open(READER)
    fetched = page.evaluate("performance.getEntriesByType('resource').filter(one => one.name.endsWith('.webp')).length")
    assert 1 <= fetched < 14
