"""What a page weighs on its way to a phone, how many requests it takes, and that nothing jumps while it loads."""

from typing import Any

from django.conf import settings
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Visit, Visitor
from tests.browser.errors import ERRORS

# The page, its styles, letters, icon and menu; on a publication also what copies how to cite it.
PAGE, REQUESTS, STYLES, SCRIPTS = 45_000, 6, 12_000, 5_000
# The pictures of the content, and what a film's own controls are drawn with, are not counted.
SHOWN = """() => [...document.images].map(image => image.currentSrc)
    .concat([...document.querySelectorAll("video")].flatMap(film =>
        [film.poster, ...[...film.querySelectorAll("track")].map(track => track.src)]))"""


class Scales:
    """Weighs what a visit transfers, headers included, as the browser counts it."""

    def __init__(self, visit: Visit) -> None:
        self.parts: dict[str, dict[str, Any]] = {}
        self.session = visit.context.new_cdp_session(visit.page)
        self.session.on("Network.requestWillBeSent", self.begin)
        self.session.on("Network.loadingFinished", self.end)
        self.session.send("Network.enable")
        self.session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def begin(self, event: dict[str, Any]) -> None:
        """Note a request."""
        self.parts[event["requestId"]] = {"url": event["request"]["url"], "kind": event["type"], "bytes": 0}

    def end(self, event: dict[str, Any]) -> None:
        """Note what its answer weighed on the way."""
        # An answer may come when the page that asked is left already.
        if event["requestId"] in self.parts:
            self.parts[event["requestId"]]["bytes"] = event["encodedDataLength"]

    def weighed(self, page: Page) -> list[dict[str, Any]]:
        """Return what a page transferred without the pictures it shows, and with its icon, which may come later."""
        shown = set(page.evaluate(SHOWN))
        icon = page.locator("link[rel=icon]").last.evaluate("link => link.href")
        parts = {part["url"]: part for part in self.parts.values() if not part["url"].startswith("data:")}
        if icon not in parts or not parts[icon]["bytes"]:
            parts[icon] = {"url": icon, "kind": "Other", "bytes": len(page.request.get(icon).body())}
        return [part for url, part in parts.items() if url not in shown]


# Kept from the first moment on: the observer hears of shifts before it was made, too.
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
        const by = entry.sources.map(source => source.node?.localName).join(", ");
        shifts.push(`shift of ${entry.value.toFixed(4)} by ${by}`);
    }
}).observe({type: "layout-shift", buffered: true});
"""
# Scrolls a page through, waits for the pictures that then are due, and returns the shifts. A picture that doesn't
# come is named, for a test that waits for one has no end.
SCROLL = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const seen = image => image.complete || Promise.race([
        new Promise(done => { image.onload = image.onerror = done; }),
        new Promise(done => setTimeout(() => { shifts.push(`${image.src} did not load`); done(); }, 10000)),
    ]);
    document.documentElement.style.scrollBehavior = "auto";
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight) { scrollTo(0, y); await frame(); await frame(); }
    await Promise.all([...document.images].filter(image => image.checkVisibility()).map(seen));
    await frame(); await frame();
    return shifts;
}"""


def test_pages_are_light_and_nothing_jumps(visitor: Visitor, everything: list[str]) -> None:
    visit = visitor(viewport=PHONE)
    visit.page.add_init_script(WATCH_SHIFTS)
    scales = Scales(visit)
    found = []
    for address in everything:
        scales.parts.clear()
        page = visit.open(address)
        jumps = page.evaluate(SCROLL)
        # Error pages don't come from the site itself here.
        if address not in ERRORS:
            found += [f"{address}: {what}" for what in too_heavy(scales.weighed(page))]
        found += [f"{address}: {jump}" for jump in (still_jumping(page) if jumps else [])]
    assert not found, "\n".join(found)


def still_jumping(page: Page) -> list[str]:
    """Return what jumps each time a page is opened: now and then it is a font that came late on a busy machine."""
    found: list[str] = []
    for _ in range(3):
        page.reload()
        if not (found := page.evaluate(SCROLL)):
            break
    return found


def too_heavy(parts: list[dict[str, Any]]) -> list[str]:
    """Take what a page transferred; return what is more than it may be."""
    whole = sum(part["bytes"] for part in parts)
    styles = sum(part["bytes"] for part in parts if part["kind"] == "Stylesheet")
    found = [f"{whole} bytes in {len(parts)} requests"] if whole > PAGE or len(parts) > REQUESTS else []
    return found + ([f"{styles} bytes of CSS"] if not 0 < styles <= STYLES else [])


def test_there_is_little_script(visitor: Visitor) -> None:
    assert sum(path.stat().st_size for path in (settings.BASE_DIR / "static/js").rglob("*.js")) <= SCRIPTS
