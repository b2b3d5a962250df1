"""The next moment at which the published site changes by itself; rooms tell what they know."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

# Takes a moment; returns the next one after it at which something of the room looks different, or None.
Provider = Callable[[dt.datetime], dt.datetime | None]
_providers: list[Provider] = []


def provide_next_moment(provider: Provider) -> Provider:
    """Register a function that knows when something changes by itself within a day; midnight is known."""
    _providers.append(provider)
    return provider


def midnight_after(moment: dt.datetime) -> dt.datetime:
    """Return the midnight after a moment, in the site's time zone."""
    day = timezone.localtime(moment).date() + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def next_moment(after: dt.datetime) -> dt.datetime:
    """Return the next moment after one at which any page looks different; midnight at the latest."""
    told = [provider(after) for provider in _providers]
    return min([midnight_after(after), *(moment for moment in told if moment is not None and moment > after)])
