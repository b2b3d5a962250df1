"""The editor's buttons: publishing first, saying what it will do; taking offline is elsewhere."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    PublishMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
)

from core.danish.dates import near_moment

APPROVE = "approve"
# The first of these that is offered is the button; the others are in the menu beside it.
FIRST = [APPROVE, PublishMenuItem.name, SubmitForModerationMenuItem.name]


def label(page: Any) -> str:
    """Return what publishing does with a page as it stands in the editor; None is a page that isn't there yet."""
    if page and page.go_live_at and page.go_live_at > timezone.now():
        return _("Publish on %(moment)s") % {"moment": near_moment(page.go_live_at)}
    return _("Publish the correction") if page and page.live else _("Publish")


class PublishButton(PublishMenuItem):
    """Publish, with a label that says when and what."""

    template_name = "editorial/desk/publish_button.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the label."""
        context = super().get_context_data(parent_context)
        page = context.get("page") if context["view"] != "create" else None
        return context | {
            "label": _("Publish this version") if context["is_revision"] else label(page),
            "label_now": _("Publish the correction") if page and page.live else _("Publish"),
            "label_later": _("Publish on %(moment)s") % {"moment": "{}"},
        }


class SendButton(SubmitForModerationMenuItem):
    """Send to approval, first among the buttons of those who may not publish."""

    template_name = "editorial/desk/send_button.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Say it in the house's words."""
        return super().get_context_data(parent_context) | {"label": _("Send for approval")}


def arrange(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put what ends the work first: approving, publishing, or sending to approval; what destroys stands elsewhere."""
    names = {item.name for item in items}
    left_out = {UnpublishMenuItem.name}
    if APPROVE in names:
        # Publishing would end the approval without its being given.
        left_out.add(PublishMenuItem.name)
    elif PublishMenuItem.name in names:
        # Whoever may publish need not ask.
        left_out.add(SubmitForModerationMenuItem.name)
    items[:] = [_own(item) for item in items if item.name not in left_out]
    items.sort(key=lambda item: FIRST.index(item.name) if item.name in FIRST else len(FIRST))


def _own(item: ActionMenuItem) -> ActionMenuItem:
    if type(item) is PublishMenuItem:
        return PublishButton(order=item.order)
    return SendButton(order=item.order) if type(item) is SubmitForModerationMenuItem else item
