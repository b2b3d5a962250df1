"""Middleware: a page that anybody may see is kept as a file once it has been rendered."""

from collections.abc import Callable

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse

from mirror import changes, folder, headers
from mirror.paths import is_on, is_page_path, query_counts
from mirror.requests import is_sites_own
from mirror.trouble import report
from mirror.version import own_version

GetResponse = Callable[[HttpRequest], HttpResponse]


def has_session(request: HttpRequest) -> bool:
    """Whether whoever asks may be somebody: staff, or a visitor who gave a page's password."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers


def keep_pages(get_response: GetResponse) -> GetResponse:
    """Keep what was rendered in the generation it was asked for in; stands inside of what compresses."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # The generation comes first: what is read from the database afterwards is that state, or a newer one.
        name = current_generation() if is_on() and may_be_kept(request) else None
        request.generation = name
        response = get_response(request)
        if not is_plain_page(request, response):
            return response
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = headers.FRESH
        if name is not None and is_public(response):
            try:
                folder.keep(name, request.path, response.content, own_version())
            except OSError as error:
                report("a page could not be kept", error)
        return response

    return middleware


def may_be_kept(request: HttpRequest) -> bool:
    """Whether the answer to a request may be the same for everybody."""
    return (
        request.method == "GET"
        and is_page_path(request.path)
        and not query_counts(request.path, request.META.get("QUERY_STRING", ""))
        and not has_session(request)
        and not getattr(request, "is_dummy", False)
        and is_sites_own(request.META)
    )


def current_generation() -> str | None:
    """Return the generation that visitors read, if it is the one the database is in; None when nothing can be kept."""
    try:
        name = changes.generation().name
        if not is_read(name):
            changes.mend()
            name = changes.generation().name
    except Error:
        # The page itself will say so.
        return None
    return name if is_read(name) else None


def is_read(name: str) -> bool:
    """Whether a generation is the one visitors read, and its time is not over."""
    return folder.target() == name and folder.is_in_time(name)


def is_plain_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is a page of the tree (mirror/wagtail_hooks.py), whole and in HTML."""
    return (
        getattr(request, "is_page_of_tree", False)
        and response.status_code == 200
        and not response.streaming
        and not response.has_header("Content-Encoding")
        and response.get("Content-Type", "").startswith("text/html")
    )


def is_public(response: HttpResponse) -> bool:
    """Whether the answer depends on nobody: no cookie in or out, no header that other pages have not."""
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {""}
    return not response.cookies and varies <= {"accept-encoding"} and headers.are_usual(response)
