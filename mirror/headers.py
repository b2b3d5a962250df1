"""The headers of a kept page: those the site's own middleware gives to a plain page, asked once in each process."""

from functools import cache
from typing import Any

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import setting_changed
from django.http import HttpRequest, HttpResponse

from mirror.requests import environ_for

# Asked about each time it is used, which costs a 304: what is published is seen at once.
FRESH = "no-cache"
# What says something of one answer, and not of every page.
OF_ONE_ANSWER = frozenset({"content-length", "date", "etag", "last-modified", "server-timing", "vary", "x-request-id"})


class _PlainPage(BaseHandler):
    """The chain of middleware around a page that holds nothing."""

    def _get_response(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("<!doctype html>")


@cache
def page_headers() -> tuple[tuple[str, str], ...]:
    """Return the headers that a kept page is sent with; a front server's include is to be made of them too."""
    handler = _PlainPage()
    handler.load_middleware()
    request = WSGIRequest(environ_for("/"))
    request.is_dummy = True
    response = handler.get_response(request)
    if response.status_code != 200:
        raise RuntimeError(f"the middleware answers a plain page with {response.status_code}")
    headers = {name: value for name, value in response.items() if name.lower() not in OF_ONE_ANSWER}
    return tuple(sorted({**headers, "Cache-Control": FRESH, "Vary": "Accept-Encoding"}.items()))


def are_usual(response: HttpResponse) -> bool:
    """Whether a response says in its headers nothing but what page_headers would; those come later may be missing."""
    usual = {name.lower(): value for name, value in page_headers()}
    own = {name.lower(): value for name, value in response.items()}
    return all(usual.get(name) == value for name, value in own.items() if name not in OF_ONE_ANSWER)


def _forget(**kwargs: Any) -> None:
    page_headers.cache_clear()


setting_changed.connect(_forget)
