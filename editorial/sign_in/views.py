"""Our own pages of signing in: choosing a password by a link, setting up the second factor, being signed in still."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import FormView
from wagtail.log_actions import log

from editorial.sign_in import links
from editorial.sign_in.forms import NewPasswordForm
from editorial.sign_in.rules import has_second_factor, is_halfway, needs_second_factor

# Where somebody wanted to go before a second factor had to be set up.
ONWARD = "sign_in_onward"


class WelcomeView(FormView):
    """Choosing a password by the link of an invitation, or of `recover_access`; then one is signed in."""

    form_class = NewPasswordForm
    template_name = "editorial/sign_in/welcome.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find whose link it is; a link that is used or too old says so."""
        self.invited = links.find_user(kwargs["token"])
        if self.invited is None:
            return render(request, "editorial/sign_in/old_link.html", status=404)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form is the account's."""
        return super().get_form_kwargs() | {"user": self.invited}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whose account it is."""
        return super().get_context_data(account=self.invited, **kwargs)

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        """Keep the password and sign in; a second factor is asked for, or set up, on the way."""
        if self.request.user.is_authenticated:
            get_adapter().logout(self.request)
        form.save()
        log(self.invited, "editorial.choose_password", user=self.invited)
        record_authentication(self.request, self.invited, method="invitation")
        return perform_login(self.request, Login(user=self.invited, redirect_url=reverse("wagtailadmin_home")))


welcome = sensitive_post_parameters()(WelcomeView.as_view())


def safe_next(request: HttpRequest) -> str:
    """Return where the query says one wanted to go, within this site; else the admin's start page."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse("wagtailadmin_home")


@login_required
@require_GET
def set_up(request: HttpRequest) -> HttpResponse:
    """Say that a second factor is needed, and which there are."""
    if has_second_factor(request.user):
        return HttpResponseRedirect(safe_next(request))
    request.session[ONWARD] = safe_next(request)
    context = {"passkeys": settings.PASSKEYS, "required": needs_second_factor(request.user)}
    return render(request, "editorial/sign_in/set_up.html", context)


@login_required
@require_GET
def onward(request: HttpRequest) -> HttpResponse:
    """Lead to where somebody was going before the second factor was set up."""
    return HttpResponseRedirect(request.session.pop(ONWARD, reverse("wagtailadmin_account")))


@require_GET
def state(request: HttpRequest) -> JsonResponse:
    """Tell a page that stands open whether its user is still signed in, for how long, and the token for its forms."""
    user = request.user
    if not user.is_authenticated or is_halfway(request, user):
        return JsonResponse({"signed_in": False})
    seconds: int = request.session.get_session_cookie_age()
    whole = request.session.seconds_in_all
    return JsonResponse(
        {
            "signed_in": True,
            "user": user.pk,
            "seconds": seconds,
            # At the end of the day's work nothing is to be prolonged.
            "can_stay": whole > seconds,
            "csrf": get_token(request),
        }
    )


@login_required
@require_POST
def stay(request: HttpRequest) -> JsonResponse:
    """Somebody says that they are still here; that is an action, so the session goes on."""
    request.session.note_action(at_once=True)
    return JsonResponse({"seconds": request.session.get_session_cookie_age()})


@login_required
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """The tab in which somebody signed in again says that the other one can go on."""
    return render(request, "editorial/sign_in/back.html")


def too_often(request: HttpRequest) -> HttpResponse:
    """Something of signing in was asked for too often from one network."""
    return render(request, "editorial/sign_in/too_often.html", status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is not the browser's: from another site, or from before somebody signed in again."""
    if request.headers.get("Accept", "") == "application/json":
        sentence = gettext("Sign-in was renewed in another tab. Your text is still here; save it again.")
        return JsonResponse({"success": False, "error_code": "locked", "error_message": sentence}, status=403)
    return render(request, "editorial/sign_in/csrf.html", status=403)


def to_second_factors(request: HttpRequest) -> HttpResponse:
    """Allauth's own list of passkeys is a part of our page of second factors."""
    return redirect("mfa_index")
