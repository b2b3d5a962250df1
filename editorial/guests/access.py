"""Who sees an invitation's guests: whoever may edit the invitation; and what each view of them has in common."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from news.models import InvitationPage, SignUp


def may_edit_some(user: Any) -> bool:
    """Whether there can be invitations that the user may edit."""
    return policy_registry.get_by_type(Page).user_has_permission(user, "change")


def invitations_for(user: Any) -> QuerySet[InvitationPage]:
    """Return the invitations that the user may edit."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, ["change"])
    return InvitationPage.objects.filter(pk__in=pages.values("pk"))


def invitation_for(user: Any, pk: int) -> InvitationPage:
    """Return an invitation with its contact and tally; raises Http404, and PermissionDenied for who may not edit it."""
    invitation = get_object_or_404(InvitationPage.objects.select_related("contact", "tally"), pk=pk)
    if not invitation.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return invitation


@method_decorator(never_cache, name="dispatch")
class GuestsView(WagtailAdminTemplateMixin):
    """A page about one invitation's guests; for those who may edit the invitation, and kept by no browser."""

    header_icon = "group"
    page_title = _("Sign-ups")
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("guests"), "label": _("Sign-ups")},
    ]
    request: HttpRequest
    kwargs: dict[str, Any]
    invitation: InvitationPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find what the page is about first."""
        self.find()
        return self.refused() or super().dispatch(request, *args, **kwargs)

    def find(self) -> None:
        """Find the invitation; raises Http404 and PermissionDenied."""
        self.invitation = invitation_for(self.request.user, self.kwargs["pk"])

    def refused(self) -> HttpResponse | None:
        """Return an answer where the page makes no sense."""
        return None

    @property
    def list_url(self) -> str:
        """The address of the invitation's guest list."""
        return reverse("guest_list", args=[self.invitation.pk])

    def get_page_subtitle(self) -> str:
        """Which invitation it is."""
        return self.invitation.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here: all invitations, this one, this page of it."""
        items = [*self.breadcrumbs_items, {"url": self.list_url, "label": self.invitation.title}]
        if self.request.path == self.list_url:
            return items
        return [*items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitation."""
        return super().get_context_data(invitation=self.invitation, **kwargs)


class GuestView(GuestsView):
    """A page about one guest."""

    guest: SignUp

    def find(self) -> None:
        """Find the guest among the invitation's."""
        super().find()
        self.guest = get_object_or_404(self.invitation.sign_ups, pk=self.kwargs["guest_pk"])
        self.guest.invitation = self.invitation

    def gone(self) -> HttpResponse:
        """Lead back to the list from a guest who was deleted meanwhile."""
        messages.warning(self.request, gettext("This sign-up is no longer there."))
        return redirect(self.list_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the guest."""
        return super().get_context_data(guest=self.guest, **kwargs)
