"""The room's entry in Django's registry; keeps the index in step with what visitors may see."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Set-up of the room."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Listen for what changes, and tell the frame around every page where the search is."""
        from core.registry import allow_staff, provide_search

        import_module("search.receivers")
        provide_search("search")
        allow_staff("search.view_miss", "search.view_pin", "search.add_pin", "search.change_pin", "search.delete_pin")
