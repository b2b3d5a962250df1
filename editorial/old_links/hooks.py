"""Where the question stands in the admin: before Wagtail's own views of the same addresses."""

from typing import Any

from django.urls import path
from wagtail import hooks

from editorial.old_links.views import PageDeleteView, PagesDeleteAction, PagesUnpublishAction, PageUnpublishView


@hooks.register("register_admin_urls")
def page_urls() -> list[Any]:
    """The room's hooks are asked first."""
    return [
        path("pages/<int:page_id>/delete/", PageDeleteView.as_view()),
        path("pages/<int:page_id>/unpublish/", PageUnpublishView.as_view()),
    ]


# The last one registered counts, and Wagtail's hooks come after this room's.
hooks.register("register_bulk_action", PagesDeleteAction, order=1)
hooks.register("register_bulk_action", PagesUnpublishAction, order=1)
