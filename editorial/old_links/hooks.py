"""Deleting and taking down several pages at once asks the same question."""

from wagtail import hooks

from editorial.old_links.views import PagesDeleteAction, PagesUnpublishAction

# The last one registered counts, and Wagtail's hooks come after this room's.
hooks.register("register_bulk_action", PagesDeleteAction, order=1)
hooks.register("register_bulk_action", PagesUnpublishAction, order=1)
