"""What an editor should look at again in an invitation: a weekday that isn't the date's, another day, a day gone by."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.danish.dates import local, long_date
from core.danish.weekdays import mentions
from core.date_checks import disagreement
from news.invitations.event import Event


def date_warnings(event: Event, body: Iterable[str], now: dt.datetime) -> list[str]:
    """Take an invitation, the texts of its body and the time; return a sentence for each thing to look at again.

    Title and summary are to name the day itself or the deadline; the body may name others once it has named the day.
    """
    first, last = local(event.start).date(), local(event.end or event.start).date()
    found: list[str] = []
    if event.start < now and not event.cancelled:
        found.append(_("The invitation begins in the past: %(day)s.") % {"day": long_date(event.start)})
    head = [one for text in (event.title, event.summary) for one in mentions(text)]
    rest = [one for text in body for one in mentions(text)]
    body_may_stray = any(first <= (one.date(first) or dt.date.min) <= last for one in rest)
    for one in head + rest:
        day = one.date(first)
        if sentence := disagreement(one, first):
            found.append(sentence)
        elif day and not (first <= day <= last or day == event.deadline or (one in rest and body_may_stray)):
            values = {"said": one.said, "day": long_date(event.start)}
            found.append(_("It says “%(said)s”, but the invitation is for %(day)s. Is that right?") % values)
    return list(dict.fromkeys(found))
