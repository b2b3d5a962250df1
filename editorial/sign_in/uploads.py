"""Files come from staff alone: whoever else sends much is refused before any of it is read, let alone written."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from core.limits import STRANGER_BYTES
from core.views import bad_request
from editorial.sign_in.rules import is_halfway


def is_too_much(request: HttpRequest) -> bool:
    """Whether more is sent than is taken from somebody who is not, or only halfway, signed in."""
    try:
        sent = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        # Django, too, then reads nothing.
        return False
    if sent <= STRANGER_BYTES:
        return False
    user = request.user
    return not user.has_perm("wagtailadmin.access_admin") or is_halfway(request, user)


def refusal(request: HttpRequest) -> HttpResponse:
    """Return the page that says so."""
    return bad_request(request, RequestDataTooBig())
