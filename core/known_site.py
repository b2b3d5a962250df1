"""Middleware: Wagtail finds a request's site and its front page in memory; otherwise every page asks for both."""

import copy
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from mirror.memory import same_for_all

GetResponse = Callable[[HttpRequest], HttpResponse]


def know_site(get_response: GetResponse) -> GetResponse:
    """Fill in what Wagtail's Site.find_for_request keeps on the request, as soon as it is asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request._wagtail_site = SimpleLazyObject(lambda: site_of(request))
        return get_response(request)

    return middleware


def site_of(request: HttpRequest) -> Site | None:
    """Return the site a request is for, with its front page as the page type it is; None while there is none."""
    kept = same_for_all(request, ("site", request.get_host(), request.get_port()), lambda: _found(request))
    if kept is None:
        return None
    # Copies, since whoever answers writes on them.
    site, root = copy.copy(kept), copy.copy(kept.root_page)
    root.__dict__["specific"] = copy.copy(kept.root_page.specific)
    site.root_page = root
    return site


def _found(request: HttpRequest) -> Site | None:
    site = Site._find_for_request(request)
    if site is not None:
        # It stays with the page.
        site.root_page.specific  # noqa: B018
    return site
