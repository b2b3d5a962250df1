"""The room's entry in Django's registry; keeps groups, workflow and addresses in place."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


def keep_groups(**kwargs: Any) -> None:
    """Make the groups what they should be, after every migration."""
    from editorial.groups import ensure_groups

    ensure_groups()


def keep_news_permissions(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Let editors publish below a news index as soon as there is one."""
    if created and not raw:
        keep_groups()


def refuse_hiding_move(instance: Any, parent_page_before: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """Raise ValidationError where a moved page's address would hide one of the site's own, whoever moves it."""
    from core.page_forms import refuse_reserved_slug

    if parent_page_before.pk != parent_page_after.pk:
        refuse_reserved_slug(instance.slug, parent_page_after)


class EditorialConfig(AppConfig):
    """Set-up of the room."""

    name = "editorial"
    verbose_name = _("Editorial")

    def ready(self) -> None:
        """Listen for migrations, the news index, moves, refused files, who signs in; let no inline script through."""
        import_module("editorial.annual_report.keeping")
        import_module("editorial.scripts.choosers").replace_scripts()
        import_module("editorial.sign_in.upkeep").connect()
        import_module("editorial.link_labels").name_fields()
        # What the worker does every minute or second, and what is listened for.
        for name in ("desk.recording", "health.stock", "health.receivers", "links.checking", "old_links.receivers"):
            import_module(f"editorial.{name}")
        import_module("editorial.visits.counting")
        import_module("editorial.kept_pages")
        from wagtail.signals import pre_page_move

        from core.registry import provide_edit_bar
        from editorial.desk.editbar import edit_bar
        from news.models import NewsIndexPage

        provide_edit_bar(edit_bar)

        # Each app's permissions are made when Django comes to it; the groups need those of all.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(keep_groups, sender=last)
        post_save.connect(keep_news_permissions, sender=NewsIndexPage)
        pre_page_move.connect(refuse_hiding_move)
