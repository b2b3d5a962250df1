"""The list of mails, "Try again", and a mail to oneself; whom a mail goes to is for the leaders alone."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.models import OutgoingMail, SiteSettings
from core.outbox import is_delivering, post, try_again

PAGE_SIZE = 50
SEES_ALL = "core.view_outgoingmail"


def ordered_mails() -> QuerySet[OutgoingMail]:
    """Return all mails: given up, then waiting, then sent; the newest of each first, without what they said."""
    states = OutgoingMail.State
    rank = Case(When(state=states.FAILED, then=Value(0)), When(state=states.WAITING, then=Value(1)), default=Value(2))
    return OutgoingMail.objects.defer("text", "html", "attachments").order_by(rank, "-pk")


def trial_reference(user: Any) -> str:
    """What the mails that a user sent to try are found by."""
    return f"trial-{user.pk}"


def hindrance(user: Any) -> str:
    """Return why a user can't send themselves a mail, in a sentence; "" when they can."""
    if not is_delivering():
        return gettext("This site sends no mail: it writes mail to its log instead. Whoever runs it sets EMAIL_URL.")
    return "" if user.email else gettext("Your account has no e-mail address. Write one in your profile first.")


class MailsView(WagtailAdminTemplateMixin, TemplateView):
    """What waits and what failed first."""

    template_name = "editorial/mails/index.html"
    page_title = _("Mails")
    header_icon = "mail"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the mails of one page of the list, and how the user's own trial went."""
        user = self.request.user
        return super().get_context_data(
            mails=Paginator(ordered_mails(), PAGE_SIZE).get_page(self.request.GET.get("p")),
            sees_all=user.has_perm(SEES_ALL),
            trial=OutgoingMail.objects.filter(reference=trial_reference(user)).first(),
            hindrance=hindrance(user),
            server=settings.EMAIL_HOST if is_delivering() else "",
            now=timezone.now(),
            **kwargs,
        )


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a mail back in line; 404 for one that is gone."""
    mail = get_object_or_404(OutgoingMail.objects.only("pk"), pk=pk)
    if try_again(mail):
        messages.success(request, gettext("The mail is tried again now. Load this page again to see how it went."))
    else:
        messages.info(request, gettext("The mail has been sent already."))
    return redirect("mails")


@require_POST
def send_trial(request: HttpRequest) -> HttpResponse:
    """Send the user a mail, to see whether mail comes through."""
    user: Any = request.user
    if sentence := hindrance(user):
        messages.error(request, sentence)
        return redirect("mails")
    site = SiteSettings.load().name
    text = gettext("This is a mail to try out %(site)s. It came through. You need not do anything.")
    try:
        post(
            user.email,
            gettext("Test mail from %(site)s") % {"site": site},
            text % {"site": site},
            reference=trial_reference(user),
        )
    except ValidationError:
        messages.error(
            request, gettext("“%(address)s” is no e-mail address. Change it in your profile.") % {"address": user.email}
        )
    else:
        message = gettext("The test mail to %(address)s is in line. Load this page again to see how it went.")
        messages.success(request, message % {"address": user.email})
    return redirect("mails")
