"""The start page: what one can do, what waits, what is planned. Other rooms' notices stand among these."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page
from wagtail.permissions import policy_registry

from editorial.annual_report.publishing import rights_of
from editorial.desk.planned import planned
from editorial.desk.waiting import waiting_for
from editorial.guests.access import may_edit_some
from news.models import NewsIndexPage

# Wagtail's panels, whose place ours take.
REPLACED = (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
STYLE = "admin/start.css"


@dataclass(frozen=True)
class Choice:
    """Something to do, in the words of who does it."""

    name: str
    label: str
    sentence: str
    url: str


def choices(user: Any) -> list[Choice]:
    """Return what the user may begin."""
    found = []
    index = NewsIndexPage.objects.first()
    if index and index.permissions_for_user(user).can_add_subpage():
        news, invitation = (
            reverse("wagtailadmin_pages:add", args=["news", model, index.pk])
            for model in ("newspage", "invitationpage")
        )
        found.append(Choice("news", _("New post"), _("Text, a picture and a film."), news))
        found.append(Choice("invitation", _("New invitation"), _("With sign-up and guest list."), invitation))
    if rights_of(user):
        sentence = _("Choose the PDF; we fill in the rest.")
        found.append(Choice("report", _("Publish the annual report"), sentence, reverse("annual_report_upload")))
    return found


def registers(user: Any) -> list[Choice]:
    """Return the lists that the user keeps."""
    found = []
    if user.has_perm("people.change_person"):
        sentence = _("Change a phone number once, everywhere.")
        found.append(Choice("staff", _("Staff"), sentence, reverse("wagtailsnippets_people_person:list")))
    if may_edit_some(user):
        found.append(Choice("guests", _("Sign-ups"), _("Who is coming?"), reverse("guests")))
    return found


class DeskPanel(Component):
    """A part of the start page."""

    @property
    def media(self) -> Media:
        """The start page's style."""
        return Media(css={"all": [STYLE]})


class ChoicesPanel(DeskPanel):
    """What one can do, and a field that finds a page to change."""

    name = "choices"
    template_name = "editorial/desk/choices.html"
    order = -100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Add what the user may do."""
        user = parent_context["request"].user
        may_change = policy_registry.get_by_type(Page).user_has_permission(user, "change")
        return {"choices": choices(user), "registers": registers(user), "may_change": may_change}


class WaitingPanel(DeskPanel):
    """What waits for the user."""

    name = "waiting"
    template_name = "editorial/desk/waiting.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Add it."""
        return {"waiting": waiting_for(parent_context["request"].user)}


class PlannedPanel(DeskPanel):
    """What happens by itself."""

    name = "planned"
    template_name = "editorial/desk/planned.html"
    order = 30

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Add it."""
        return {"planned": planned(parent_context["request"].user)}


def lay_out(request: HttpRequest, panels: list[Any]) -> None:
    """Put our panels in the place of Wagtail's; those of other rooms stay."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += [ChoicesPanel(), WaitingPanel(), PlannedPanel()]
