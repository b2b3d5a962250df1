"""Every page under axe in light and dark, its headings and targets, its look in forced colours and more contrast."""

from typing import Any

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.probes import ask, axe


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(visitor: Visitor, everything: list[str], size: dict[str, int]) -> None:
    # Without motion a colour is the new scheme's at once.
    visit = visitor(viewport=size, reduced_motion="reduce")
    found = []
    for address in everything:
        page = visit.open(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{address} {scheme}: {violation}" for violation in axe(page)]
        found += [f"{address}: {what}" for what in ask(page, "motion", "openMenu", "headings", "targets")]
    assert not found, "\n".join(found)
    assert not visit.faults, "\n".join(visit.faults)


CHOSEN_COLOURS: list[dict[str, Any]] = [
    {"forced_colors": "active", "contrast": "no-preference"},
    {"forced_colors": "none", "contrast": "more"},
]


def test_text_and_focus_are_seen_in_chosen_colours(visitor: Visitor, everything: list[str]) -> None:
    visit = visitor(viewport=DESKTOP)
    found = []
    for address in everything:
        page = visit.open(address)
        page.keyboard.press("Tab")
        for colours in CHOSEN_COLOURS:
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, **colours)
                wrong = ask(page, "invisibleText", "unseenFocus")
                found += [f"{address} {scheme} {colours}: {what}" for what in wrong]
    assert not found, "\n".join(found)


def test_more_contrast_is_more(visitor: Visitor) -> None:
    usual, more = (visitor(contrast=wish).open("/") for wish in ("no-preference", "more"))
    muted = "getComputedStyle(document.querySelector('.topic p')).color"
    assert usual.evaluate(muted) != more.evaluate(muted)
    assert more.evaluate(muted) == more.evaluate("getComputedStyle(document.body).color")
