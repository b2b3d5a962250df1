"""Absolute addresses: SITE_URL decides (RFC 3986)."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import filepath_to_uri
from wagtail.models import Site


def absolute(path: str) -> str:
    """Return the absolute address of a path of this site; an address that is absolute already is left alone."""
    return path if urlsplit(path).scheme else f"{settings.SITE_URL}{path}"


@cache
def _pages_begin() -> str:
    return reverse("wagtail_serve", args=("",))


def page_address(path: str) -> str:
    """Return the address of a page from its path below the front page ("nyheder/rss-er-her/")."""
    return f"{_pages_begin()}{filepath_to_uri(path)}"


def media_address(name: str) -> str:
    """Return the address of an uploaded file, wherever it is stored."""
    return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"


def follow_site_url() -> None:
    """Give the default Wagtail site the host and port of SITE_URL, so that Wagtail's own links agree."""
    parts = urlsplit(settings.SITE_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != (parts.hostname, port):
        site.hostname, site.port = parts.hostname, port
        site.save()
