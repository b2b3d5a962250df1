"""What can't be done with pages, told in a sentence: copying what there is one of, moves that hide an address."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.models import Page

from core.page_forms import refuse_reserved_slug
from core.page_permissions import pages_with


@hooks.register("before_copy_page")
def refuse_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to copy a page there is to be one of, or one that holds such a page."""
    single = next(pages_with("is_single", page), None)
    if single is None:
        return None
    if single == page:
        message = gettext("“%(title)s” can't be copied: there may be only one such page.")
    else:
        message = gettext(
            "“%(title)s” can't be copied: there may be only one page like “%(single)s”, which lies below."
        )
    messages.error(request, message % {"title": page.title, "single": single.title})
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_move_page")
def refuse_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuse a move to where the page's address would hide one of the site's own."""
    if _refused(request, [page], destination):
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_bulk_action")
def refuse_moves(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Refuse the same when several pages are moved at once; then none of them is."""
    if action_type != "move" or action.model is not Page:
        return None
    if _refused(request, objects, action.cleaned_form.cleaned_data["chooser"]):
        return redirect(action.next_url)
    return None


def _refused(request: HttpRequest, pages: list[Page], destination: Page) -> bool:
    refused = False
    for page in pages:
        try:
            refuse_reserved_slug(page.slug, destination)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            refused = True
    return refused
