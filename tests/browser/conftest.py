"""Chromium and the real site: started as `make serve` starts it, on a free port, with data of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.addresses import PAGES, ROUTES, SEARCHES, Route
from tests.browser.content import BARE_POSTS
from tests.browser.errors import ERRORS, answer_errors
from tests.browser.quick_start import quick_site
from tests.browser.tour.marked import write_marked
from tools.browser import LAUNCH_ARGUMENTS, ensure_chromium
from tools.screenshots import addresses
from tools.site import ROOT, Site

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
    """The running site: the initial content, and what strains it."""
    with quick_site(tmp_path_factory.mktemp("site")) as running:
        run_on(running, "tests.browser.content")
        yield running


def run_on(site: Site, module: str) -> str:
    """Run a module on the data of a running site; return what it prints."""
    environ = {**os.environ, "DATA_DIR": str(site.data_folder), "SITE_URL": site.url, "PYTHONUTF8": "1"}
    environ.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", module]
    return subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE, text=True).stdout


@pytest.fixture(scope="package")
def marked_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running site with its initial content, in marked Danish."""
    folder = tmp_path_factory.mktemp("marked")
    write_marked(folder / "marked")
    with quick_site(folder, {"DJANGO_SETTINGS_MODULE": "tests.browser.tour.marked_settings"}) as site:
        run_on(site, "tests.browser.tour.cast")
        yield site


@pytest.fixture(scope="package")
def everything(site: Site) -> list[str]:
    """Every address that a visitor may see: the sitemap's, those of routes that are no page, the error pages."""
    in_sitemap = addresses(site)
    assert set(PAGES) <= set(in_sitemap)
    # They make a second page of each list; one is as good as all.
    alike = {f"/nyheder/proeve-{number}/" for number in range(2, BARE_POSTS + 1)}
    assert alike <= set(in_sitemap)
    in_sitemap = [address for address in in_sitemap if address not in alike]
    routes = [route.address for route in ROUTES.values() if isinstance(route, Route) and is_seen(route)]
    return list(dict.fromkeys([*in_sitemap, *routes, *SEARCHES, *ERRORS]))


def is_seen(route: Route) -> bool:
    """Whether a route answers with a page of its own."""
    return route.kind == "text/html" and route.status not in (301, 302)


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
        if path in ERRORS:
            answer_errors(self.page, self.base_url)
        self.page.goto(self.base_url + path)
        if path.startswith("/admin/"):
            self.page.wait_for_load_state("networkidle")
        return self.page

    def watch(self) -> None:
        """Note what no page may do: log errors, break the policy, call another host."""
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("console", self.hear)
        self.page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((self.base_url, "data:", "blob:"))
                else self.faults.append(f"{self.page.url} asks for {request.url}")
            ),
        )

    def hear(self, message: ConsoleMessage) -> None:
        """Note an error in the console, unless it only says that an error page has an error's status.

        In the admin it may also say that a half-filled form was not kept by itself, or that what was cancelled is gone.
        """
        said = "the server responded with a status" in message.text
        refused = "/admin/" in message.location["url"] and "status of 4" in message.text
        own_status = said and (refused or message.location["url"] == self.page.url)
        if message.type == "error" and not own_status:
            self.faults.append(f"{self.page.url}: {message.text}")


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
    page.fill("input[name=login]", site.username)
    page.fill("input[name=password]", site.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    return visit
