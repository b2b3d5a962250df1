"""Sign-ups go when their time is up: a number of days after the event, counted by the Danish calendar."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.danish.dates import local
from core.deletions import deletes, record
from core.work import every_minute
from news.models.sign_up import SignUp, SignUpAttempt, SignUpTally

if TYPE_CHECKING:
    from news.models import InvitationPage

ATTEMPTS_KEPT = dt.timedelta(days=1)


def deletion_day(invitation: "InvitationPage") -> dt.date:
    """Return the last day on which the sign-ups are kept; they are gone when the next one begins."""
    return local(invitation.over_at).date() + dt.timedelta(days=settings.SIGN_UP_DAYS)


@every_minute
def delete_due() -> None:
    """Delete the sign-ups of what was over long enough ago, also when it was cancelled, and attempts of yesterday."""
    first_kept = timezone.localdate() - dt.timedelta(days=settings.SIGN_UP_DAYS)
    # Midnight by the Danish clock, whichever offset from UTC it had on that day.
    limit = timezone.make_aware(dt.datetime.combine(first_kept, dt.time.min))
    over = SignUp.objects.annotate(over=Coalesce("invitation__end", "invitation__start")).filter(over__lt=limit)
    for invitation_id in set(over.order_by().values_list("invitation_id", flat=True).distinct()):
        delete_sign_ups(invitation_id)
    SignUpAttempt.objects.filter(at__lt=timezone.now() - ATTEMPTS_KEPT).delete()


@transaction.atomic
def delete_sign_ups(invitation_id: int, until: dt.datetime | None = None) -> int:
    """Delete an invitation's sign-ups with their mails, or those made until a moment; return how many they were.

    How many came is kept, and the deletion is logged without anybody's name.
    """
    rows = SignUp.objects.filter(invitation_id=invitation_id)
    if until is not None:
        rows = rows.filter(created_at__lte=until)
    count, coming = rows.count(), rows.coming()
    if not count:
        return 0
    tally = {"parties": coming.count(), "people": coming.people(), "deleted_at": timezone.now()}
    SignUpTally.objects.update_or_create(invitation_id=invitation_id, defaults=tally)
    rows.delete()
    if until is None:
        record("sign-ups", invitation_id, count)
    return count


@deletes("sign-ups")
def delete_all_again(key: str, at: dt.datetime) -> int:
    """After a restore: delete an invitation's sign-ups; those for a later date of it are left alone."""
    return delete_sign_ups(int(key), until=at)


@deletes("sign-up")
def delete_one_again(key: str, at: dt.datetime) -> int:
    """After a restore: delete a single sign-up."""
    again = SignUp.objects.filter(pk=int(key), created_at__lte=at)
    count = again.count()
    again.delete()
    return count
