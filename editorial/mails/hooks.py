"""Where the mails stand in the admin: among the reports, and on the start page when one did not get through."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from core.models import OutgoingMail
from editorial.mails.urls import urlpatterns


class MailTroublePanel(Component):
    """How many mails did not get through."""

    name = "mail_trouble"
    template_name = "editorial/mails/panel.html"
    # Above everything else: somebody waits for these.
    order = 10

    def __init__(self, failed: int, late: int) -> None:
        self.failed, self.late = failed, late

    @property
    def media(self) -> Media:
        """The panel's style."""
        return Media(css={"all": ["admin/mails.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Add the numbers."""
        return {"failed": self.failed, "late": self.late}


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Tell the staff of mail that did not get through; say nothing while all is well."""
    states = list(OutgoingMail.objects.troubled().order_by().values_list("state", flat=True))
    if states:
        failed = states.count(OutgoingMail.State.FAILED)
        panels.append(MailTroublePanel(failed, len(states) - failed))


@hooks.register("register_admin_urls")
def mail_urls() -> list[Any]:
    """The list, and what its buttons do."""
    return urlpatterns


@hooks.register("register_reports_menu_item")
def mails_menu_item() -> MenuItem:
    """The list among the reports."""
    return MenuItem(_("Mails"), reverse("mails"), name="mails", icon_name="mail", order=1000)
