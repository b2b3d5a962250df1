"""What lets pages be looked at again before their time: what they show or lead to was changed elsewhere."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import SiteDocument, SiteImage
from editorial.health.models import CheckedPage
from editorial.health.stock import look_again


@receiver(page_unpublished)
@receiver(page_slug_changed)
@receiver(post_page_move)
@receiver(post_delete, sender=Page)
@receiver(post_delete, sender=SiteDocument)
def look_at_all(**kwargs: Any) -> None:
    """A page or a file has left its place: any page may lead there."""
    CheckedPage.objects.update(checked_at=None)


@receiver(page_published)
def look_at_broken_links(instance: Page, **kwargs: Any) -> None:
    """What was missing may be there now; what was wrong with the page itself may be mended."""
    wrong = Q(links__gt=0) | Q(page=instance.pk, pictures__gt=0)
    _look_soon(wrong)


@receiver(post_save, sender=SiteImage)
def look_at_pictures(**kwargs: Any) -> None:
    """A picture may be described now."""
    _look_soon(Q(pictures__gt=0))


def _look_soon(wrong: Q) -> None:
    if CheckedPage.objects.filter(wrong).update(checked_at=None):
        transaction.on_commit(look_again.enqueue)
