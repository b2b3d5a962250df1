"""The one screen as its template needs it: forms, cover, checks, and what is good to know."""

import re
from typing import Any

from django.forms import Media
from django.utils.functional import cached_property

from editorial.annual_report.forms import AnnounceForm, PostForm, ReportForm
from editorial.annual_report.models import ReportUpload
from editorial.annual_report.proposal import propose
from editorial.annual_report.publishing import Rights
from news.models import NewsPage
from publications.models import PdfPage, PublicationPage
from publications.pdf import accessibility


class FilledIn:
    """The forms of an upload: proposed, or as they were sent."""

    def __init__(self, upload: ReportUpload, rights: Rights, user: Any, data: Any = None) -> None:
        self.upload = upload
        proposal = propose(upload, rights.publications, rights.news)
        self.switch = AnnounceForm(data) if rights.news else None
        announced = rights.news and (data is None or "announce" in data)
        shared = {"data": data, "for_user": user}
        self.report = ReportForm(
            instance=PublicationPage(),
            parent_page=rights.publications,
            prefix="report",
            initial=proposal.report,
            **shared,
        )
        # Shown in any case, so that it can be switched on; what stands in it counts only then.
        self.post_fields = rights.news and PostForm(
            instance=NewsPage(), parent_page=rights.news, prefix="post", initial=proposal.post, **shared
        )
        self.post = self.post_fields if announced else None

    def is_valid(self, draft: bool) -> bool:
        """Whether all that was sent can be kept; a draft may lack something."""
        forms = [form for form in (self.report, self.post) if form]
        for form in forms:
            if draft:
                form.defer_required_fields()
        return all([form.is_valid() for form in forms])

    @property
    def media(self) -> Media:
        """The scripts of the fields."""
        return self.report.media + (self.post_fields.media if self.post_fields else Media())

    @cached_property
    def cover(self) -> PdfPage | None:
        """The first page of the PDF."""
        reading = self.upload.reading
        return next(iter(reading.first_pages(1)), None) if reading else None

    @property
    def checks(self) -> tuple[accessibility.Check, ...]:
        """How accessible the PDF is; empty until it has been read."""
        reading = self.upload.reading
        return accessibility.report(reading.facts()) if reading and reading.is_known else ()

    @property
    def same_year(self) -> PublicationPage | None:
        """A report that is there already about the year."""
        year = self.report["year"].value()
        if not re.fullmatch(r"[0-9]{4}", str(year)):
            return None
        return PublicationPage.objects.filter(kind=PublicationPage.Kind.ANNUAL_REPORT, year=int(year)).first()
