"""The room's entry in Django's registry; from here on every write to the database is watched."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MirrorConfig(AppConfig):
    """Set-up of the room."""

    name = "mirror"
    verbose_name = _("Kept pages")

    def ready(self) -> None:
        """Watch what changes the published site."""
        from mirror import watching

        watching.begin()
