"""What happens to old addresses by itself when a page is published, renamed or moved."""

from typing import Any

from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import (
    autocreate_redirects_on_page_move,
    autocreate_redirects_on_slug_change,
)
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

from editorial.old_links.addresses import clear, paths_of, with_all_below
from editorial.old_links.leaving import come_back

# Wagtail makes the redirects. Its app comes after this one, and ours has to come after it; a second time counts once.
page_slug_changed.connect(autocreate_redirects_on_slug_change)
post_page_move.connect(autocreate_redirects_on_page_move)


@receiver(page_published)
def clear_the_way(instance: Page, **kwargs: Any) -> None:
    """Nothing leads past a page that is there."""
    come_back(instance)


@receiver(page_slug_changed)
def follow_routes(instance: Page, instance_before: Page, **kwargs: Any) -> None:
    """Old addresses of a page's files lead to their address of today, without a step between."""
    normal = Redirect.normalise_page_route_path
    for old, new in zip(instance_before.get_route_paths(), instance.get_route_paths(), strict=True):
        if old != new:
            led = Redirect.objects.filter(redirect_page=instance.pk, redirect_page_route_path=normal(old))
            led.update(redirect_page_route_path=normal(new))
    _clear_all_below(instance)


@receiver(post_page_move)
def clear_where_it_went(instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    """Nothing leads past pages that were moved to where others stood."""
    if url_path_before != url_path_after:
        _clear_all_below(Page.objects.get(pk=instance.pk))


def _clear_all_below(page: Page) -> None:
    clear(path for one in with_all_below([page]).live().specific() for path in paths_of(one))
