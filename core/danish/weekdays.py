"""Weekdays and dates as they stand in Danish texts, and whether they agree."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
# "torsdag den 5. januar 2017", "torsdag d. 5. jan.", "torsdag 5/1-17". With a point between day and month it would
# as often be a time of day.
_MENTION = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+(?:den\s+|d\.?\s*)?(?P<day>\d{{1,2}})"
    rf"(?:\.?\s*(?:(?P<month>{'|'.join(MONTHS)})\b|(?P<short>sept|{'|'.join(name[:3] for name in MONTHS)})\b\.?)"
    r"|/(?P<number>\d{1,2})(?:[/-](?P<two>\d\d))?(?!\w))(?:[\s,/-]{1,3}(?P<year>(?:19|20)\d\d)(?![.:]?\d))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """A weekday and a date as they stand in a text; a year that isn't named is None."""

    said: str
    weekday: int
    day: int
    month: int
    year: int | None = None

    def date(self, near: dt.date) -> dt.date | None:
        """Return the day that is meant, without a year the one nearest to another day; None when there isn't one."""
        years = [self.year] if self.year else [near.year - 1, near.year, near.year + 1]
        days = [day for year in years if (day := _day(year, self.month, self.day))]
        return min(days, key=lambda day: abs(day - near), default=None)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def mentions(text: str) -> Iterator[Mention]:
    """Yield the Danish weekdays with a date that a text names, in its order."""
    plain = " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())
    for found in _MENTION.finditer(plain):
        month = found["month"] or found["short"]
        year = found["year"] or (found["two"] and f"20{found['two']}")
        yield Mention(
            said=found.group().rstrip(" ,"),
            weekday=WEEKDAYS.index(found["weekday"].lower()),
            day=int(found["day"]),
            month=[name[:3] for name in MONTHS].index(month[:3].lower()) + 1 if month else int(found["number"]),
            year=int(year) if year else None,
        )
