"""Where the desk stands in the admin: the start page, the editor's buttons and scripts, its addresses."""

from typing import Any

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry

from editorial.desk import new_pages, publish_button, start, undo
from editorial.desk.editing import DeskPageViewSet
from editorial.desk.urls import urlpatterns

# Importing it fills in what is begun.
RECEIVERS = (new_pages,)

# After other rooms' panels, so that Wagtail's can be told from them.
hooks.register("construct_homepage_panels", start.lay_out, order=100)
# After other rooms' buttons.
hooks.register("construct_page_action_menu", publish_button.arrange, order=100)


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    """The desk's addresses."""
    return urlpatterns


# After Wagtail's own, in whose place it stands.
@hooks.register("register_admin_viewset", order=100)
def page_views() -> ViewSet:
    """Our views of pages."""
    return DeskPageViewSet()


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """What the history says of a publication that was undone."""
    actions.register_action(undo.LOG_ACTION, _("Undo the publication"), _("Publication undone"))


@hooks.register("insert_editor_js")
def editor_scripts() -> str:
    """The editor's own scripts, and what they put beside Wagtail's fields."""
    return render_to_string("editorial/desk/photo.html")


@hooks.register("insert_global_admin_css")
def editor_style() -> str:
    """The style of the lists' and the editor's own parts."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/editor.css"))
