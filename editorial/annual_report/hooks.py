"""The annual report in the admin: what was begun of it, and files that only their owner sees."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.forms import Media
from django.http import Http404, HttpRequest
from django.urls import path
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.views.documents import IndexView

from core.models import SiteDocument
from editorial.annual_report import policy
from editorial.annual_report.keeping import visible_to
from editorial.annual_report.models import ReportUpload
from editorial.annual_report.publishing import rights_of
from editorial.annual_report.urls import urlpatterns
from editorial.annual_report.views import unfinished

# Before any view asks for Wagtail's own.
policy.register()


class AnnualReportPanel(Component):
    """What was begun; the button itself is among the start page's choices."""

    name = "annual_report"
    template_name = "editorial/annual_report/panel.html"
    order = 25

    def __init__(self, uploads: list[ReportUpload]) -> None:
        self.uploads = uploads

    @property
    def media(self) -> Media:
        """The panel's style."""
        return Media(css={"all": ["admin/annual_report.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Add what the user can go on with."""
        return {"unfinished": self.uploads}


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show those who may add publications what they began."""
    if rights_of(request.user) and (uploads := unfinished(request.user)):
        panels.append(AnnualReportPanel(uploads))


@hooks.register("construct_document_chooser_queryset")
def offer_own_uploads(documents: QuerySet, request: HttpRequest) -> QuerySet:
    """Leave other people's uploads out of the chooser."""
    return visible_to(request.user, documents)


@hooks.register("before_serve_document")
def hide_others_uploads(document: SiteDocument, request: HttpRequest) -> None:
    """Answer 404 for another's upload; for everybody else the PDF's own rule says who may see it."""
    if not visible_to(request.user, SiteDocument.objects.filter(pk=document.pk)).exists():
        raise Http404


class DocumentsAPI(DocumentsAdminAPIViewSet):
    """The documents as the admin's scripts get them."""

    def get_queryset(self) -> QuerySet:
        """Leave other people's uploads out."""
        return visible_to(self.request.user, super().get_queryset())


# After Wagtail's own, in whose place it stands.
@hooks.register("construct_admin_api", order=10)
def documents_api(router: Any) -> None:
    """Offer the documents without other people's uploads."""
    router.register_endpoint("documents", DocumentsAPI)


class DocumentIndexView(IndexView):
    """Wagtail's list of documents, which has no hook for what it lists."""

    def get_base_queryset(self) -> QuerySet:
        """Leave other people's uploads out."""
        return visible_to(self.request.user, super().get_base_queryset())


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    """The steps' addresses, and the list of documents before Wagtail's own address for it."""
    return [
        *urlpatterns,
        path("documents/", DocumentIndexView.as_view()),
        path("documents/results/", DocumentIndexView.as_view(results_only=True)),
    ]
