"""Middleware: headers of every answer, broken addresses refused early, text compressed, the admin's script policy."""

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from core.views import page_not_found

GetResponse = Callable[[HttpRequest], HttpResponse]

# What Wagtail would start in inline scripts is started from data (editorial/scripts/), so that none is let through, and
# no nonce is needed that a stolen page could hand on. Its editor and its choosers set styles as they go.
ADMIN_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "media-src": [SELF, "blob:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}


def site_headers(get_response: GetResponse) -> GetResponse:
    """Give every answer the headers of SITE_HEADERS that it does not have otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in settings.SITE_HEADERS.items():
            response.setdefault(name, value)
        return response

    return middleware


def refuse_broken_addresses(get_response: GetResponse) -> GetResponse:
    """Answer 404 to an address with NUL or broken UTF-8, which a database would refuse with an error."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "\ufffd" in request.path:
            return page_not_found(request)
        if "%00" in request.GET.urlencode():
            return HttpResponsePermanentRedirect(request.path)
        return get_response(request)

    return middleware


def admin_script_policy(get_response: GetResponse) -> GetResponse:
    """Give pages of the admin their own Content-Security-Policy; all others keep the strict one.

    A page shown as a preview keeps it too, but may stand in the admin's frame; so does a view of the admin that
    changes the strict one for itself.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request, "is_preview", False):
            response._csp_replace = {"frame-ancestors": [SELF]}
        elif request.path.startswith(reverse("wagtailadmin_home")) and not hasattr(response, "_csp_replace"):
            response._csp_config = ADMIN_POLICY
        return response

    return middleware


def keep_sessions_private(get_response: GetResponse) -> GetResponse:
    """Let nobody keep what somebody with a session gets: it may show what only staff see."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        kind = response.get("Content-Type", "").split(";")[0]
        if settings.SESSION_COOKIE_NAME in request.COOKIES and kind == "text/html":
            add_never_cache_headers(response)
        return response

    return middleware


class TextGZipMiddleware(GZipMiddleware):
    """Django's compression (padded against BREACH), for text alone: films and parts of files go out as they are."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Compress HTML, XML, JSON and plain text."""
        kind = response.get("Content-Type", "").split(";")[0]
        textual = kind.startswith("text/") or kind.endswith(("json", "xml"))
        if not textual or response.has_header("Content-Range"):
            return response
        return super().process_response(request, response)
