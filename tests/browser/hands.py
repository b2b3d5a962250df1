"""Whoever works in the admin, by mouse or by thumb: each tap, key chord, filled field and chosen file is counted."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import FilePayload, Locator, Page

DESK = {"viewport": {"width": 1280, "height": 900}}
THUMB = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WAYS = {"mouse": DESK, "thumb": THUMB}
# Smaller targets are missed (WCAG 2.2, 2.5.8); what matters most is larger (2.5.5).
LEAST, LARGE = 24, 44


class Hands:
    """One person's hands at a page."""

    def __init__(self, page: Page, touch: bool) -> None:
        self.page = page
        self.touch = touch
        self.done: list[str] = []

    @property
    def count(self) -> int:
        """How many interactions it took so far."""
        return len(self.done)

    def press(self, target: str | Locator, least: int = LEAST) -> None:
        """Tap or click once, without scrolling by hand first."""
        found = self._find(target)
        found.scroll_into_view_if_needed()
        box = found.bounding_box()
        assert box and box["height"] >= least, f"{target}: {box}"
        found.tap() if self.touch else found.click()
        self.done.append(f"press {target}")

    def fill(self, target: str | Locator, text: str) -> None:
        """Fill in a field, the rich text's too."""
        found = self._find(target)
        found.fill(text)
        # As a hand that goes on to the next field; what opened below this one closes.
        if found.evaluate("field => field.isContentEditable"):
            found.blur()
        else:
            found.press("Escape")
            found.press("Tab")
        self.done.append(f"fill {target}")

    def choose(self, target: str | Locator, file: FilePayload) -> None:
        """Choose a file."""
        self._find(target).set_input_files(file)
        self.done.append(f"choose {target}")

    def type_on(self, target: str | Locator, text: str) -> None:
        """Type in a field where the typing itself is what one came for; it isn't counted."""
        self._find(target).press_sequentially(text)

    def _find(self, target: str | Locator) -> Locator:
        return self.page.locator(target) if isinstance(target, str) else target

    @contextmanager
    def at_most(self, most: int) -> Iterator[None]:
        """Hold what is done within to so many interactions."""
        before = self.count
        yield
        taken = self.done[before:]
        assert len(taken) <= most, "\n".join(taken)
