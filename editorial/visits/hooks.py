"""Where the report of visits stands in the admin: its address, and its place among the reports."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from editorial.visits.views import SEES, VisitsView


class VisitsMenuItem(MenuItem):
    """Shown to the leaders."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the report is for the one who asks."""
        return bool(request.user.has_perm(SEES))


@hooks.register("register_admin_urls")
def visits_urls() -> list[Any]:
    """The address of the report."""
    return [path("reports/besoeg/", VisitsView.as_view(), name="visits")]


@hooks.register("register_reports_menu_item")
def visits_menu_item() -> MenuItem:
    """The report among the reports."""
    return VisitsMenuItem(_("Visits"), reverse("visits"), name="visits", icon_name="view", order=1005)
