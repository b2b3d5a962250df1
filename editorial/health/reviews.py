"""Pages that somebody should look at again, and "Still right": the day moves a year on, and nothing else changes."""

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from core.page_permissions import page_types_with
from core.pages import SitePage

ACTION = "editorial.still_right"


def a_year_after(day: dt.date) -> dt.date:
    """Return the same day of the next year; the 28th of February for the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def with_review_date(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Give pages of any type the date of their own table, as ``review_date``; None where there is none."""
    # Page types that build on another's have its column.
    dates = [F(f"{kind._meta.model_name}__review_date") for kind in SitePage.__subclasses__()]
    return pages.annotate(review_date=Coalesce(*dates))


def due(user: Any) -> QuerySet[Page]:
    """Return the live pages to look at again that a user may edit, the longest overdue first."""
    now = timezone.now()
    yearly = ContentType.objects.get_for_models(*page_types_with("reviewed_yearly")).values()
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    pages = with_review_date(Page.objects.live().filter(pk__in=editable.order_by().values("pk")))
    late = Q(review_date__lte=timezone.localdate(now)) | Q(
        review_date=None, content_type__in=list(yearly), last_published_at__lt=now - dt.timedelta(days=365)
    )
    return pages.filter(late).order_by(Coalesce("review_date", "last_published_at__date"), "title")


def due_since(page: Any) -> dt.date:
    """Return the day since when a page of ``due`` should be looked at."""
    return page.review_date or a_year_after(timezone.localdate(page.last_published_at))


@transaction.atomic
def still_right(page: SitePage, user: Any) -> dt.date:
    """Note that a live page is right as it is; return the day when it is to be looked at again.

    The day is written to the page and, where they have the page's own, to the versions that a next edit or publication
    starts from: no draft is published by it, and none brings the old day back.
    """
    old, new = page.review_date, a_year_after(timezone.localdate())
    type(page)._base_manager.filter(pk=page.pk).update(review_date=new)
    versions = Q(pk__in=[page.latest_revision_id, page.live_revision_id]) | Q(approved_go_live_at__isnull=False)
    revisions = Revision.page_revisions.filter(versions, object_id=str(page.pk))
    for pk, content in revisions.values_list("pk", "content"):
        if content.get("review_date") == (old.isoformat() if old else None):
            Revision.page_revisions.filter(pk=pk).update(content={**content, "review_date": new.isoformat()})
    log(instance=page, action=ACTION, user=user, data={"review_date": new.isoformat()})
    return new
