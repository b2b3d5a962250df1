"""The cache that all processes share, in the database; what every page asks for stays in the process's memory."""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.management import call_command

# Wagtail asks for these on each page: a query less than computing them anew would be no gain.
NEAR = frozenset({"wagtail_site_root_paths"})
# How long another process may go on with what is near after it changed.
NEAR_SECONDS = 60


class SharedCache(DatabaseCache):
    """Django's cache in the database, without a query for what public pages need."""

    def __init__(self, table: str, params: dict[str, Any]) -> None:
        super().__init__(table, params)
        self._near = LocMemCache("near", {})

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return a value from memory where it is near, else from the database."""
        return self._near.get(key, default, version) if key in NEAR else super().get(key, default, version)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value, what is near only for a moment."""
        if key in NEAR:
            self._near.set(key, value, NEAR_SECONDS, version)
        else:
            super().set(key, value, timeout, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; return whether there was one."""
        return bool(self._near.delete(key, version) if key in NEAR else super().delete(key, version))


def make_cache_table(**kwargs: Any) -> None:
    """Make the table of the cache where there is none, after every migration."""
    call_command("createcachetable", verbosity=0)
