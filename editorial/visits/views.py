"""The report of visits and downloads, for the leaders: as a page of the admin, and as a spreadsheet."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.spreadsheets import CSV, XLSX, as_csv
from editorial.visits.figures import Figures, as_xlsx, table
from editorial.visits.models import VisitCount

SEES = "editorial.view_visitcount"
SPANS = {"7": _("7 days"), "30": _("30 days"), "365": _("A year")}
USUAL = "30"
FILES = {"csv": (as_csv, CSV), "xlsx": (as_xlsx, XLSX)}


class VisitsView(WagtailAdminTemplateMixin, TemplateView):
    """How often pages were read and files fetched."""

    template_name = "editorial/visits/index.html"
    page_title = _("Visits")
    header_icon = "view"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who may not see it."""
        if not request.user.has_perm(SEES):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def span(self) -> str:
        """How many days are asked for."""
        asked = self.request.GET.get("dage", "")
        return asked if asked in SPANS else USUAL

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page, or with all counts of the days as a spreadsheet."""
        today = timezone.localdate()
        self.figures = Figures(today - dt.timedelta(days=int(self.span) - 1), today)
        kind = request.GET.get("format", "")
        if kind not in FILES:
            return super().get(request, *args, **kwargs)
        write, content_type = FILES[kind]
        response = HttpResponse(write(table(self.figures)), content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="besoeg-{today}.{kind}"'
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the figures."""
        days = self.figures.days()
        return super().get_context_data(
            days=days,
            busiest=max((day.pages for day in days), default=0),
            pages=self.figures.most(is_download=False),
            files=self.figures.most(is_download=True),
            page_sum=sum(day.pages for day in days),
            file_sum=sum(day.files for day in days),
            span=self.span,
            spans=SPANS,
            is_anything_counted=VisitCount.objects.exists(),
            **kwargs,
        )
