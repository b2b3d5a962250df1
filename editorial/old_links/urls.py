"""Wagtail's addresses for deleting a page and taking it down, which stand before Wagtail's own."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from editorial.old_links.views import PageDeleteView, PageUnpublishView

urlpatterns = [
    path("pages/<int:page_id>/delete/", never_cache(require_admin_access(PageDeleteView.as_view()))),
    path("pages/<int:page_id>/unpublish/", never_cache(require_admin_access(PageUnpublishView.as_view()))),
]
