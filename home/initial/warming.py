"""Make the sizes of pictures that the pages show, so that the first visitors don't wait for them."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.test import RequestFactory
from wagtail.models import Page, Site

from core.addresses import absolute
from core.models import SiteRendition
from core.querysets import listed_pages


def warm_pictures(progress: Callable[[int, int], None]) -> tuple[int, dict[str, list[str]]]:
    """Render every public page once; return how many sizes of pictures there are, and what failed.

    Takes a function that is told after each page how many are done, of how many. What failed is the addresses of
    pages by what went wrong: a page that can't be rendered keeps no other from it.
    """
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    pages = list(listed_pages(Page.objects.descendant_of(site.root_page, inclusive=True)).order_by("path").specific())
    failures: dict[str, list[str]] = {}
    for done, page in enumerate(pages, 1):
        try:
            _render(page)
        except Exception as error:
            failures.setdefault(f"{type(error).__name__}: {error}", []).append(page.url)
        progress(done, len(pages))
    return SiteRendition.objects.count(), failures


def _render(page: Page) -> None:
    """Render a page as for a visitor; its templates ask for the sizes they need, and those are made."""
    request = _request(page.url)
    page, args, kwargs = page.route(request, [])
    response = page.serve(request, *args, **kwargs)
    if hasattr(response, "render"):
        response.render()


def _request(path: str) -> HttpRequest:
    """A visitor's request for a path at the address of SITE_URL, without a session."""
    parts = urlsplit(absolute(path))
    return RequestFactory().get(path, headers={"host": parts.netloc}, secure=parts.scheme == "https")
