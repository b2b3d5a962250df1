"""Every page narrow, magnified, with its text spaced out or twice as large: nothing scrolls sideways or is cut off."""

from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.probes import ask

# 1280 × 1024 at 400 % is a window of 320 × 256 (WCAG 1.4.10).
WINDOWS = {"desktop": DESKTOP, "phone": PHONE, "at 400 %": {"width": 320, "height": 256}}


def test_nothing_scrolls_sideways_or_is_cut_off(visitor: Visitor, everything: list[str]) -> None:
    visit = visitor(viewport=DESKTOP)
    found = []
    for address in everything:
        page = visit.open(address)
        for window, size in WINDOWS.items():
            page.set_viewport_size(size)
            # Text spacing: WCAG 1.4.12. Letters of double size: 1.4.4, which asks for them in a usual window.
            for state in ("plain", "spaceOut", "openMenu", *(["enlarge"] if window == "desktop" else [])):
                wrong = ask(page, state, "sideways", "cutOff", "plain")
                found += [f"{address} ({window}, {state}): {what}" for what in wrong]
    assert not found, "\n".join(found)
