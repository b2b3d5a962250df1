"""Whether an address of this site leads anywhere: routed as a request is, without asking over the network."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

from django.http import Http404
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.models import Page, Site

from core.models import SiteDocument

# The routes behind which Wagtail looks for a page.
PAGE_ROUTES = {"wagtail_serve", "page_file", "sign_up"}
DOCUMENT_ROUTES = {"document", "wagtaildocs_serve"}


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if value and (name == "id" or (tag == "a" and name == "name"))}


def fault_of(path: str, page: Page) -> str:
    """Take a path, with or without fragment, as it stands in a page; return "missing", "anchor" or ""."""
    parts = urlsplit(path)
    anchor = unquote(parts.fragment)
    if not parts.path:
        return "anchor" if anchor and anchor not in _ids(page.make_preview_request()) else ""
    answer = _routed(parts.path)
    if answer is None:
        return "missing"
    return "anchor" if anchor and isinstance(answer, tuple) and anchor not in _ids(_served(parts.path, answer)) else ""


def _routed(path: str) -> Any:
    """Return the page with its arguments, True for what is no page, None for what isn't there."""
    try:
        match = resolve(path if "." in path.rsplit("/", 1)[-1] or path.endswith("/") else f"{path}/")
    except Resolver404:
        return None
    if match.url_name in DOCUMENT_ROUTES:
        key = match.kwargs.get("document_id") or match.args[0]
        return True if SiteDocument.objects.filter(pk=key).exists() else None
    if match.url_name not in PAGE_ROUTES:
        return True
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    parts = [part for part in unquote(path).split("/") if part]
    try:
        return tuple(site.root_page.specific.route(get_dummy_request(path=path, site=site), parts))
    except Http404:
        old = Redirect.objects.filter(old_path=Redirect.normalise_path(path))
        return True if old.exists() else None


def _served(path: str, routed: tuple[Any, Any, Any]) -> Any:
    page, args, kwargs = routed
    return page.serve(get_dummy_request(path=path), *args, **kwargs)


def _ids(response: Any) -> set[str]:
    if hasattr(response, "render"):
        response.render()
    reader = _Ids()
    if not response.streaming:
        reader.feed(response.content.decode(response.charset, "replace"))
    return reader.found
