"""Load a page's related objects in one query; Wagtail routes to pages without them."""

from django.db.models import Model


def load_relations(page: Model, *paths: str) -> None:
    """Fetch the foreign keys named by paths ("contact__portrait") in one query and keep them on the page.

    A relation that was changed since (a preview, a draft) is left to load by itself.
    """
    # By the column that says whether there is anything to load.
    columns = {name: page._meta.get_field(name).attname for name in (path.split("__")[0] for path in paths)}
    names = [name for name, column in columns.items() if getattr(page, column) is not None]
    if not page.pk or not names:
        return
    wanted = [path for path in paths if path.split("__")[0] in names]
    # The page's own columns are known; an order, even by the key, would compare all the others.
    found = type(page)._base_manager.select_related(*wanted).only(*names).order_by().filter(pk=page.pk)
    for stored in found:
        for name in names:
            if getattr(page, columns[name]) == getattr(stored, columns[name]):
                setattr(page, name, getattr(stored, name))
