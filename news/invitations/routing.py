"""How requests reach the pages of a sign-up: through Wagtail, and from links in mails that are older than the page."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail import views as wagtail_views

from news.invitations import notices
from news.invitations.links import find, manage_url
from news.invitations.sign_up_views import private


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a page below an invitation as Wagtail does, with its rules of privacy; an owner's link is found anywhere.

    Stands before Wagtail's own view to be free of its token (CSRF); guard.py looks after that here.
    """
    try:
        return wagtail_views.serve(request, path)
    except Http404:
        here, found, rest = path.partition("/tilmeld/ret/")
        if not found:
            raise
        # The invitation got another address since the mail was written, or is gone.
        sign_up = find(rest.split("/")[0])
        if sign_up and sign_up.invitation.live and request.method == "GET" and f"/{here}/" != sign_up.invitation.url:
            return private(redirect(manage_url(sign_up)))
        return private(TemplateResponse(request, notices.TEMPLATE, {"notice": notices.old_link()}, status=404))
