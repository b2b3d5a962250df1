"""The list of PDFs as a page of the admin and as a spreadsheet."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from core.spreadsheets import CSV, as_csv
from editorial.pdf_list.rows import EXEMPT_BEFORE, check_names, rows, table


def pages_for(user: Any) -> PageQuerySet:
    """Return the pages that the user comes across in the admin."""
    return policy_registry.get_by_type(Page).explorable_instances(user)


class PdfListView(WagtailAdminTemplateMixin, TemplateView):
    """How accessible the PDF of each publication is."""

    template_name = "editorial/pdf_list.html"
    page_title = _("Accessibility of PDFs")
    header_icon = "doc-full-inverse"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only those who see pages in the admin."""
        if not self.pages.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def pages(self) -> PageQuerySet:
        """The pages of the one who asks."""
        return pages_for(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where the list stands; Wagtail's header shows the last of them as the page's title."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    @property
    def faulty_only(self) -> bool:
        """Whether only what is to be mended is asked for."""
        return self.request.GET.get("fejl") == "1"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page, or with the same rows as a spreadsheet."""
        if request.GET.get("format") != "csv":
            return super().get(request, *args, **kwargs)
        response = HttpResponse(as_csv(table(rows(self.pages, self.faulty_only))), content_type=CSV)
        response["Content-Disposition"] = f'attachment; filename="pdf-tilgaengelighed-{timezone.localdate()}.csv"'
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows."""
        return super().get_context_data(
            rows=rows(self.pages, self.faulty_only),
            faulty_only=self.faulty_only,
            check_names=check_names(),
            exempt_before=EXEMPT_BEFORE,
            **kwargs,
        )
