"""What happens by itself: when an invitation is saved live, published or deleted, and when a sign-up is deleted."""

import datetime as dt
from typing import Any

from django.db.models import Min, Q
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.signals import page_published

from core.deletions import record
from core.models import OutgoingMail
from mirror.changes import note_change
from mirror.moments import provide_next_moment
from news.invitations.signing_up import fill_places
from news.models import InvitationPage, SignUp, Video


@receiver(pre_save, sender=InvitationPage)
def settle_calendar(instance: InvitationPage, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """What is saved whole and live is what visitors get; a draft of a live page saves only some fields."""
    if instance.live and not raw and update_fields is None:
        instance.settle_calendar()


@receiver(page_published, sender=InvitationPage)
def give_new_places(instance: InvitationPage, **kwargs: Any) -> None:
    """There may be more places than before: whoever waits gets them."""
    fill_places(instance)


@receiver(pre_delete, sender=SignUp)
def delete_mails(instance: SignUp, **kwargs: Any) -> None:
    """The mails to a party, sent or not, go with it."""
    OutgoingMail.objects.filter(reference=instance.reference).delete()


@receiver(pre_delete, sender=InvitationPage)
def note_sign_ups(instance: InvitationPage, **kwargs: Any) -> None:
    """Sign-ups that go with their page are logged as deleted."""
    if count := SignUp.objects.filter(invitation=instance).count():
        record("sign-ups", instance.pk, count)


@receiver(post_delete, sender=Video)
def delete_captions(instance: Video, **kwargs: Any) -> None:
    """The captions go with their film, whose own file the media library deletes."""
    if instance.captions:
        instance.captions.storage.delete(instance.captions.name)


@provide_next_moment
def next_turn(after: dt.datetime) -> dt.datetime | None:
    """An invitation closes when it starts, and is over when it ends; its deadline is a midnight."""
    turns = InvitationPage.objects.listed().aggregate(
        start=Min("start", filter=Q(start__gt=after)), end=Min("end", filter=Q(end__gt=after))
    )
    return min(filter(None, turns.values()), default=None)


@receiver([pre_save, pre_delete], sender=SignUp)
def look_for_room(instance: SignUp, **kwargs: Any) -> None:
    """Note whether the invitation is full, before that may change."""
    instance.was_full = _is_full(instance)


@receiver([post_save, post_delete], sender=SignUp)
def tell_of_room(instance: SignUp, **kwargs: Any) -> None:
    """Pages say whether there is room, and never how much: only when that changes do they."""
    if _is_full(instance) != instance.was_full:
        note_change()


def _is_full(sign_up: SignUp) -> bool:
    invitation = InvitationPage.objects.filter(pk=sign_up.invitation_id).first()
    return invitation is not None and invitation.is_full
