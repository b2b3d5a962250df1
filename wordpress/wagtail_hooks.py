"""Where moving in and out stands in the admin: below the settings, for the leaders."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from wordpress.admin import views

ROOT = "flytning"


class MovingMenuItem(MenuItem):
    """Shown to those who may move things."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may."""
        return bool(request.user.has_perm(views.PERMISSION))


@hooks.register("register_admin_urls")
def moving_urls() -> list[Any]:
    """The addresses of the steps."""
    return [
        path(f"{ROOT}/", views.StartView.as_view(), name="wordpress_imports"),
        path(f"{ROOT}/viderestillinger/", views.RedirectsView.as_view(), name="redirect_list"),
        path(f"{ROOT}/ud/", views.ExportView.as_view(), name="content_export"),
        path(f"{ROOT}/<int:pk>/", views.ImportView.as_view(), name="wordpress_import"),
        path(f"{ROOT}/<int:pk>/fortryd/", views.UndoView.as_view(), name="wordpress_undo"),
        path(f"{ROOT}/<int:pk>/viderestil/", views.LeadView.as_view(), name="wordpress_lead"),
        path(f"{ROOT}/<int:pk>/rapport.<str:kind>", views.ReportView.as_view(), name="wordpress_report"),
    ]


@hooks.register("register_admin_urls")
def wagtail_s_redirect_import() -> list[Any]:
    """Wagtail's own way to import redirects leads to ours: it takes workbooks, and these unpack to any size."""
    ours = RedirectView.as_view(pattern_name="redirect_list")
    return [path("redirects/import/", ours), path("redirects/import/process/", ours)]


@hooks.register("register_settings_menu_item")
def moving_menu_item() -> MenuItem:
    """The way in."""
    return MovingMenuItem(
        _("Import from WordPress"), reverse("wordpress_imports"), name="wordpress", icon_name="download", order=1200
    )


@hooks.register("register_settings_menu_item")
def export_menu_item() -> MenuItem:
    """The way out."""
    return MovingMenuItem(
        _("Move the content out"), reverse("content_export"), name="content-export", icon_name="upload", order=1210
    )
