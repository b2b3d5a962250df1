"""What lets pages be looked at again before their time: what they show or lead to was changed elsewhere."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import SiteDocument, SiteImage
from editorial.health.models import CheckedPage


@receiver(page_unpublished)
@receiver(page_slug_changed)
@receiver(post_page_move)
@receiver(post_delete, sender=Page)
@receiver(post_delete, sender=SiteDocument)
def look_at_all(**kwargs: Any) -> None:
    """A page or a file has left its place: any page may lead there."""
    CheckedPage.forget()


@receiver(page_published)
def look_at_broken_links(**kwargs: Any) -> None:
    """What was missing may be there now."""
    CheckedPage.forget(links__gt=0)


@receiver(post_save, sender=SiteImage)
def look_at_pictures(**kwargs: Any) -> None:
    """A picture may be described now."""
    CheckedPage.forget(pictures__gt=0)
