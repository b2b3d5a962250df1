"""Notes what was online before a version goes online, whichever way: by button, by approval or by the clock."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page, Revision

from editorial.desk.models import Publishing


@receiver(pre_save)
def note_publishing(
    sender: type[Any], instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Note it where a page is saved live with another version than it has now."""
    if raw or update_fields is not None or not isinstance(instance, Page):
        return
    if not instance.live or not instance.live_revision_id or instance._state.adding or not instance.pk:
        return
    # What a program brings along, as the initial content, is nobody's to undo.
    if not Revision.objects.filter(pk=instance.live_revision_id, user__isnull=False).exists():
        return
    stored = type(instance)._base_manager.filter(pk=instance.pk).first()
    if stored is None or stored.live_revision_id == instance.live_revision_id:
        return
    # A page that Wagtail has only just made is live for a moment before its first publication.
    was_live = stored.live and stored.first_published_at is not None
    Publishing.objects.create(
        page_id=instance.pk,
        revision_id=instance.live_revision_id,
        was_live=was_live,
        previous=(stored.live_revision or kept(stored)) if was_live else None,
    )


def kept(page: Page) -> Revision:
    """Keep a live page that was never saved as a version, as one; return it."""
    return Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        object_str=str(page),
        created_at=page.last_published_at or page.first_published_at,
    )
