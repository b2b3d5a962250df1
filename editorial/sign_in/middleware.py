"""The door of the admin: the second factor in this session, and a session that ends when nobody does anything."""

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from editorial.sign_in import uploads
from editorial.sign_in.rules import has_second_factor, is_halfway

GetResponse = Callable[[HttpRequest], HttpResponse]

# What of Wagtail's the pages of signing in are made with.
WAGTAIL_S = frozenset({"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})
# What browsers ask for by themselves: it keeps nobody signed in.
BY_ITSELF = WAGTAIL_S | {"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release", "sign_in_state"}
# In the query of the page for signing in: why one is there.
EXPIRED, SIGNED_OUT = "udloebet", "logget-ud"


class SignInMiddleware:
    """Guards every address of the admin. Public pages are passed by without a look at the session.

    To what is not of the admin (a draft's PDF, a private page), whoever is halfway signed in is nobody.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Before anything looks into the body: Django's guard against forged requests is the first that does.
        if uploads.is_too_much(request):
            return _signed_out() if _is_asked_by_script(request) else uploads.refusal(request)
        if not is_of_admin(request):
            user = request.user
            # Looked at when somebody asks who it is; a page for all doesn't.
            request.user = SimpleLazyObject(lambda: AnonymousUser() if is_halfway(request, user) else user)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let through, or answer with where to go first."""
        if not is_of_admin(request):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        user = request.user
        if not user.is_authenticated:
            return None if is_open(name) else _sign_in_first(request)
        if name == "account_login" and is_halfway(request, user):
            return _second_factor_first(request, request.GET.get("next", reverse("wagtailadmin_home")))
        if not is_open(name):
            if not user.has_perm("wagtailadmin.access_admin"):
                return _refused(request)
            if is_halfway(request, user):
                return _second_factor_first(request, request.get_full_path())
        if name not in BY_ITSELF:
            request.session.note_action()
        return None


def is_of_admin(request: HttpRequest) -> bool:
    """Whether an address lies below the admin's."""
    return request.path.startswith(reverse("wagtailadmin_home"))


@cache
def open_names() -> frozenset[str]:
    """Return the names of the admin's views that are open to those who are not, or not quite, signed in."""
    from editorial.sign_in.urls import urlpatterns

    return WAGTAIL_S | {pattern.name for pattern in urlpatterns}


def is_open(name: str) -> bool:
    """Whether a view of the admin, by its name, is open; all that is not named is closed."""
    return name in open_names()


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    # A cookie whose session is not found: it has ended, or somebody signed out in another tab.
    ended = settings.SESSION_COOKIE_NAME in request.COOKIES
    if _is_asked_by_script(request):
        return _signed_out()
    query = {"next": request.get_full_path()} | ({EXPIRED: "1"} if ended else {})
    return HttpResponseRedirect(f"{reverse('wagtailadmin_login')}?{urlencode(query, safe='/')}")


def _signed_out() -> HttpResponse:
    return _told_to_script(gettext("You are signed out. Sign in again in a new tab; your text stays here."))


def _second_factor_first(request: HttpRequest, then: str) -> HttpResponse:
    if _is_asked_by_script(request):
        return _told_to_script(gettext("Confirm first that it is you."))
    if has_second_factor(request.user):
        address = get_adapter(request).get_reauthentication_methods(request.user)[0]["url"]
    else:
        address = reverse("sign_in_set_up")
    return HttpResponseRedirect(f"{address}?{urlencode({'next': then}, safe='/')}")


def _refused(request: HttpRequest) -> HttpResponse:
    if _is_asked_by_script(request):
        return _told_to_script(gettext("Your account has no access here."), status=403)
    answer = render(request, "editorial/sign_in/no_access.html", status=403)
    add_never_cache_headers(answer)
    return answer


def _is_asked_by_script(request: HttpRequest) -> bool:
    by_wagtail = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return by_wagtail or request.headers.get("Accept", "") == "application/json"


def _told_to_script(sentence: str, status: int = 401) -> HttpResponse:
    # In the words of Wagtail's autosave, which then shows the sentence.
    answer = JsonResponse({"success": False, "error_code": "locked", "error_message": sentence}, status=status)
    add_never_cache_headers(answer)
    return answer
