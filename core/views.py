"""Addresses that are no pages: robots.txt, security.txt, the accessibility statement, public media, errors."""

import datetime as dt
import errno
import sys
from contextlib import suppress
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.storage import default_storage
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.addresses import absolute
from core.files import ranged_response
from core.registry import main_contact
from core.site_settings import SiteSettings
from mirror.watching import StillShown

# The folders below MEDIA_ROOT that anybody may fetch: never originals, never documents.
PUBLIC_MEDIA = ("images/", "media/", "captions/")
CHUNK = 1 << 16
# A full disk, a quota that is used up, a file that may not grow any further.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Robots may read all but the admin (RFC 9309)."""
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a hole in the site's security (RFC 9116); expires a year from today."""
    facts, contact = SiteSettings.load(), main_contact()
    email = facts.email or (contact.email if contact else "")
    phone: Any = facts.phone or (contact.phone if contact else "")
    contacts = [f"mailto:{email}"] if email else []
    contacts += [f"tel:{phone.as_e164}"] if phone else []
    expires = timezone.now().astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        *(f"Contact: {address}" for address in contacts or [absolute("/kontakt/")]),
        f"Expires: {expires + dt.timedelta(days=365):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: da, en",
        f"Canonical: {absolute('/.well-known/security.txt')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """/was/ leads to the statement in the state's tool, or to our own page until it has an address."""
    facts = SiteSettings.load(request_or_site=request)
    if facts.statement_url:
        return redirect(facts.statement_url)
    page = facts.accessibility_page
    if page is None or not page.live:
        raise Http404
    return redirect(page.get_url(request))


@require_safe
def public_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve renditions, films and captions through the storage API; originals and documents stay closed."""
    if not path.startswith(PUBLIC_MEDIA):
        raise Http404
    response = ranged_response(request, default_storage, path)
    # Feed readers and whoever shares a page show our pictures on theirs.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    # A rendition's name holds a hash of its source, so it never changes.
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable" if path.startswith("images/") else "public, max-age=3600"
    )
    return response


def _error(request: HttpRequest | None, template: str, status: int) -> HttpResponse:
    """Render an error page; without its menu and phone number when there is no request, or no database to ask."""
    try:
        return render(request, template, status=status)
    except (DatabaseError, InterfaceError):
        return HttpResponse(render_to_string(template), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that can't be understood; 413 when it is only too much."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: no entry here."""
    return _error(request, "403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page."""
    return _error(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 with Retry-After when the database or the bucket doesn't answer; 507 when the disk is full."""
    error = sys.exc_info()[1]
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        # A browser that is still sending would show a broken connection, not what we say.
        while request.read(CHUNK):
            pass
        # What was written of an upload goes now, not whenever memory is next tidied up.
        for handler in request.upload_handlers:
            if (half := getattr(handler, "file", None)) is not None:
                with suppress(OSError):
                    half.close()
        return HttpResponse(render_to_string("500.html", {"disk_full": True}), status=507)
    if isinstance(error, StillShown):
        return HttpResponse(render_to_string("500.html", {"still_shown": True}), status=500)
    no_database = isinstance(error, (OperationalError, InterfaceError))
    if no_database or isinstance(error, getattr(default_storage, "away", ())):
        # With the database there, the page says whom to call.
        response = _error(None if no_database else request, "503.html", 503)
        response["Retry-After"] = "60"
        return response
    return HttpResponse(render_to_string("500.html"), status=500)
