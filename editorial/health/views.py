"""The report on the site's health, and its two buttons: a page is still right, the statement was looked at."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from core.danish.dates import short_date
from core.models import SiteSettings
from editorial.health import reviews
from editorial.health.models import CheckedPage
from editorial.health.state import CHANGES_FACTS, Health
from editorial.pdf_list.views import pages_for

# What has a part of its own, and long words, which are our own trade's on half of the pages.
NO_ADVICE = {"picture", "link", "site", "compounds"}


class SiteHealthView(WagtailAdminTemplateMixin, TemplateView):
    """Everything that is wrong with the site, and what to do about it."""

    template_name = "editorial/health/report.html"
    page_title = _("Site health")
    header_icon = "glasses"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only those who see pages in the admin."""
        if not pages_for(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where the report stands; Wagtail's header shows the last of them as the page's title."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the parts of the report."""
        health = Health(self.request.user)
        pages = list(health.checked.select_related("page").order_by("page__title"))
        return super().get_context_data(
            health=health,
            lines=health.lines(),
            due=with_days(health.due),
            pictures=_of(pages, "picture"),
            links=_of(pages, "link"),
            external=[(link, link.uses.filter(page__live=True).select_related("page")) for link in health.external],
            texts=[(one, advice) for one in pages if (advice := [f for f in one.found if f.rule not in NO_ADVICE])],
            **kwargs,
        )


def with_days(pages: list[Page]) -> list[Page]:
    """Give pages that are due the day since when, and return them."""
    for page in pages:
        page.due_since = reviews.due_since(page)
    return pages


def _of(pages: list[CheckedPage], rule: str) -> list[tuple[Page, list[Any]]]:
    found = ((one.page, [finding for finding in one.found if finding.rule == rule]) for one in pages)
    return [(page, findings) for page, findings in found if findings]


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or "site_health")


@require_POST
def still_right(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a page is still right; 404 for one that is gone, 403 for whoever may not edit it."""
    page = get_object_or_404(Page.objects.live(), pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if not reviews.due(request.user).filter(pk=pk).exists():
        messages.info(request, gettext("“%(title)s” has been looked at already.") % {"title": page.title})
        return _back(request)
    day = reviews.still_right(page, request.user)
    message = gettext("“%(title)s” is noted as still right. It comes up again on %(day)s.")
    messages.success(request, message % {"title": page.title, "day": short_date(day)})
    return _back(request)


@require_POST
def statement_seen(request: HttpRequest) -> HttpResponse:
    """Note that the accessibility statement was looked at today."""
    if not request.user.has_perm(CHANGES_FACTS):
        raise PermissionDenied
    facts = SiteSettings.load()
    facts.statement_reviewed_on = timezone.localdate()
    facts.save()
    messages.success(request, gettext("It is noted that the accessibility statement was looked at today."))
    return _back(request)
