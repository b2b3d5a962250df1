"""The room's entry in Django's registry; keeps Wagtail's site record at SITE_URL, and the shared cache's table."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def follow_site_url(**kwargs: Any) -> None:
    """Give the default Wagtail site the host and port of SITE_URL, after every migration."""
    from core.addresses import follow_site_url as follow

    follow()


class CoreConfig(AppConfig):
    """Set-up of the room."""

    name = "core"
    verbose_name = _("Common parts")

    def ready(self) -> None:
        """Load date fields, checks and nightly backup; after migrations follow SITE_URL, make the cache's table."""
        from core.cache import make_cache_table
        from core.date_inputs import register_date_inputs

        register_date_inputs()
        import_module("core.block_checks").check_one_at_a_time()
        import_module("core.checks")
        import_module("core.backup.making")
        post_migrate.connect(make_cache_table, sender=self)
        post_migrate.connect(follow_site_url, sender=self)
