"""One row for each publication with a PDF: what was checked, what came out, and whether the law asks for it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.query import PageQuerySet

from core.addresses import absolute
from core.models import SiteDocument
from publications.models import PdfReading, PublicationPage
from publications.pdf import accessibility
from publications.pdf.accessibility import Check
from publications.pdf.values import Reading

# Documents made public before this day are exempt, unless they are needed for what an authority does today: the web
# accessibility act (lov om tilgængelighed af offentlige organers websteder og mobilapplikationer, LOV nr 692 af
# 08/06/2018), after article 1(4)(a) of Directive (EU) 2016/2102.
EXEMPT_BEFORE = dt.date(2018, 9, 23)


@dataclass(frozen=True)
class Row:
    """A publication and the checks of its PDF; no checks while they are not known."""

    page: PublicationPage
    url: str
    reading: PdfReading | None
    checks: tuple[Check, ...]

    @property
    def is_exempt(self) -> bool:
        """Whether it came out before the law asked for anything."""
        return self.page.published_on < EXEMPT_BEFORE

    @property
    def document(self) -> SiteDocument | None:
        """The PDF the row is about."""
        return self.page.document

    @property
    def faults(self) -> int:
        """How many checks leave something to do."""
        return sum(not check.is_fine for check in self.checks)

    @property
    def is_failed(self) -> bool:
        """Whether the file can't be read."""
        return self.reading is not None and self.reading.is_failed

    @property
    def is_faulty(self) -> bool:
        """Whether there is something to mend."""
        return not self.is_exempt and (self.is_failed or self.faults > 0)

    @property
    def explanation(self) -> str:
        """Why there are no checks; "" when there are."""
        if self.checks:
            return ""
        return self.reading.reason if self.reading and self.is_failed else _("The file has not been read yet.")

    @property
    def overall(self) -> str:
        """How it stands, in a word or two."""
        if self.is_exempt:
            return _("Exempt")
        if self.is_failed:
            return _("Could not be read")
        if not self.checks:
            return _("Not read yet")
        if not self.faults:
            return _("In order")
        return ngettext("%(count)d fault", "%(count)d faults", self.faults) % {"count": self.faults}

    @property
    def status(self) -> str:
        """Whether visitors see the publication."""
        return _("Online") if self.page.live else _("Draft")


def rows(pages: PageQuerySet, faulty_only: bool = False) -> list[Row]:
    """Take the pages a user may see; return the publications with a PDF among them, the newest first, in one query."""
    publications = (
        PublicationPage.objects.filter(pk__in=pages.values("pk"))
        .exclude(pdf=None, served_pdf=None)
        .select_related(*PublicationPage.FILES)
        .order_by("-published_on", "title", "pk")
    )
    found = [_row(page) for page in publications]
    return [row for row in found if row.is_faulty] if faulty_only else found


def _row(page: PublicationPage) -> Row:
    reading = getattr(page.document, "reading", None)
    chosen = getattr(page.pdf, "reading", None)
    if chosen is not None and chosen.is_failed:
        # A new file that can't be read is what there is to mend, whatever visitors get meanwhile.
        reading = chosen
    checks = accessibility.report(reading.facts()) if reading and reading.is_known else ()
    return Row(page, page.url or "" if page.live else "", reading, checks)


def check_names() -> list[str]:
    """Return the names of the checks in their order."""
    return [check.name for check in accessibility.report(Reading("", "", 0, False, False, (), ()))]


def table(found: Iterable[Row]) -> Iterator[list[str]]:
    """Yield the rows for a spreadsheet, the names of the columns first."""
    yield [_("Publication"), _("Address"), _("Status"), _("Published on"), *check_names(), _("Overall"), ""]
    for row in found:
        results = [check.result for check in row.checks] or [""] * len(check_names())
        cells = [row.page.title, absolute(row.url) if row.url else "", row.status, row.page.published_on.isoformat()]
        yield [*cells, *results, row.overall, row.explanation]
