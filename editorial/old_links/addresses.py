"""The addresses at which a page answers, in the form redirects are kept in."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

LONGEST = Redirect._meta.get_field("old_path").max_length


def paths_of(page: Page) -> list[str]:
    """Return the paths of a page and of its routes (get_route_paths); none where no site shows it."""
    parts = page.specific.get_url_parts()
    if not parts or not parts[2]:
        return []
    base = parts[2].rstrip("/")
    paths = [
        Redirect.normalise_path(base + (Redirect.normalise_page_route_path(route) or "/"))
        for route in page.specific.get_route_paths()
    ]
    return [path for path in paths if path != "/" and len(path) <= LONGEST]


def with_all_below(pages: Iterable[Page]) -> QuerySet[Page]:
    """Return pages and everything below them."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(path__startswith=page.path)
    return Page.objects.filter(below).order_by("path")


def clear(paths: Iterable[str]) -> None:
    """Take away the redirects at addresses where a page answers now; later they would lead visitors past it."""
    Redirect.objects.filter(old_path__in=list(paths)).delete()
