"""Inviting somebody once more."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.users.views.users import User

from core.models import OutgoingMail
from editorial.sign_in.invitations import invite, reference, told
from editorial.users import may_manage


class InviteAgainView(WagtailAdminTemplateMixin, TemplateView):
    """How the last invitation fared, and a button to send another."""

    template_name = "editorial/sign_in/invite_again.html"
    page_title = _("Invitation")
    header_icon = "mail"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("wagtailusers_users:index"), "label": _("Users")},
        {"url": "", "label": page_title},
    ]

    @cached_property
    def account(self) -> Any:
        """Whose invitation it is."""
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only those who may change the account."""
        if not request.user.has_perm("auth.change_user") or not may_manage(request.user, self.account):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the account and the last mail."""
        mail = OutgoingMail.objects.filter(reference=reference(self.account)).first()
        return super().get_context_data(
            account=self.account, name=get_user_display_name(self.account), mail=mail, **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send another."""
        if self.account.has_usable_password():
            name = get_user_display_name(self.account)
            messages.info(request, gettext("%(name)s has chosen a password already.") % {"name": name})
        elif invite(self.account, request.user):
            messages.success(request, told(self.account))
        else:
            messages.error(request, gettext("The account has no e-mail that works. Write one, then invite again."))
            return redirect("wagtailusers_users:edit", self.account.pk)
        return redirect(reverse("wagtailusers_users:index"))
