"""The addresses of the search: the page of results, suggestions while typing, and what a browser asks to add it."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from core.addresses import absolute
from core.context import Entry as Crumb
from core.site_settings import SiteSettings
from search.kinds import BY_SLUG
from search.misses import note
from search.results import Asked, Results
from search.suggestions import suggestions

LAST_PAGE = 20
YEARS = range(1900, 2200)
TOPIC = re.compile(r"[a-z0-9-]{1,80}")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a search, or show the empty form; whatever is asked for, there is a page."""
    asked = _asked(request)
    results = Results(asked) if asked.text else None
    if results and not results.count and asked == Asked(asked.text):
        note(results.query)
    here = Crumb(gettext("Search"), request.path, current=True)
    context = {"asked": asked, "results": results, "crumbs": [Crumb(gettext("Home"), "/"), here]}
    response = render(request, "search/results.html", context)
    response["X-Robots-Tag"] = "noindex"
    # What people search for is kept nowhere on the way.
    patch_cache_control(response, private=True, no_store=bool(asked.text))
    return response


def _asked(request: HttpRequest) -> Asked:
    """What a request asks for; filters that make no sense are left out."""
    text = request.GET.get("q", "").strip()
    kind, topic = request.GET.get("slags", ""), request.GET.get("emne", "")
    year, page = request.GET.get("aar", ""), request.GET.get("side", "")
    return Asked(
        text=" ".join(text[:1000].replace("\x00", " ").split())[:200],
        kind=kind if kind in BY_SLUG else "",
        topic=topic if TOPIC.fullmatch(topic) else "",
        year=int(year) if _is_number(year) and int(year) in YEARS else None,
        page=min(int(page), LAST_PAGE) if kind in BY_SLUG and _is_number(page) and int(page) > 0 else 1,
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer with titles that go on as was typed."""
    response = JsonResponse({"suggestions": suggestions(request.GET.get("q", ""))})
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, max_age=60)
    return response


@require_safe
def open_search(request: HttpRequest) -> HttpResponse:
    """What a browser needs to offer this search in its own box (OpenSearch 1.1)."""
    name = SiteSettings.load().name
    address = absolute(reverse("search"))
    context: dict[str, Any] = {"name": name, "address": address, "suggest": absolute(reverse("search_suggest"))}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", context, content_type=kind)
