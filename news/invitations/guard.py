"""Who sends the form: a person on our own page, a machine, or another site. Without cookies, so without Django's CSRF.

Nothing here turns anybody away for being doubtful: who is asked once more, and says yes, is signed up.
"""

import datetime as dt
import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from news.models.sign_up import SignUpAttempt

# The field that people don't see; who fills it in is a machine, or a browser that fills in too much.
TRAP = "hjemmeside"
# Nobody reads the form and fills it in faster; a page that stood open longer is shown anew.
FASTEST = dt.timedelta(seconds=3)
OLDEST = dt.timedelta(hours=24)
# By network address, which a whole municipality may share: from when on one is asked once more, and when it is enough.
ASK_AFTER, ENOUGH = 250, 1000
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
# How many attempts a day with the same e-mail still make a mail that says "you are signed up already".
MAILS_A_DAY = 3


# Where it comes from


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that another site sends the form (Fetch Metadata, Sec-Fetch-Site)."""
    return request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none")


def is_ours(request: HttpRequest) -> bool:
    """Whether the request names this site as where it comes from, by Origin or else by Referer (RFC 6454, RFC 9110).

    A page under the policy "no-referrer" sends neither (Origin: null); then the browser's Sec-Fetch-Site counts.
    """
    named = request.headers.get("Origin", "")
    if named in ("", "null"):
        named = request.headers.get("Referer", "")
    if not named:
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    try:
        parts = urlsplit(named)
    except ValueError:
        return False
    ours = {urlsplit(settings.SITE_URL)[:2], (request.scheme, request.get_host())}
    return (parts.scheme, parts.netloc) in ours


def names_another(request: HttpRequest) -> bool:
    """Whether the request says, by its Origin, that it comes from another site; saying nothing is not saying so."""
    return request.headers.get("Origin", "null") != "null" and not is_ours(request)


def client_address(request: HttpRequest) -> str:
    """Return the visitor's network address; a home's IPv6 addresses (/64) count as one.

    X-Forwarded-For is believed for as many entries, from the end, as there are trusted proxies (TRUSTED_PROXIES).
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES and forwarded:
        address = forwarded[-min(settings.TRUSTED_PROXIES, len(forwarded))]
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)


# When the form was shown, and what was typed into it


def form_token(page_id: int) -> str:
    """Return the signed moment at which an invitation's form is shown."""
    return _form_signer().sign_object([page_id, timezone.now().timestamp()])


def form_age(token: str, page_id: int) -> dt.timedelta | None:
    """Return how long ago the form was shown; None for a token that isn't ours, or of another invitation."""
    try:
        page, shown = _form_signer().unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return dt.timedelta(seconds=timezone.now().timestamp() - shown) if page == page_id else None


def seal(page_id: int, values: dict[str, Any]) -> str:
    """Return what was typed, signed with the moment, for the page that asks once more."""
    return _confirm_signer().sign_object([page_id, timezone.now().timestamp(), values], compress=True)


def unseal(sealed: str, page_id: int) -> tuple[dict[str, Any], bool]:
    """Return what was typed, and whether that is recent enough to count; nothing when it isn't ours."""
    try:
        page, at, values = _confirm_signer().unsign_object(sealed)
    except (BadSignature, ValueError):
        return {}, False
    if page != page_id:
        return {}, False
    return values, timezone.now().timestamp() - at <= OLDEST.total_seconds()


def _form_signer() -> Signer:
    return Signer(salt="news.sign_up.form")


def _confirm_signer() -> Signer:
    return Signer(salt="news.sign_up.confirm")


# How often


def note_attempt(request: HttpRequest, email: str) -> None:
    """Count an attempt. The row holds digests alone, and goes after a day."""
    SignUpAttempt.objects.create(address=_digest("address", client_address(request)), email=_email_digest(email))


def is_too_many(request: HttpRequest) -> bool:
    """Whether the visitor's network has sent the form so often today that it is enough."""
    return _from_address(request, DAY) >= ENOUGH


def is_doubtful(request: HttpRequest, age: dt.timedelta) -> bool:
    """Whether it may be a machine that sends the form: it is asked once more."""
    return (
        bool(request.POST.get(TRAP))
        or age < FASTEST
        or not is_ours(request)
        or _from_address(request, HOUR) >= ASK_AFTER
    )


def is_pestered(email: str) -> bool:
    """Whether somebody writes this e-mail into forms so often today that its owner gets no more mails about it.

    Only the mail is left out: an answer that differs would tell that the address has been here before.
    """
    return _recent(DAY).filter(email=_email_digest(email)).count() > MAILS_A_DAY


def _from_address(request: HttpRequest, time: dt.timedelta) -> int:
    return _recent(time).filter(address=_digest("address", client_address(request))).count()


def _recent(time: dt.timedelta) -> Any:
    return SignUpAttempt.objects.filter(at__gt=timezone.now() - time)


def _email_digest(email: str) -> str:
    return _digest("email", email.strip().lower())


def _digest(kind: str, value: str) -> str:
    return salted_hmac(f"news.sign_up.attempt.{kind}", value, algorithm="sha256").hexdigest()[:32]
