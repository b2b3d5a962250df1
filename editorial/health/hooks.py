"""Where the site's health stands in the admin: on the start page and among the reports."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from editorial.health.panels import HealthPanel, ReviewPanel
from editorial.health.reviews import ACTION
from editorial.health.state import Health
from editorial.health.views import SiteHealthView, statement_seen, still_right
from editorial.pdf_list.hooks import PdfListMenuItem
from editorial.pdf_list.views import pages_for


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Show both to those who see pages; the first only when there are pages to look at."""
    if not pages_for(request.user).exists():
        return
    health = Health(request.user)
    if health.due:
        panels.append(ReviewPanel(health.due))
    panels.append(HealthPanel(health))


@hooks.register("register_admin_urls")
def health_urls() -> list[Any]:
    """The report and its buttons."""
    return [
        path("reports/tilstand/", SiteHealthView.as_view(), name="site_health"),
        path("reports/tilstand/<int:pk>/stadig-korrekt/", still_right, name="still_right"),
        path("reports/tilstand/erklaering/", statement_seen, name="statement_seen"),
    ]


@hooks.register("register_reports_menu_item")
def health_menu_item() -> MenuItem:
    """The report among the reports, first."""
    return PdfListMenuItem(_("Site health"), reverse("site_health"), name="site-health", icon_name="glasses", order=500)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """“Still right” in the history of a page."""
    actions.register_action(ACTION, _("Still right"), _("Looked at, and still right"))
