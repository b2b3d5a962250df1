"""What waits for somebody: pages to approve, own pages on their way, own drafts, comments by others."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Comment, Page, Revision, TaskState, WorkflowState, get_default_page_content_type

from editorial.desk.finding import editable

MOST = 5


@dataclass(frozen=True)
class Waiting:
    """A line of the list: what it is, where it leads, and since when."""

    what: str
    title: str
    url: str
    since: dt.datetime | None
    urgent: bool = False


def waiting_for(user: Any) -> list[Waiting]:
    """Return what waits for the user: first what others wait for."""
    sent = _sent()
    return [*to_approve(user), *comments(user), *drafts(user, set(sent)), *on_their_way(user, sent)]


def to_approve(user: Any) -> list[Waiting]:
    """Return the pages that the user is to approve."""
    states = TaskState.objects.reviewable_by(user).select_related("revision__user").order_by("started_at")[:MOST]
    titles = _titles(int(state.revision.object_id) for state in states)
    found = []
    for state in states:
        pk = int(state.revision.object_id)
        if pk in titles:
            name = get_user_display_name(state.revision.user) if state.revision.user else ""
            what = _("To approve, from %(name)s") % {"name": name} if name else _("To approve")
            found.append(Waiting(what, titles[pk], _edit(pk), state.started_at, urgent=True))
    return found


def comments(user: Any) -> list[Waiting]:
    """Return others' open comments on pages of the user's, or where the user takes part."""
    pages = editable(user).filter(
        Q(owner=user)
        | Q(subscribers__user=user, subscribers__comment_notifications=True)
        | Q(wagtail_admin_comments__user=user)
        | Q(wagtail_admin_comments__replies__user=user)
    )
    open_ones = Comment.objects.filter(resolved_at=None, page__in=pages.values("pk")).exclude(user=user)
    return [
        Waiting(
            _("Comment by %(name)s") % {"name": get_user_display_name(one.user)},
            one.page.draft_title,
            f"{_edit(one.page_id)}#comments",
            one.created_at,
            urgent=True,
        )
        for one in open_ones.select_related("user", "page").order_by("-created_at")[:MOST]
    ]


def drafts(user: Any, sent: set[int]) -> list[Waiting]:
    """Return the pages the user saved last without publishing, but for those that are sent to approval or planned."""
    mine = editable(user).filter(has_unpublished_changes=True, latest_revision__user=user).exclude(pk__in=sent)
    planned = Revision.page_revisions.exclude(approved_go_live_at=None)
    mine = mine.exclude(pk__in=planned.values_list(Cast("object_id", IntegerField()), flat=True))
    rows = mine.order_by("-latest_revision_created_at")
    return [
        Waiting(
            _("Draft of a correction") if row["live"] else _("Draft"),
            row["draft_title"],
            _edit(row["pk"]),
            row["latest_revision_created_at"],
        )
        for row in rows.values("pk", "draft_title", "live", "latest_revision_created_at")[:MOST]
    ]


def on_their_way(user: Any, sent: dict[int, WorkflowState]) -> list[Waiting]:
    """Return what the user sent to approval: it waits for somebody else, or has come back."""
    mine = {pk: state for pk, state in sent.items() if state.requested_by_id == user.pk}
    titles = _titles(mine)
    found = []
    for pk, state in list(mine.items())[:MOST]:
        back = state.status == WorkflowState.STATUS_NEEDS_CHANGES
        what = _("Sent back to you with a wish") if back else _("Waits for approval")
        if pk in titles:
            found.append(Waiting(what, titles[pk], _edit(pk), state.created_at, urgent=back))
    return found


def _sent() -> dict[int, WorkflowState]:
    """The approvals of pages that are under way, by page, the newest first."""
    states = WorkflowState.objects.active().filter(base_content_type=get_default_page_content_type())
    return {int(state.object_id): state for state in states.order_by("-created_at")}


def _titles(pks: Any) -> dict[int, str]:
    return dict(Page.objects.filter(pk__in=list(pks)).values_list("pk", "draft_title"))


def _edit(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])
