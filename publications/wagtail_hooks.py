"""What the room adds to the admin: how the checks of a PDF look."""

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def checks_css() -> SafeString:
    """The checks of a PDF, in the editor and wherever a room above shows them."""
    sheets = ("admin/pdf_checks.css", "admin/pdf_panel.css")
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))
