"""The room's entry in Django's registry."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """Set-up of the room."""

    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        """Connect the signals."""
        import_module("news.receivers")
