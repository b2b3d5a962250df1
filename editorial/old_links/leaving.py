"""A page leaves the site, for good or for a time, and its visitors are led to another."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from editorial.old_links.addresses import clear, paths_of, with_all_below
from editorial.old_links.models import Detour


def were_public(pages: Iterable[Page]) -> list[Page]:
    """Return those of some pages and all below them that visitors may have found."""
    known = Q(live=True) | Q(first_published_at__isnull=False)
    return list(with_all_below(pages).filter(known).specific())


def default_target(pages: list[Page]) -> Page | None:
    """Return the nearest published page above all of some pages; None when there is none."""
    if not pages:
        return None
    above = pages[0].get_ancestors().filter(live=True, depth__gt=1).order_by("-depth")
    return next((one for one in above if all(page.is_descendant_of(one) for page in pages)), None)


@transaction.atomic
def lead_past_deleted(pages: list[Page], target: Page) -> None:
    """Lead visitors of pages that are about to be deleted, and of all below them, to another.

    Addresses that led to one of them lead on at once, without a step between.
    """
    going = were_public(pages)
    paths = {path: page.get_site() for page in going for path in paths_of(page)}
    clear(paths)
    _lead_on([page.pk for page in going], target)
    _make(paths, target)


def _lead_on(keys: list[int], target: Page) -> None:
    Redirect.objects.filter(redirect_page__in=keys).update(redirect_page=target.pk, redirect_page_route_path="")


def _make(paths: dict[str, Site | None], target: Page) -> list[Redirect]:
    made = [
        Redirect(old_path=path, site=site, redirect_page_id=target.pk, automatically_created=True)
        for path, site in paths.items()
    ]
    return Redirect.objects.bulk_create(made)


@transaction.atomic
def lead_past_taken_down(pages: Iterable[Page], target: Page) -> None:
    """Lead visitors of pages that are taken down to another, until they are back."""
    for page in pages:
        paths = {path: page.get_site() for path in paths_of(page)}
        clear(paths)
        led_here = list(Redirect.objects.filter(redirect_page=page.pk))
        Detour.objects.bulk_create(
            Detour(page_id=page.pk, redirect=one, led_here=True, route=one.redirect_page_route_path) for one in led_here
        )
        _lead_on([page.pk], target)
        # They don't last, so that no browser keeps them.
        for made in _make(paths, target):
            Redirect.objects.filter(pk=made.pk).update(is_permanent=False)
            Detour.objects.create(page_id=page.pk, redirect=made)


@transaction.atomic
def come_back(page: Page) -> None:
    """A page is on the site: nothing leads past it any more, and what led to it does so again."""
    paths = paths_of(page)
    for detour in page.detours.select_related("redirect"):
        redirect = detour.redirect
        if not detour.led_here and redirect.old_path in paths:
            continue
        # Its own address of before, if it came back at another, leads to it like the others.
        redirect.redirect_page_id, redirect.redirect_page_route_path = page.pk, detour.route
        redirect.is_permanent = True
        redirect.save()
    page.detours.all().delete()
    clear(paths)
