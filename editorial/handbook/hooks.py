"""Where the handbook stands in the admin."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from editorial.handbook.views import urlpatterns


@hooks.register("register_admin_urls")
def handbook_urls() -> list[Any]:
    """The handbook's addresses."""
    return urlpatterns


@hooks.register("register_admin_menu_item")
def handbook_menu_item() -> MenuItem:
    """Before the reports and settings, which few need."""
    return MenuItem(_("Help"), reverse("handbook"), name="handbook", icon_name="help", order=8000)
