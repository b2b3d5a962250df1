"""What calendars and mails are told of an invitation, as plain values."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Someone:
    """A person or an office; whatever isn't known is ""."""

    name: str = ""
    phone: str = ""
    email: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.phone, self.email) if part)


@dataclass(frozen=True)
class Event:
    """One invitation; moments are aware, addresses absolute, and what may be missing has a default."""

    uid: str
    title: str
    start: dt.datetime
    # When it was last changed, and how often in a way that calendars show.
    changed: dt.datetime
    sequence: int = 0
    end: dt.datetime | None = None
    place: str = ""
    address: str = ""
    summary: str = ""
    url: str = ""
    deadline: dt.date | None = None
    cancelled: bool = False
    organizer: Someone = Someone()
    contact: Someone = Someone()

    @property
    def location(self) -> str:
        """Place and address on one line."""
        return ", ".join(part for part in (self.place, self.address) if part)
