"""The room's entry in Django's registry; keeps readings in step with documents and pages."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    """Set-up of the room."""

    name = "publications"
    verbose_name = _("Publications")

    def ready(self) -> None:
        """Listen for new documents, published pages and settled readings."""
        import_module("publications.receivers")
