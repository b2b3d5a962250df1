"""What is told of a weekday and a date in a text that don't agree, in a sentence for the editor."""

import datetime as dt

from django.utils.translation import gettext as _

from core.danish.dates import short_date
from core.danish.weekdays import WEEKDAYS, Mention


def disagreement(mention: Mention, near: dt.date) -> str:
    """Return what is wrong with a mention; "" when its weekday is the date's. Without a year the nearest one counts."""
    day = mention.date(near)
    if day is None:
        return _("It says “%(said)s”, but there is no such day.") % {"said": mention.said}
    if day.weekday() == mention.weekday:
        return ""
    values = {"said": mention.said, "day": short_date(day), "weekday": WEEKDAYS[day.weekday()]}
    return _("It says “%(said)s”, but %(day)s is a %(weekday)s.") % values
