"""What visitors come for, in a browser: somebody to call, the news, the film; also without JavaScript."""

from tests.browser.conftest import PHONE, Visitor
from tests.browser.content import PASSWORD, PRIVATE_SLUG
from tests.browser.probes import axe


def test_pages_read_and_lead_on_without_javascript(visitor: Visitor) -> None:
    visit = visitor(viewport=PHONE, java_script_enabled=False)
    page = visit.open("/")
    page.click("text=Menu")
    page.click("nav[aria-label=Hovedmenu] >> text=Nyheder")
    page.wait_for_url("**/nyheder/")
    page.click("text=Årsskrift 2016")
    assert page.locator("h1").inner_text() == "Årsskrift 2016"
    assert page.locator("a[href$='aarsskrift-2016.pdf']").count() >= 1
    assert visit.faults == []


def test_who_can_help_me_is_two_taps_away(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).open("/")
    assert page.locator("text=Hvem kan hjælpe mig?").is_visible()
    assert page.locator("a[href='tel:+4522281922']").first.is_visible()
    page.click("text=Hvem taler vores sag?")
    page.wait_for_url("**/det-goer-vi/interessevaretagelse/")
    assert page.locator("main a[href='tel:+4522281922']").first.is_visible()


def test_the_greeting_plays_with_danish_captions(visitor: Visitor) -> None:
    visit = visitor(viewport=PHONE)
    page = visit.open("/nyheder/video-julehilsen-fra-alle-os-til-alle-jer/")
    film = page.locator("video")
    assert film.evaluate("film => film.networkState") != 2, "the film loads before it is asked for"
    assert page.locator("track[kind=captions][srclang=da]").count() == 1
    length = film.evaluate(
        """film => new Promise((done, fail) => {
            film.onloadedmetadata = () => done(film.duration);
            film.onerror = () => fail(new Error("the film can't be played"));
            film.preload = "auto";
            film.load();
        })"""
    )
    assert length > 20
    cues = film.evaluate(
        """film => new Promise(done => {
            const track = film.querySelector("track");
            track.onload = () => done(track.track.cues.length);
            track.track.mode = "showing";
            if (track.readyState === 2) done(track.track.cues.length);
        })"""
    )
    assert cues > 3
    # Winding forward needs answers in part (206).
    place = film.evaluate(
        "film => new Promise(done => { film.onseeked = () => done(film.currentTime); film.currentTime = 10; })"
    )
    assert place == 10
    assert visit.faults == []


def test_a_password_opens_a_page_and_a_wrong_one_says_so(visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).open(f"/{PRIVATE_SLUG}/")
    assert "Prøve" not in page.inner_text("main")
    page.fill("input[name=password]", "forkert")
    page.click("main button")
    assert "Det er ikke adgangskoden. Prøv igen." in page.inner_text("main")
    assert axe(page) == []
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    assert page.locator("h1").inner_text() == "Prøve bag adgangskode"
