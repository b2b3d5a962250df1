"""The room's entry in Django's registry."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WordPressConfig(AppConfig):
    """Set-up of the room."""

    name = "wordpress"
    verbose_name = _("Moving in and out")

    def ready(self) -> None:
        """Let the leaders move things in and out, and the worker take up what was left lying."""
        from core.registry import allow_leaders

        allow_leaders("wordpress.add_moving", "wordpress.view_moving")
        import_module("wordpress.working")
