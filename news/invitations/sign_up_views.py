"""The pages of a sign-up, below its invitation: the form, the answer, and what its owner may change."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext

from news.invitations import guard, notices, signing_up
from news.invitations.deletion import deletion_day
from news.invitations.forms import PartyForm, SignUpForm
from news.invitations.links import find, manage_url
from news.invitations.notices import Notice
from news.models.sign_up import SignUp
from people.contacts import know_contact

if TYPE_CHECKING:
    from news.models import InvitationPage

METHODS = ("GET", "HEAD", "POST")


def sign_up(page: "InvitationPage", request: HttpRequest) -> HttpResponseBase:
    """Show the form; take it, unless something about it asks for a second look."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if page.state != "open":
        return _notice(page, request, notices.closed(page), 409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _form(page, request, SignUpForm(page))
    if guard.is_foreign(request):
        return _notice(page, request, notices.foreign(page), 403)
    return _confirmed(page, request) if "confirm" in request.POST else _first_sent(page, request)


def _first_sent(page: "InvitationPage", request: HttpRequest) -> HttpResponseBase:
    form = SignUpForm(page, request.POST)
    age = guard.form_age(request.POST.get("token", ""), page.pk)
    valid = form.is_valid()
    if age is None or age > guard.OLDEST:
        return _form(page, request, form, stale=True)
    if not valid:
        return _form(page, request, form)
    doubtful = guard.is_doubtful(request, age)
    return _take(page, request, form, doubtful)


def _confirmed(page: "InvitationPage", request: HttpRequest) -> HttpResponseBase:
    values, recent = guard.unseal(request.POST["confirm"], page.pk)
    form = SignUpForm(page, values)
    if not (form.is_valid() and recent):
        return _form(page, request, form if values else SignUpForm(page), stale=True)
    return _take(page, request, form, doubtful=False)


def _take(page: "InvitationPage", request: HttpRequest, form: SignUpForm, doubtful: bool) -> HttpResponseBase:
    """Sign up what is valid; ask once more where it is doubtful; send on to the same answer for everybody."""
    values: dict[str, Any] = form.cleaned_data
    if guard.is_too_many(request):
        # What was typed stays, to be sent again later or read out on the phone.
        form.add_error(
            None, gettext("Very many have signed up from your network today. Please call us. Then we sign you up.")
        )
        response = _form(page, request, form, status=429)
        response["Retry-After"] = "3600"
        return response
    guard.note_attempt(request, values["email"])
    if doubtful:
        context = {"values": values, "sealed": guard.seal(page.pk, values)}
        return _page(page, request, "news/sign_up_confirm.html", context)
    try:
        signing_up.sign_up(page, **values, remind=not guard.is_pestered(values["email"]))
    except signing_up.SignUpClosed:
        page.refresh_from_db()
        return _notice(page, request, notices.closed(page), 409)
    return _see_other(f"{page.sign_up_url}tak/")


def thanks(page: "InvitationPage", request: HttpRequest) -> HttpResponseBase:
    """Say what happens next: the same to whoever signed up, had signed up before, or only came by."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET", "HEAD"))
    return _notice(page, request, notices.thanks(page))


def manage(page: "InvitationPage", request: HttpRequest, token: str, saved: bool) -> HttpResponseBase:
    """Show a sign-up to whoever has its link, who may change or cancel it until the event begins.

    Only a POST changes anything. The page is kept nowhere, and where it leads to does not learn its address.
    """
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    one = find(token)
    if one is None or one.invitation_id != page.pk:
        return private(_notice(page, request, notices.old_link(), 404))
    if page.cancelled or timezone.now() >= page.start:
        return private(_notice(page, request, notices.closed(page), 409 if request.method == "POST" else 200))
    if request.method != "POST":
        return _owner(page, request, one, _party_form(page, one), saved)
    if guard.is_foreign(request) or guard.names_another(request):
        return private(_notice(page, request, notices.foreign(page, manage_url(one)), 403))
    try:
        return private(_changed(page, request, one))
    except ObjectDoesNotExist:
        # Deleted between being found and being locked.
        return private(_notice(page, request, notices.old_link(), 404))


def _changed(page: "InvitationPage", request: HttpRequest, one: SignUp) -> HttpResponseBase:
    address = manage_url(one)
    if "cancel" in request.POST:
        signing_up.cancel(one)
        return _see_other(address)
    form = _party_form(page, one, request.POST)
    if not form.is_valid() or one.state == SignUp.State.CANCELLED:
        return _owner(page, request, one, form)
    if form.cleaned_data["party"] > one.party and page.state != "open":
        form.add_error("party", gettext("The deadline has passed. You can't become more. Call us if you want to."))
        return _owner(page, request, one, form)
    try:
        signing_up.change(one, **form.cleaned_data)
    except signing_up.NoRoom:
        form.add_error("party", gettext("There are not so many places left. You keep those you have."))
        return _owner(page, request, one, form)
    return _see_other(f"{address}gemt/")


def _party_form(page: "InvitationPage", one: SignUp, data: Any = None) -> PartyForm:
    initial = {"name": one.name, "organisation": one.organisation, "party": one.party}
    return PartyForm(page, data, initial=initial)


def _owner(
    page: "InvitationPage", request: HttpRequest, one: SignUp, form: PartyForm, saved: bool = False
) -> HttpResponseBase:
    context = {"sign_up": one, "form": form, "action": manage_url(one), "saved": saved}
    return private(_page(page, request, "news/sign_up_manage.html", context))


def _form(
    page: "InvitationPage", request: HttpRequest, form: SignUpForm, stale: bool = False, status: int = 200
) -> HttpResponseBase:
    """Show the form, with all that was typed; stale: it stood open too long, and is to be sent again."""
    if stale and form.is_bound:
        form.add_error(None, gettext("The page was open for long. Look it through and send it again."))
    context = {"form": form, "action": page.sign_up_url, "token": guard.form_token(page.pk), "trap": guard.TRAP}
    return _page(page, request, "news/sign_up.html", context, status)


def _notice(page: "InvitationPage", request: HttpRequest, notice: Notice, status: int = 200) -> HttpResponseBase:
    return _page(page, request, notices.TEMPLATE, {"notice": notice}, status)


def _page(
    page: "InvitationPage", request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponseBase:
    """Answer with a page below the invitation: with its contact, not to be found by search engines, kept nowhere."""
    know_contact(page, request)
    request.site_page = page
    request.list_heading = gettext("Sign-up")
    # Never the owner's own address, which is for nobody else.
    request.canonical_path = page.sign_up_url
    values = {"page": page, "deletion_day": deletion_day(page), "kept_days": settings.SIGN_UP_DAYS, **context}
    response = TemplateResponse(request, template, values, status=status)
    response["Cache-Control"] = "private, no-store" if request.method == "POST" else "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Return an owner's page, kept nowhere, found by nobody, its address told to nobody (Referrer-Policy)."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    # What follows is asked for with GET, whatever the browser (RFC 9110, 15.4.4).
    response.status_code = HTTPStatus.SEE_OTHER
    return response
