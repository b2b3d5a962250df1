"""Where the checks stand in the admin: beside the editor, in Wagtail's own panel."""

from typing import Any

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from editorial.checks.views import ChecksOnCreateView, ChecksOnEditView


@hooks.register("register_admin_urls")
def check_urls() -> list[Any]:
    """Beside the addresses of Wagtail's previews: static/admin/checks.js makes one of the other."""
    return [
        path("pages/<int:page_id>/edit/tjek/", ChecksOnEditView.as_view(), name="page_checks"),
        path(
            "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/tjek/",
            ChecksOnCreateView.as_view(),
            name="new_page_checks",
        ),
    ]


@hooks.register("insert_editor_js")
def checks_script() -> str:
    """What asks for the checks while somebody types."""
    return format_html('<script type="module" src="{}"></script>', static("admin/checks.js"))


@hooks.register("insert_global_admin_css")
def checks_style() -> str:
    """How they look."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/checks.css"))
