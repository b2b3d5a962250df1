"""“As last year”: a draft made from an earlier post or invitation and one new date."""

import datetime as dt
import re

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from core.danish.dates import local, same_weekday_next_year
from core.danish.slugs import danish_slug
from news.models import InvitationPage, NewsPage

YEAR_IN_TITLE = re.compile(r"\b(20\d\d)\b")


def shown_date(post: NewsPage) -> dt.date:
    """Return the date a post is about: the day of an invitation, else the date shown with the post."""
    return local(post.invitation.start).date() if post.is_invitation else post.date


def suggested_date(post: NewsPage) -> dt.date:
    """Return today for a post; for an invitation the same weekday a year on, further on until it is still to come."""
    if not post.is_invitation:
        return timezone.localdate()
    day = same_weekday_next_year(shown_date(post))
    while day < timezone.localdate():
        day = same_weekday_next_year(day)
    return day


def shifted_title(title: str, years: int) -> str:
    """Return the title with the years in it moved on: "Årsskrift 2016" → "Årsskrift 2017"."""
    return YEAR_IN_TITLE.sub(lambda match: str(int(match.group()) + years), title)


@transaction.atomic
def repeat_post(post: NewsPage, day: dt.date, user: AbstractBaseUser | None = None) -> NewsPage:
    """Return a draft beside the post, as the same thing on another day.

    Text, picture, topics and contact come along; the publication and the film it announced, corrections,
    cancellation, identifiers and sign-ups do not. An invitation keeps its hours, and its deadline as many days before.
    """
    post = post.specific
    title = shifted_title(post.title, day.year - shown_date(post).year)
    update = {
        "title": title,
        "draft_title": title,
        "slug": _free_slug(post, title, day),
        "date": day,
        "publication": None,
        "video": None,
        "review_date": None,
        "go_live_at": None,
        "expire_at": None,
    }
    if isinstance(post, InvitationPage):
        update |= _moved_event(post, day)
    return post.copy(update_attrs=update, copy_revisions=False, keep_live=False, user=user, recursive=False)


def _moved_event(post: InvitationPage, day: dt.date) -> dict[str, object]:
    """The invitation's times on another day; hours stay what the clock shows, also across daylight saving time."""
    start_day = local(post.start).date()
    moved = day - start_day

    def at_same_hour(moment: dt.datetime | None) -> dt.datetime | None:
        if moment is None:
            return None
        shown = local(moment)
        return timezone.make_aware(dt.datetime.combine(shown.date() + moved, shown.time()))

    return {
        "date": timezone.localdate(),
        "start": at_same_hour(post.start),
        "end": at_same_hour(post.end),
        "deadline": post.deadline + moved if post.deadline else None,
    }


def _free_slug(post: NewsPage, title: str, day: dt.date) -> str:
    """The title's slug, with the year when that is taken, then with a number."""
    parent = post.get_parent()
    base = danish_slug(title)
    candidates = [base, f"{base}-{day.year}", *(f"{base}-{day.year}-{number}" for number in range(2, 100))]
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(candidate for candidate in candidates if candidate not in taken)
