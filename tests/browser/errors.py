"""The error pages, each at an address of its own: most of them can't be called forth on a site that works."""

from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route

FOLDER = "/fejlsider/"
# Every template named for a status; 404 is seen here without the menu, and at an address there isn't with it.
NAMES = sorted(path.name for path in (settings.BASE_DIR / "templates").glob("[0-9][0-9][0-9].html"))
ERRORS = [f"{FOLDER}{name}" for name in NAMES]


def answer_errors(page: Page, base_url: str) -> None:
    """Answer the addresses of ERRORS in this page as the site does when its database is gone."""

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        html = render_to_string(name)
        route.fulfill(status=int(name[:3]), content_type="text/html; charset=utf-8", body=html)

    # Anew each time, for one page: routes in use switch the browser's cache off.
    page.route(f"{base_url}{FOLDER}*.html", answer, times=1)
