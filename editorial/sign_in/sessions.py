"""Where sessions are kept: one of the staff ends after a time without action, and after a day's work in any case."""

import time
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

# In seconds since 1970.
SIGNED_IN_AT = "signed_in_at"
LAST_ACTION = "last_action"


class SessionStore(DatabaseStore):
    """Django's sessions in the database; one that has ended is not found there, whichever view asks."""

    @property
    def ends_at(self) -> float | None:
        """When it ends unless something is done before; None while nobody is signed in."""
        begun = self.get(SIGNED_IN_AT)
        if begun is None:
            return None
        return float(min(begun + settings.SESSION_COOKIE_AGE, self.get(LAST_ACTION, begun) + settings.SESSION_IDLE))

    def get_session_cookie_age(self) -> int:
        """Return how many seconds are left."""
        ends_at = self.ends_at
        return settings.SESSION_COOKIE_AGE if ends_at is None else max(0, round(ends_at - time.time()))

    @property
    def seconds_in_all(self) -> int:
        """How many seconds are left if the person goes on working."""
        return round(self.get(SIGNED_IN_AT, time.time()) + settings.SESSION_COOKIE_AGE - time.time())

    def begin(self) -> None:
        """Note that somebody signs in now."""
        self[SIGNED_IN_AT] = self[LAST_ACTION] = time.time()

    def note_action(self, at_once: bool = False) -> None:
        """Note that the person did something; a write for each request would be too many."""
        if self.get(SIGNED_IN_AT) is None:
            self.begin()
        elif at_once or time.time() - self[LAST_ACTION] > min(60, settings.SESSION_IDLE / 10):
            self[LAST_ACTION] = time.time()


def begin_session(request: Any, **kwargs: Any) -> None:
    """Note the moment at which somebody signed in."""
    if isinstance(getattr(request, "session", None), SessionStore):
        request.session.begin()
