"""Where the list of PDFs stands in the admin: its address, its place among the reports, its stylesheet."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from editorial.pdf_list.views import PdfListView, pages_for
from publications.models import PdfReading, PublicationPage


class PdfListMenuItem(MenuItem):
    """Shown to those who see pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the list is for the one who asks."""
        return bool(pages_for(request.user).exists())


class UnreadPdfPanel(Component):
    """Published PDFs that can't be read, each with its page and the reason."""

    name = "unread_pdfs"
    template_name = "editorial/pdf_list_panel.html"
    # Above everything but mail: visitors miss these.
    order = 11

    def __init__(self, pages: list[PublicationPage]) -> None:
        self.pages = pages

    @property
    def media(self) -> Media:
        """The panel's style, which is that of mail that did not get through."""
        return Media(css={"all": ["admin/mails.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Add the pages."""
        return {"pages": self.pages}


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Tell the staff of a published PDF that turned out to be unreadable; say nothing while all is well."""
    failed = PublicationPage.objects.live().filter(pdf__reading__state=PdfReading.State.FAILED)
    pages = list(failed.filter(pk__in=pages_for(request.user).values("pk")).select_related("pdf__reading"))
    if pages:
        panels.append(UnreadPdfPanel(pages))


@hooks.register("register_admin_urls")
def pdf_list_urls() -> list[Any]:
    """The address of the list."""
    return [path("reports/pdf/", PdfListView.as_view(), name="pdf_list")]


@hooks.register("register_reports_menu_item")
def pdf_list_menu_item() -> MenuItem:
    """The list among the reports."""
    return PdfListMenuItem(
        _("Accessibility of PDFs"), reverse("pdf_list"), name="pdf-list", icon_name="doc-full-inverse", order=1100
    )
