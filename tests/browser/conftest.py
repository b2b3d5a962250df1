"""Chromium and the real site: started as `make serve` starts it, on a free port, with data of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.browser import LAUNCH_ARGUMENTS, ensure_chromium
from tools.site import Site, running_site

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


# Package scope, so that Playwright's event loop has ended before other tests use the database.
@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running site."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(ensure_chromium()), args=LAUNCH_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page in the browser, with what went wrong in it."""

    page: Page
    context: BrowserContext
    base_url: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a path of the site and wait until it is loaded; in the admin, until nothing is loading."""
        self.page.goto(self.base_url + path)
        if path.startswith("/admin/"):
            self.page.wait_for_load_state("networkidle")
        return self.page

    def watch(self) -> None:
        """Note what no page may do: log errors, break the policy, call another host."""
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on(
            "console",
            lambda message: self.faults.append(f"{self.page.url}: {message.text}") if message.type == "error" else None,
        )
        self.page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((self.base_url, "data:", "blob:"))
                else self.faults.append(f"{self.page.url} asks for {request.url}")
            ),
        )


Visitor = Callable[..., Visit]


@pytest.fixture
def visitor(site: Site, chromium: Browser) -> Iterator[Visitor]:
    """Make visits: visitor(width=…, java_script_enabled=False, …) takes what Playwright's new_context takes."""
    contexts = []

    def visit(**options: Any) -> Visit:
        options.setdefault("viewport", DESKTOP)
        context = chromium.new_context(locale="da-DK", timezone_id="Europe/Copenhagen", **options)
        contexts.append(context)
        made = Visit(context.new_page(), context, site.url)
        made.watch()
        return made

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def staff(visitor: Visitor, site: Site) -> Visit:
    """A visit signed in to the admin."""
    visit = visitor()
    page = visit.open("/admin/")
    page.fill("input[name=username]", site.username)
    page.fill("input[name=password]", site.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    return visit
