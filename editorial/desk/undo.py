"""Undoing a publication: what visitors saw before comes back, and the text just published stays as the draft."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageLogEntry, Revision

from editorial.desk.models import Publishing

# For so long a publication can be undone; later there are earlier versions, and taking the page offline.
UNDO_FOR = dt.timedelta(days=7)
LOG_ACTION = "editorial.undo_publish"


class CantUndo(Exception):
    """The publication can't be undone; the message says why."""


def undoable(page: Page, user: Any) -> Publishing | None:
    """Return the publication of a page that the user may undo now; None where there is none."""
    if not page.live or not page.live_revision_id:
        return None
    newest = Publishing.objects.filter(page_id=page.pk).first()
    return newest if newest and not _hindrance(newest, page, user) else None


def _hindrance(publishing: Publishing, page: Page, user: Any) -> str:
    """Why the user can't undo a publication of a page, in a sentence; "" when nothing hinders."""
    rights = page.permissions_for_user(user)
    if not (rights.can_publish() if publishing.was_live else rights.can_unpublish()):
        return _("You may not publish this page, so you can't undo it either.")
    if not page.live or publishing.revision_id != page.live_revision_id:
        return _("The page has changed since. Look at its earlier versions.")
    if publishing.created_at < timezone.now() - UNDO_FOR or (publishing.was_live and publishing.previous_id is None):
        return _("It is too long ago to be undone. Look at its earlier versions.")
    lock = page.get_lock()
    if page.workflow_in_progress or (lock is not None and lock.for_user(user)):
        return _("The page is locked or waits for approval, so it can't be undone now.")
    return ""


def undo(pk: int, user: Any) -> tuple[Page, bool]:
    """Undo a publication; return its page, and whether it is still online, as it was before.

    Raises CantUndo; then nothing is changed.
    """
    with transaction.atomic():
        publishing = Publishing.objects.select_for_update().filter(pk=pk).first()
        if publishing is None:
            raise CantUndo(_("It is undone already."))
        page = Page.objects.get(pk=publishing.page_id).specific
        if hindrance := _hindrance(publishing, page, user):
            raise CantUndo(hindrance)
        if publishing.was_live:
            action = PublishPageRevisionAction(publishing.previous, user=user, log_action=LOG_ACTION)
        else:
            action = UnpublishPageAction(page, user=user, log_action=LOG_ACTION)
        try:
            action.execute(skip_permission_checks=True)
        except ValidationError as error:
            said = _("The earlier version can't go online any more: %(reasons)s")
            raise CantUndo(said % {"reasons": " ".join(error.messages)}) from error
        if publishing.was_live:
            # Visitors read when the text was changed, and it is the one of then.
            Page.objects.filter(pk=page.pk).update(last_published_at=published_at(publishing.previous))
        # What the undoing itself has noted goes too.
        Publishing.objects.filter(page_id=page.pk, pk__gte=publishing.pk).delete()
    return page, publishing.was_live


def published_at(revision: Revision) -> dt.datetime:
    """Return when a version was first online; where that isn't noted, when it was saved."""
    entries = PageLogEntry.objects.filter(revision=revision, action="wagtail.publish").order_by("timestamp")
    noted: dt.datetime | None = entries.values_list("timestamp", flat=True).first()
    return noted or revision.created_at


def scheduled(page: Page, user: Any) -> Revision | None:
    """Return the version of a page that is going online by itself, when the user may stop it."""
    revision = page.scheduled_revision
    return revision if revision and page.permissions_for_user(user).can_unschedule() else None


def unschedule(pk: int, user: Any) -> Page:
    """Stop a version from going online by itself; return its page. The text stays as it is.

    Raises CantUndo.
    """
    with transaction.atomic():
        revision = Revision.page_revisions.select_for_update().filter(pk=pk).first()
        page = revision and Page.objects.filter(pk=revision.object_id).first()
        if page is None or revision is None:
            raise CantUndo(_("This version is no longer there."))
        if revision.approved_go_live_at is None:
            raise CantUndo(_("It is undone already."))
        if not page.specific.permissions_for_user(user).can_unschedule():
            raise CantUndo(_("You may not publish this page, so you can't undo it either."))
        revision.approved_go_live_at = None
        revision.save(user=user, update_fields=["approved_go_live_at"])
    return page.specific
