"""Danish dates and times in words, with no-break spaces where a line must not end (after "5." and "kl.")."""

import datetime as dt
from functools import lru_cache

from babel.dates import format_date
from django.utils import timezone

NBSP = "\u00a0"
Day = dt.date | dt.datetime


def local(moment: dt.datetime) -> dt.datetime:
    """Return an aware datetime in the site's time zone; a naive one is taken as being there already."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


@lru_cache(maxsize=4096)
def _in_words(day: dt.date, pattern: str) -> str:
    # Babel reads the pattern anew each time, and a list shows dozens of days.
    return format_date(day, pattern, locale="da")


def _format(moment: Day, pattern: str) -> str:
    return _in_words(local(moment).date() if isinstance(moment, dt.datetime) else moment, pattern)


def day_month(day: Day) -> str:
    """Return "5. januar"."""
    return _format(day, f"d.{NBSP}MMMM")


def short_date(day: Day) -> str:
    """Return "5. januar 2017"."""
    return _format(day, f"d.{NBSP}MMMM y")


def long_date(day: Day) -> str:
    """Return "torsdag den 5. januar 2017"."""
    return _format(day, f"EEEE 'den' d.{NBSP}MMMM y")


def near_date(day: dt.date) -> str:
    """Return "fredag den 4. december", with the year when it isn't this one's."""
    return _format(day, f"EEEE 'den' d.{NBSP}MMMM") if day.year == timezone.localdate().year else long_date(day)


def clock(moment: dt.datetime | dt.time) -> str:
    """Return "kl. 15.00"."""
    if isinstance(moment, dt.datetime):
        moment = local(moment).time()
    return f"kl.{NBSP}{moment:%H.%M}"


def near_moment(moment: dt.datetime) -> str:
    """Return "5. januar kl. 9.00", with the year when it isn't this one's."""
    shown = local(moment)
    day = day_month(shown) if shown.year == timezone.localdate().year else short_date(shown)
    return f"{day} kl.{NBSP}{shown.hour}.{shown:%M}"


def time_range(start: dt.datetime, end: dt.datetime | None) -> str:
    """Return "kl. 15.00–17.00"; with an end on another day "kl. 15.00 til fredag den 6. januar 2017 kl. 10.00"."""
    if end is None:
        return clock(start)
    first, last = local(start), local(end)
    if first.date() == last.date():
        return f"{clock(start)}–{last:%H.%M}"
    return f"{clock(start)} til {long_date(end)} {clock(end)}"


def duration(seconds: float) -> str:
    """Return a length in words: "1 min. 12 sek.", "25 sek.", "2 min."."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [f"{minutes}{NBSP}min."] if minutes else []
    if rest or not minutes:
        parts.append(f"{rest}{NBSP}sek.")
    return " ".join(parts)


def same_weekday_next_year(day: dt.date) -> dt.date:
    """Return the day 52 weeks on: the same weekday at the same time of the year."""
    return day + dt.timedelta(weeks=52)


def first_thursday_after_new_year(year: int) -> dt.date:
    """Return the first Thursday after New Year's Day, the day of the secretariat's reception."""
    second = dt.date(year, 1, 2)
    return second + dt.timedelta(days=(3 - second.weekday()) % 7)
