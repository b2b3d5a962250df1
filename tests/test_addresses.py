"""The registry of addresses knows every page type and every public route, so that the browser tests see them all."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from wagtail.models import Page

from core.pages import SitePage
from tests.addresses import PAGES, ROUTES


def page_types(base: type = SitePage) -> Iterator[Any]:
    """Yield every page type that can be made."""
    for one in base.__subclasses__():
        if not one._meta.abstract:
            yield one
        yield from page_types(one)


def public_patterns(patterns: Any = None) -> Iterator[URLPattern]:
    """Yield every URL pattern outside the admin."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif str(pattern.pattern) != "admin/":
            yield from public_patterns(pattern.url_patterns)


def route_names() -> set[str]:
    """Return the name of every public route; a page type's plain address counts as the page itself."""
    names = {pattern.name or str(pattern.pattern) for pattern in public_patterns()}
    for kind in page_types():
        routes = kind.get_subpage_urls() if hasattr(kind, "get_subpage_urls") else []
        names |= {f"{kind._meta.label} {route.name}" for route in routes if route.name != "index_route"}
    return names


def test_the_registry_holds_every_public_route_and_no_other() -> None:
    assert set(ROUTES) == route_names()


@pytest.mark.django_db
def test_every_page_type_has_a_page_in_the_sitemap(client: Client) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  our own site's answer
    addresses = {urlsplit(place.text or "").path for place in tree.iter() if place.tag.endswith("}loc")}
    shown = {page.specific_class for page in Page.objects.live() if page.url and urlsplit(page.url).path in addresses}
    missing = {kind._meta.label for kind in page_types() if kind not in shown}
    assert missing == set()
    assert set(PAGES) <= addresses
