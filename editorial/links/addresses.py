"""Which addresses are ours, which are asked of another site, and in what form; plain functions."""

import re
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

LONGEST = 2000
# "http:", "mailto:", "tel:" (RFC 3986, 3.1).
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def has_scheme(address: str) -> bool:
    """Whether an address says how it is to be opened."""
    return _SCHEME.match(address) is not None


def own_path(address: str) -> str | None:
    """Return the path, with its query and fragment, of an address of this site; None for any other."""
    try:
        parts, ours = urlsplit(address), urlsplit(settings.SITE_URL)
        if parts.netloc and (parts.hostname, parts.port) != (ours.hostname, ours.port):
            return None
    except ValueError:
        return None
    if parts.scheme and parts.scheme not in ("http", "https"):
        return None
    if not parts.netloc and not address.startswith(("/", "#", "?")):
        return None
    return urlunsplit(("", "", parts.path or ("/" if parts.netloc else ""), parts.query, parts.fragment))


def external(address: str) -> str | None:
    """Return the address of another site as it is asked (RFC 3987, 3.1; RFC 3490), without its fragment.

    None for what isn't asked: our own, other schemes, and what is no address.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host or own_path(address) is not None:
        return None
    netloc = f"[{host}]{port}" if ":" in host else f"{host}{port}"
    asked = iri_to_uri(urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, "")))
    return asked if asked.isascii() and len(asked) <= LONGEST else None
