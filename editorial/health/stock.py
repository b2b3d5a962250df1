"""Look at live pages, in the worker: what the checks find in each, and which other sites it links to."""

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from django_tasks import task
from wagtail.models import Page

from core.work import every_minute
from editorial.checks.reading import house
from editorial.checks.run import Report, check
from editorial.checks.values import House, Link
from editorial.health.models import CheckedPage
from editorial.links.addresses import external
from editorial.links.models import ExternalLink, LinkUse

logger = logging.getLogger(__name__)

# What wasn't changed is looked at again after this time: what it leads to may have changed.
GOOD_FOR = dt.timedelta(days=1)
PER_MINUTE = 60
# How many are looked at as soon as what was wrong with them may be mended.
AT_ONCE = 20


def outdated() -> QuerySet[Page]:
    """Return the live pages that were published since they were looked at, or not looked at for a day."""
    fresh = Q(
        checked__checked_at__gte=timezone.now() - GOOD_FOR,
        checked__revision=Coalesce(F("live_revision_id"), 0),
    )
    return (
        Page.objects.live().filter(~fresh, depth__gt=1).order_by(F("checked__checked_at").asc(nulls_first=True), "pk")
    )


@every_minute
def keep_stock() -> None:
    """Look at what is outdated, as much as a minute should be spent on."""
    take_stock(PER_MINUTE)


@task()
def look_again() -> None:
    """Look at what is outdated now; the report is to show soon what was mended."""
    take_stock(AT_ONCE)


def take_stock(most: int) -> None:
    """Look at pages that are outdated; forget those that left the site, and links that none of the others names."""
    pages = list(outdated().specific()[:most])
    # Findings are sentences, and the worker has no reader's language.
    with translation.override("da"):
        known = house() if pages else None
        for page in pages:
            _look_at(page, known)
    CheckedPage.objects.filter(page__live=False).delete()
    LinkUse.objects.filter(page__live=False).delete()
    ExternalLink.objects.filter(uses=None).delete()


def _look_at(page: Page, known: House | None) -> None:
    report = None
    try:
        with transaction.atomic():
            report = check(page, known)
    except Exception:
        # One page that can't be checked must not keep the others from it.
        logger.exception("page %s can't be checked", page.pk)
    with transaction.atomic():
        CheckedPage.objects.update_or_create(page_id=page.pk, defaults=_values(page, report))
        if report:
            keep_links(page, report.draft.links)


def _values(page: Page, report: Report | None) -> dict[str, object]:
    findings = report.findings if report else ()
    rules = [one.rule for one in findings]
    return {
        "findings": [asdict(one) for one in findings],
        "pictures": rules.count("picture"),
        "links": rules.count("link"),
        "lix": report.lix if report else None,
        "revision": page.live_revision_id or 0,
        "checked_at": timezone.now(),
    }


def keep_links(page: Page, links: Iterable[Link]) -> None:
    """Keep which other sites a page links to, and in what words."""
    words = {url: link.text[:200] for link in links if (url := external(link.address))}
    uses = {use.link.url: use for use in LinkUse.objects.filter(page_id=page.pk).select_related("link")}
    LinkUse.objects.filter(pk__in=[use.pk for url, use in uses.items() if words.get(url) != use.text]).delete()
    new = [url for url in words if url not in uses or words[url] != uses[url].text]
    ExternalLink.objects.bulk_create([ExternalLink(url=url) for url in new], ignore_conflicts=True)
    rows = ExternalLink.objects.filter(url__in=new)
    LinkUse.objects.bulk_create(
        [LinkUse(link=row, page_id=page.pk, text=words[row.url]) for row in rows], ignore_conflicts=True
    )
