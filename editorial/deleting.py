"""What a page needs can't be deleted: topics that have a page, documents that are a publication's PDF."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext, ngettext
from wagtail import hooks
from wagtail.documents.views.bulk_actions import DeleteBulkAction
from wagtail.documents.views.documents import DeleteView


def holders(instance: Model) -> list[str]:
    """Return the names of what keeps an object from being deleted, in order; an empty list when nothing does."""
    collector = Collector(using=instance._state.db or "default", origin=instance)
    try:
        collector.collect([instance])
    except ProtectedError as error:
        found: Iterable[Any] = error.protected_objects
    except RestrictedError as error:
        found = error.restricted_objects
    else:
        return []
    return sorted({str(one) for one in found})


def refused(request: HttpRequest, instances: Iterable[Model]) -> bool:
    """Say of each object that can't be deleted what uses it; return whether there was one."""
    any_held = False
    for instance in instances:
        names = holders(instance)
        if not names:
            continue
        any_held = True
        message = ngettext(
            "“%(object)s” is used by the page %(pages)s and can't be deleted. Choose another there first.",
            "“%(object)s” is used by the pages %(pages)s and can't be deleted. Choose another there first.",
            len(names),
        )
        pages = ", ".join(gettext("“%(title)s”") % {"title": name} for name in names)
        messages.error(request, message % {"object": instance, "pages": pages})
    return any_held


@hooks.register("before_delete_snippet")
def keep_snippets_in_use(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """Refuse before the question is asked, for one or several."""
    instances = list(instances)
    if not refused(request, instances):
        return None
    return redirect(type(instances[0]).snippet_viewset.get_url_name("list"))


class DocumentsDeleteAction(DeleteBulkAction):
    """Wagtail's deletion of several documents, which says only that it is not allowed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse before the question is asked, when one of them is in use; then none is deleted."""
        if refused(request, self.get_actionable_objects()[0]):
            return redirect("wagtaildocs:index")
        return super().dispatch(request, *args, **kwargs)


# The last one registered counts, and Wagtail's hooks come after this room's.
hooks.register("register_bulk_action", DocumentsDeleteAction, order=1)


class DocumentDeleteView(DeleteView):
    """Wagtail's view, which has no hook of its own before it deletes."""

    def run_before_hook(self) -> HttpResponse | None:
        """Refuse before the question is asked."""
        return redirect(self.index_url_name) if refused(self.request, [self.object]) else None


@hooks.register("register_admin_urls")
def document_urls() -> list[Any]:
    """Stand before Wagtail's own address for deleting a document; the room's hooks are asked first."""
    return [path("documents/delete/<int:document_id>/", DocumentDeleteView.as_view())]
