"""The figures of a span of days: each day's, each page's and each file's; and as a table for a spreadsheet."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from core import spreadsheets
from core.models import SiteDocument
from editorial.visits.models import VisitCount

LONGEST_LIST = 50
WIDTHS = (12, 48, 48, 10, 10)


@dataclass(frozen=True)
class Day:
    """A day's sums."""

    day: dt.date
    pages: int
    files: int


@dataclass(frozen=True)
class Row:
    """An address, what is found there today ("" when nothing is), and how often it was asked for."""

    path: str
    title: str
    count: int


class Figures:
    """What was counted from a day on, today included."""

    def __init__(self, since: dt.date, today: dt.date) -> None:
        self.since, self.today = since, today
        self.counts: QuerySet[VisitCount] = VisitCount.objects.filter(day__gte=since, day__lte=today)

    def days(self) -> list[Day]:
        """Return every day, the newest first, also those on which nobody came."""
        pages, files = Sum("count", filter=Q(is_download=False)), Sum("count", filter=Q(is_download=True))
        found = {row["day"]: row for row in self.counts.values("day").annotate(pages=pages, files=files).order_by()}
        span = [self.today - dt.timedelta(days=number) for number in range((self.today - self.since).days + 1)]
        rows: list[dict[str, Any]] = [{"day": day, **found.get(day, {})} for day in span]
        return [Day(row["day"], row.get("pages") or 0, row.get("files") or 0) for row in rows]

    def most(self, is_download: bool) -> list[Row]:
        """Return the pages, or the files, that were asked for most."""
        sums = self.counts.filter(is_download=is_download).values("path").annotate(times=Sum("count"))
        found = list(sums.order_by("-times", "path")[:LONGEST_LIST])
        known = titles([row["path"] for row in found])
        return [Row(row["path"], known.get(row["path"], ""), row["times"]) for row in found]


def titles(paths: list[str]) -> dict[str, str]:
    """Return what is found at addresses today, in two queries."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    root = site.root_page.url_path if site else "/"
    by_url = {f"{root}{path.lstrip('/')}": path for path in paths}
    found = {
        by_url[url]: title for url, title in Page.objects.filter(url_path__in=by_url).values_list("url_path", "title")
    }
    # "/documents/007/…" leads to the same file as "/documents/7/…".
    numbers = {path: int(path.split("/")[2]) for path in paths if path.startswith("/documents/")}
    documents = dict(SiteDocument.objects.filter(pk__in=set(numbers.values())).values_list("pk", "title"))
    return found | {path: documents[number] for path, number in numbers.items() if number in documents}


def table(figures: Figures) -> list[list[Any]]:
    """Return one row for each day and address, below the names of the columns."""
    counts = list(figures.counts.order_by("-day", "-count", "path").values_list("day", "path", "is_download", "count"))
    known = titles(list({path for _day, path, _is_download, _count in counts}))
    rows = [
        [day, path, known.get(path, ""), _("File") if is_download else _("Page"), count]
        for day, path, is_download, count in counts
    ]
    return [[_("Day"), _("Address"), _("Title"), _("Kind"), _("Times")], *rows]


def as_xlsx(rows: list[list[Any]]) -> bytes:
    """Return a table as a workbook."""
    return spreadsheets.as_xlsx(_("Visits"), rows, WIDTHS)
