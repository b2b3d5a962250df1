"""Where the list of PDFs stands in the admin: its address, its place among the reports, its stylesheet."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from editorial.pdf_list.views import PdfListView, pages_for


class PdfListMenuItem(MenuItem):
    """Shown to those who see pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the list is for the one who asks."""
        return bool(pages_for(request.user).exists())


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
