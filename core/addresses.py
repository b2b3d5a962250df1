"""Absolute addresses: SITE_URL decides (RFC 3986)."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site


def absolute(path: str) -> str:
    """Return the absolute address of a path of this site; an address that is absolute already is left alone."""
    return path if urlsplit(path).scheme else f"{settings.SITE_URL}{path}"


def follow_site_url() -> None:
    """Give the default Wagtail site the host and port of SITE_URL, so that Wagtail's own links agree."""
    parts = urlsplit(settings.SITE_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != (parts.hostname, port):
        site.hostname, site.port = parts.hostname, port
        site.save()
