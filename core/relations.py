"""Load a page's related objects in one query; Wagtail routes to pages without them."""

from django.db.models import Model


def load_relations(page: Model, *paths: str) -> None:
    """Fetch the foreign keys named by paths ("contact__portrait") in one query and keep them on the page.

    A relation that was changed since (a preview, a draft) is left to load by itself.
    """
    stored = type(page)._base_manager.select_related(*paths).filter(pk=page.pk).first() if page.pk else None
    if stored is None:
        return
    for name in {path.split("__")[0] for path in paths}:
        attribute = page._meta.get_field(name).attname
        if getattr(page, attribute) is not None and getattr(page, attribute) == getattr(stored, attribute):
            setattr(page, name, getattr(stored, name))
