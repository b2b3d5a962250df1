"""The script that starts fields and panels, on every page of the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_js", order=-1)
def start_script() -> str:
    """Load it before any other that might wait for a field."""
    return format_html('<script src="{}"></script>', static("admin/start.js"))
