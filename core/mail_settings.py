"""How mail leaves the site, read from one address: EMAIL_URL."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What comes before "://": whether the connection begins encrypted, turns to it (STARTTLS, RFC 3207), and its port.
SCHEMES = {
    "smtp": ({}, 25),
    "smtp+tls": ({"EMAIL_USE_TLS": True}, 587),
    "smtps": ({"EMAIL_USE_SSL": True}, 465),
}


def mail_settings(url: str, timeout: float) -> dict[str, Any]:
    """Return MAIL_DELIVERY, a mail backend, and Django's EMAIL_* for "smtp+tls://user:password@host:587" or "console:".

    Signs in user and password that mean something in an address are percent-encoded (RFC 3986). Raises
    ImproperlyConfigured for an address that says something else; the password is not in the message.
    """
    parts = urlsplit(url)
    found: dict[str, Any] = {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False, "EMAIL_TIMEOUT": timeout}
    if parts.scheme == "console":
        return {"MAIL_DELIVERY": "django.core.mail.backends.console.EmailBackend", **found}
    try:
        encryption, usual_port = SCHEMES[parts.scheme]
        port = parts.port or usual_port
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(_explanation()) from error
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise ImproperlyConfigured(_explanation())
    return {
        "MAIL_DELIVERY": "django.core.mail.backends.smtp.EmailBackend",
        **found,
        **encryption,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
    }


def _explanation() -> str:
    forms = ", ".join(f"{scheme}://user:password@host" for scheme in SCHEMES)
    return (
        f"EMAIL_URL is not understood. It is “console:” or one of {forms}, with a port where it is not the usual one."
    )
