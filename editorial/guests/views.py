"""The staff's lists of sign-ups: all invitations, one invitation's guests, the same as a file and on paper."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.spreadsheets import CSV, XLSX
from editorial.guests.access import GuestsView, invitation_for, invitations_for, may_edit_some
from editorial.guests.exports import as_csv, as_xlsx
from editorial.guests.lists import Wanted, by_name, coming_invitations, earlier_invitations, standing_of
from news.invitations.deletion import deletion_day
from news.invitations.mail_text import mail_text
from news.invitations.serving import events_of
from news.models import SignUp

ON_A_PAGE = 200


class OverviewView(WagtailAdminTemplateMixin, TemplateView):
    """The invitations to come, and those before that somebody signed up for."""

    template_name = "editorial/guests/overview.html"
    page_title = _("Sign-ups")
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only those who may edit pages."""
        if not may_edit_some(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitations that the user may edit."""
        mine, now = invitations_for(self.request.user), timezone.now()
        return super().get_context_data(
            coming=coming_invitations(mine, now), earlier=earlier_invitations(mine, now), **kwargs
        )


class GuestListView(GuestsView, TemplateView):
    """One invitation's guests."""

    template_name = "editorial/guests/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the guests that are wanted."""
        wanted = Wanted.from_address(self.request.GET)
        guests = wanted.guests(self.invitation)
        page = Paginator(guests, ON_A_PAGE).get_page(self.request.GET.get("p"))
        standing = standing_of(self.invitation)
        filters = [
            (name, state, tally, wanted.address(state=state))
            for name, state, tally in (
                (_("All"), "", None),
                (_("Coming"), "kommer", standing.coming),
                (_("On the waiting list"), "venter", standing.waiting),
                (_("Not coming"), "afbud", standing.cancelled),
            )
        ]
        return super().get_context_data(
            wanted=wanted,
            filters=filters,
            guests=page,
            found=len(guests),
            standing=standing,
            tally=getattr(self.invitation, "tally", None),
            deletion_day=deletion_day(self.invitation),
            may_add=timezone.localdate() <= deletion_day(self.invitation),
            by_name=wanted.address(by_time=False),
            by_time=wanted.address(by_time=True),
            everybody=wanted.address(words=""),
            query=wanted.address(),
            letters=self.invitation.guest_letters.all()[:10],
            **kwargs,
        )


@require_safe
@never_cache
def download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Return the guests that are wanted as a file; kept by no browser."""
    invitation = invitation_for(request.user, pk)
    guests = Wanted.from_address(request.GET).guests(invitation)
    if kind == "xlsx":
        response = HttpResponse(as_xlsx(guests), content_type=XLSX)
    elif kind == "csv":
        response = HttpResponse(as_csv(guests), content_type=CSV)
    else:
        raise Http404
    name = f"gaesteliste-{invitation.slug}-{timezone.localdate()}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


class NamesView(GuestsView, TemplateView):
    """The guests on paper, for the door."""

    template_name = "editorial/guests/names.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who comes and who waits, by name."""
        guests = by_name(list(self.invitation.sign_ups.exclude(state=SignUp.State.CANCELLED)))
        return super().get_context_data(
            coming=[guest for guest in guests if guest.state == SignUp.State.COMING],
            waiting=[guest for guest in guests if guest.state == SignUp.State.WAITING],
            standing=standing_of(self.invitation),
            printed_at=timezone.now(),
            **kwargs,
        )


class MailTextView(GuestsView, TemplateView):
    """The invitation as a mail, to copy into the secretariat's own."""

    template_name = "editorial/guests/mail_text.html"
    page_title = _("Copy as mail")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the mail: what visitors see, or the newest draft while there is nothing to see."""
        page = self.invitation
        shown = page if page.live else page.get_latest_revision_as_object()
        [event] = events_of([shown])
        return super().get_context_data(mail=mail_text(event), **kwargs)
