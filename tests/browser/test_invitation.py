"""An invitation is made in at most nine steps: from nothing, and as last year."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Visit, Visitor

MOST_STEPS = 9


class Steps:
    """Count what somebody does: each press, and each field filled in."""

    def __init__(self, page: Page) -> None:
        self.page, self.taken = page, 0

    def press(self, selector: str) -> None:
        """Press what is there to be seen, and wait for what follows."""
        self._take(lambda: self.page.locator(selector).locator("visible=true").first.click())

    def fill(self, name: str, value: str) -> None:
        """Fill in a field."""
        self._take(lambda: self.page.fill(f"[name={name}]", value))

    def publish(self) -> None:
        """Choose "publish" and see that it is done."""
        self.press("button[name=action-publish]")
        assert self.page.locator(".messages .success").count(), self.page.locator(".messages").inner_text()

    def _take(self, step: Callable[[], None]) -> None:
        step()
        self.taken += 1
        self.page.wait_for_load_state("networkidle")


def test_an_invitation_is_made_in_nine_steps(staff: Visit, visitor: Visitor) -> None:
    steps = Steps(staff.open("/admin/"))
    steps.press("nav a:has-text('Invitationer')")
    steps.press("a:has-text('Tilføj invitation')")
    steps.fill("title", "Prøvemøde i gården")
    steps.fill("summary", "Kom fredag den 5. juni 2098, og hør nyt.")
    steps.fill("start", "2098-06-05T15:00")
    steps.fill("place", "Beboerhuset")
    steps.press("section:has([name=capacity]) > .w-panel__header .w-panel__toggle")
    steps.fill("capacity", "30")
    steps.publish()
    assert steps.taken <= MOST_STEPS
    # 5 June 2098 is a Thursday, and whoever wrote Friday is told.
    assert "er en torsdag" in staff.page.locator(".messages .warning").inner_text()
    page = visitor(viewport=PHONE, java_script_enabled=False).open("/nyheder/proevemoede-i-gaarden/")
    shown = " ".join(page.inner_text("main").split())
    assert "Torsdag den 5. juni 2098 kl. 15.00" in shown and "Der er ledige pladser." in shown
    assert page.locator("main a:text-is('Tilmeld')").count() == 1
    assert page.locator("main a:text-is('Føj til kalender')").count() == 1
    assert staff.faults == []


def test_last_years_is_made_anew_in_nine_steps(staff: Visit, visitor: Visitor) -> None:
    steps = Steps(staff.open("/admin/"))
    steps.press("nav a:has-text('Invitationer')")
    steps.press("tr:has-text('Invitation til nytårskur') [data-controller~=w-dropdown] button")
    steps.press("a:has-text('Som sidste år')")
    steps.fill("day", "2097-01-10")
    steps.press("main button[type=submit]")
    steps.publish()
    assert steps.taken <= MOST_STEPS
    made = staff.page.locator(".messages a", has_text="Se udgivet").get_attribute("href") or ""
    page = visitor().open(made.removeprefix(staff.base_url))
    shown = " ".join(page.inner_text("main").split())
    assert "Torsdag den 10. januar 2097 kl. 15.00" in shown and "Tilmeld" in shown
    assert staff.faults == []
