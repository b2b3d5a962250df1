"""The cache that all processes share, in the database; what every page asks for stays in the process's memory."""

import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command

# Wagtail asks for these on each page: a query less than computing them anew would be no gain.
NEAR = frozenset({"wagtail_site_root_paths"})
# How long another process may go on with what is near after it changed.
NEAR_SECONDS = 60


# Until when, and what; as it is, since nobody changes it, and a copy would cost as much as a query. Of all threads.
_near: dict[str, tuple[float, Any]] = {}


class SharedCache(DatabaseCache):
    """Django's cache in the database, without a query for what public pages need."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return a value from memory where it is near, else from the database."""
        if key not in NEAR:
            return super().get(key, default, version)
        ends, value = _near.get(key, (0.0, default))
        return value if time.monotonic() < ends else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value, what is near only for a moment."""
        if key in NEAR:
            _near[key] = time.monotonic() + NEAR_SECONDS, value
        else:
            super().set(key, value, timeout, version)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value where there is none; return whether there was none."""
        # Looks first: Django's own inserts all the same, and PostgreSQL logs each refusal as an error.
        return not self.has_key(key, version) and bool(super().add(key, value, timeout, version))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; return whether there was one."""
        if key in NEAR:
            return _near.pop(key, None) is not None
        return bool(super().delete(key, version))


def make_cache_table(**kwargs: Any) -> None:
    """Make the table of the cache where there is none, after every migration."""
    call_command("createcachetable", verbosity=0)
