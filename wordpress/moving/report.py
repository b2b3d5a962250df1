"""An import's report: in numbers, line by line, and as a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from core import spreadsheets
from core.addresses import absolute
from core.text import printable
from news.models import NewsPage
from publications.models import PdfReading
from publications.pdf import accessibility
from wordpress.models import Change, Moving
from wordpress.moving.notes import NEEDS_A_LOOK, said

WIDTHS = (12, 44, 24, 50, 44, 8, 90)


@dataclass
class Line:
    """One thing of the report."""

    change: Change
    page: Page | None
    said: list[str]

    @property
    def kind(self) -> str:
        """What it was."""
        post = capfirst(NewsPage._meta.verbose_name)
        kinds = {"post": post, "page": _("Page"), "attachment": _("File")}
        return kinds.get(self.change.kind, self.change.kind)


def outcomes(moving: Moving) -> list[dict[str, Any]]:
    """Return how many things came to what, in the order of the outcomes."""
    rows = moving.changes.order_by().values("outcome").annotate(count=Count("pk"))
    found = {row["outcome"]: row["count"] for row in rows}
    return [
        {"value": value, "label": label, "count": found[value]}
        for value, label in Change.Outcome.choices
        if found.get(value)
    ]


def lines(moving: Moving, noted_only: bool = False) -> Iterator[Line]:
    """Yield the things, or those that somebody should look at."""
    changes = moving.changes.select_related("thing__page", "thing__document__reading")
    for change in changes.exclude(notes=[], thing__document=None) if noted_only else changes:
        notes = [note for note in change.notes if not noted_only or note["code"] in NEEDS_A_LOOK]
        found = [said(note) for note in notes] + _pdf_faults(change)
        if found or not noted_only:
            yield Line(change, change.thing.page if change.thing else None, found)


def _pdf_faults(change: Change) -> list[str]:
    """What makes a PDF hard to use for some, once it has been read."""
    reading: PdfReading | None = getattr(change.thing and change.thing.document, "reading", None)
    if reading is None:
        return []
    if reading.is_failed:
        return [reading.reason]
    checks = accessibility.report(reading.facts()) if reading.is_known else ()
    return [f"PDF: {check.name}: {check.result}" for check in checks if not check.is_fine]


def _rows(moving: Moving) -> Iterator[list[str]]:
    yield [_("Kind"), _("Title"), _("Outcome"), _("Old address"), _("Address today"), "LIX", _("What to know")]
    for line in lines(moving):
        change, page = line.change, line.page
        today = absolute(page.url) if page and page.live and page.url else ""
        words = [line.kind, change.title, change.get_outcome_display(), change.address, today]
        yield [printable(str(one)) for one in (*words, change.lix or "", " ".join(line.said))]
    for one in moving.facts.get("nowhere", []):
        yield [_("Address"), printable(one["title"]), _("Leads nowhere"), one["path"], "", "", ""]


def as_csv(moving: Moving) -> bytes:
    """Return the report as CSV."""
    return spreadsheets.as_csv(_rows(moving))


def as_xlsx(moving: Moving) -> bytes:
    """Return the report as a workbook."""
    return spreadsheets.as_xlsx(_("Report"), _rows(moving), WIDTHS)
