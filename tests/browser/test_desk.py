"""The staff's errands from the start page, by mouse and by thumb: how many interactions each takes, all in Danish."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.conftest import Visit, Visitor
from tests.browser.hands import DESK, LARGE, THUMB, WAYS, Hands
from tests.browser.probes import axe
from tests.browser.sessions import sign_in
from tests.pictures import png
from tools.site import Site

PHOTO = {"name": "IMG_2041.png", "mimeType": "image/png", "buffer": png(colour="#20506b")}
TEXT = "[data-contentpath=body] [contenteditable=true]"
PUBLISH = "footer .desk-main"
UNDO = ".messages [data-undo]"
ENGLISH = re.compile(
    r"\b(Publish|Published|Unpublish|Save|Saving|Saved|Draft|Edit|Delete|Choose|Upload|Uploading|Search|Pages?|Images?"
    r"|Settings|Preview|History|Cancel|Close|Add|Remove|Actions|Toggle|Loading|Updated|Submit|Approve|Comments?|Locked"
    r"|Schedule|Success|Error|Warning|View|More|Home|Help|the|your|with|and)\b"
)
# A site that other tests keep busy answers slowly.
PATIENCE = 60_000
BLOCK_PREVIEW = "iframe[class*=combobox-preview]"


def settled(page: Page) -> Page:
    """Wait until the admin has loaded and saved what it does by itself; hold it to Danish."""
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == "da"
    found = ENGLISH.findall(page.locator("body").inner_text())
    assert not found, f"{page.url}: {found}"
    return page


@pytest.fixture(params=WAYS)
def at_start(
    request: pytest.FixtureRequest, visitor: Visitor, site: Site
) -> Iterator[Callable[[str], tuple[Visit, Hands]]]:
    """Open the start page as an editor or a leader, on a desk or on a phone."""
    visits = []

    def open_start(role: str) -> tuple[Visit, Hands]:
        visit = visitor(**WAYS[request.param])
        visits.append(visit)
        sign_in(visit.context, site, role)
        settled(visit.open("/admin/"))
        assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        return visit, Hands(visit.page, WAYS[request.param] is THUMB)

    yield open_start
    for visit in visits:
        assert visit.faults == []


def publish(hands: Hands, label: str) -> None:
    """Press the one button, which says what it does, and wait for the answer."""
    expect(hands.page.locator(PUBLISH)).to_contain_text(label)
    hands.press(PUBLISH, least=LARGE - 2)
    expect(hands.page.locator(".messages .success")).to_be_visible(timeout=PATIENCE)
    settled(hands.page)


def show_block(page: Page, name: str) -> None:
    """Ask to see a block; what is pressed while the list of blocks is still being put together is lost."""
    expect(page.get_by_role("option", name=name)).to_be_visible()
    settled(page)
    for _try in range(5):
        page.locator(f".w-combobox__option-row:has-text('{name}') button").click()
        try:
            page.locator(BLOCK_PREVIEW).wait_for(timeout=5000)
        except TimeoutError:
            continue
        return


AtStart = Callable[[str], tuple[Visit, Hands]]


def test_news_with_a_photo_goes_online_and_is_undone(at_start: AtStart, visitor: Visitor) -> None:
    visit, hands = at_start("editor")
    page = visit.page
    title = f"Beboerne planter træer {'med tommelen' if hands.touch else 'ved skrivebordet'}"
    with hands.at_most(7):
        hands.press("[data-choice=news]", least=LARGE)
        page.wait_for_url("**/add/news/newspage/**")
        settled(page)
        hands.fill("[name=title]", title)
        hands.fill(TEXT, "I lørdags blev der plantet æbletræer i gården.")
        hands.choose("[data-photo-file] >> nth=0", PHOTO)
        expect(page.locator("[data-photo-about]").first).to_be_visible(timeout=PATIENCE)
        hands.fill("[data-photo-name=description] >> nth=0", "En hånd med en spade.")
        settled(page)
        publish(hands, "Udgiv")
    reader = visitor()
    address = page.locator(".messages a", has_text="Se udgivet").get_attribute("href") or ""
    shown = reader.open(address).locator("main")
    assert "æbletræer" in shown.inner_text()
    assert shown.locator("img[alt='En hånd med en spade.']").count() == 1
    with hands.at_most(1):
        hands.press(UNDO)
        page.wait_for_url("**/edit/")
    settled(page)
    assert page.input_value("[name=title]") == title
    assert "æbletræer" in page.locator(TEXT).inner_text()
    assert visitor().page.request.get(reader.base_url + address).status == 404


def test_a_published_page_is_corrected_and_the_correction_undone(at_start: AtStart, visitor: Visitor) -> None:
    visit, hands = at_start("leader")
    page, address = visit.page, "/det-goer-vi/analyse/"
    before = visitor().open(address).inner_text("main")
    sentence = f"Vi regner efter, så tallene passer{' igen' if hands.touch else ''}."
    hands.type_on("#desk-search-field", "analy")
    with hands.at_most(3):
        hands.press(page.locator("[data-found] a", has_text="Analyse").first, least=LARGE)
        page.wait_for_url("**/edit/")
        settled(page)
        # What one came to write isn't counted.
        page.fill("[name=summary]", sentence)
        publish(hands, "Udgiv rettelse")
    assert sentence in visitor().open(address).inner_text("main")
    with hands.at_most(1):
        hands.press(UNDO)
        page.wait_for_url("**/edit/")
    settled(page)
    assert page.input_value("[name=summary]") == sentence
    assert visitor().open(address).inner_text("main") == before


def test_a_phone_number_is_changed_everywhere(at_start: AtStart, visitor: Visitor) -> None:
    visit, hands = at_start("editor")
    page = visit.page
    for number in ("86 12 34 56", "22 28 19 22"):
        settled(visit.open("/admin/"))
        with hands.at_most(4):
            hands.press("[data-choice=staff]", least=LARGE)
            page.wait_for_url("**/person/")
            settled(page)
            hands.press(page.locator("#listing-results td.title a", has_text="Thomas Højmark Fegar").first)
            page.wait_for_url("**/edit/**")
            settled(page)
            hands.fill("[name=phone]", number)
            hands.press("footer button[type=submit] >> visible=true")
            expect(page.locator(".messages .success")).to_be_visible(timeout=PATIENCE)
        shown = number.replace(" ", "\u00a0")
        for address in ("/", "/kontakt/", "/om-os/medarbejdere/", "/det-goer-vi/analyse/"):
            assert shown in visitor().open(address).content().replace("&nbsp;", "\u00a0"), address


def test_an_invitation_is_sent_out(at_start: AtStart, visitor: Visitor) -> None:
    visit, hands = at_start("editor")
    page = visit.page
    start = dt.date.today() + dt.timedelta(days=60)
    with hands.at_most(9):
        hands.press("[data-choice=invitation]", least=LARGE)
        page.wait_for_url("**/add/news/invitationpage/**")
        settled(page)
        hands.fill("[name=title]", f"Kaffe {'i gården' if hands.touch else 'på kontoret'}")
        hands.fill("[name=start]", f"{start:%Y-%m-%d}T15:00")
        hands.fill("[name=end]", f"{start:%Y-%m-%d}T17:00")
        hands.fill(TEXT, "Kom og hør, hvad vi laver.")
        settled(page)
        publish(hands, "Udgiv")
    address = page.locator(".messages a", has_text="Se udgivet").get_attribute("href") or ""
    shown = visitor().open(address).inner_text("main").replace("\u00ad", "")
    assert "kl.\u00a015.00–17.00" in shown
    assert "Det Boligsociale Fællessekretariat" in shown
    hands.press(UNDO)
    page.wait_for_url("**/edit/")


def test_the_start_page_works_without_a_script_and_for_everybody(visitor: Visitor, site: Site) -> None:
    for options in WAYS.values():
        visit = visitor(**options)
        sign_in(visit.context, site, "leader")
        for address in ("/admin/", "/admin/ret/?q=analyse"):
            settled(visit.open(address))
            assert [fault for fault in axe(visit.page) if "desk" in fault] == []
        plain = visitor(java_script_enabled=False, **options)
        sign_in(plain.context, site, "leader")
        page = plain.open("/admin/")
        page.fill("#desk-search-field", "kommunikation")
        page.press("#desk-search-field", "Enter")
        page.click("main .desk-list a >> text=Kommunikation")
        assert "/edit/" in page.url


def test_the_editor_publishes_neither_by_enter_nor_without_saying_when(visitor: Visitor, site: Site) -> None:
    visit = visitor(**DESK)
    sign_in(visit.context, site, "editor")
    page = visit.open("/admin/")
    page.click("[data-choice=news]")
    settled(page)
    page.fill("[name=title]", "Kun en kladde")
    page.press("[name=title]", "Enter")
    page.wait_for_url("**/edit/")
    settled(page)
    assert visitor().page.request.get(f"{visit.base_url}/nyheder/kun-en-kladde/").status == 404

    # The preview stands beside the text, as wide as a phone.
    page.click("[data-side-panel-toggle=preview]")
    expect(page.locator("[name=preview-size]:checked")).to_have_value("mobile")
    frame = page.locator("[data-side-panel=preview] iframe").last
    expect(frame).to_be_visible(timeout=PATIENCE)
    assert frame.evaluate("frame => frame.contentWindow.innerWidth") < 480
    # Each block is shown as it will look before it is chosen.
    page.get_by_role("button", name="Indsæt en blok").last.click()
    show_block(page, "Citat")
    expect(page.frame_locator(BLOCK_PREVIEW).locator("blockquote")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")

    page.click("[data-side-panel-toggle=status]")
    page.locator("[data-side-panel=status] button", has_text=re.compile("tidspunkt|tidsplan|Planlæg")).first.click()
    page.fill("[name=go_live_at]", "2031-01-05T09:00")
    page.keyboard.press("Tab")
    expect(page.locator(PUBLISH)).to_contain_text("Udgives 5. januar 2031 kl.\u00a09.00")
    assert visit.faults == []
