"""Wagtail's search in the database, safe against whatever is typed: a quote mark must not end in an error."""

from typing import Any

from modelsearch.backends import database
from wagtail.search.query import PlainText

from core.text import search_words


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 (Wagtail looks for this name)
    """Return the search backend of the database in use, with its queries cleaned first."""
    backend = database.SearchBackend(params)
    backend.__class__ = type("CleanSearchBackend", (_CleanQueries, type(backend)), {})
    return backend


class _CleanQueries:
    """Cleans the query of every search, whole words and beginnings of words alike."""

    def _search(self, compiler: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(query, PlainText):
            query = PlainText(search_words(query.query_string), operator=query.operator, boost=query.boost)
            query = query if query.query_string else ""
        elif isinstance(query, str):
            query = search_words(query)
        return super()._search(compiler, query, *args, **kwargs)  # type: ignore[misc]
