"""What counts as a change of the published site: every write to a table that pages are made of, whoever makes it.

The statements themselves are watched (Django's execute_wrapper), since neither update() nor the tree's moves send a
signal. MIRROR_MODELS names the models, each with the fields that no visitor sees; page types need not be named.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, wraps
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signals import setting_changed
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, post_save, pre_delete, pre_migrate, pre_save
from wagtail.models import Page

from mirror import changes, folder
from mirror.models import Change
from mirror.paths import is_on
from mirror.trouble import report

WRITE = re.compile(r"\s*(INSERT INTO|INSERT OR \w+ INTO|REPLACE INTO|UPDATE|DELETE FROM|TRUNCATE)\s+\"?(\w+)\"?", re.I)
COLUMN = re.compile(r"(?:^|[\s,])\"?(\w+)\"?\s*=")

# While migrations run, the table of changes may not be there.
_is_migrating = False


def begin() -> None:
    """Watch the default database, and the pages that are taken away."""
    connection_created.connect(_watch_connection, dispatch_uid="mirror")
    # One that was opened before the apps were ready.
    _watch_connection(connections[DEFAULT_DB_ALIAS])
    pre_migrate.connect(_stop, sender=apps.get_app_config("mirror"))
    post_migrate.connect(_go_on, sender=apps.get_app_config("mirror"))
    pre_save.connect(_page_saved, dispatch_uid="mirror")
    post_save.connect(_page_made, dispatch_uid="mirror")
    pre_delete.connect(_page_deleted, dispatch_uid="mirror")
    setting_changed.connect(_forget_tables)
    for model in _watched():
        if not issubclass(model, Page):
            _save_in_one_transaction(model)


def _save_in_one_transaction(model: type[models.Model]) -> None:
    """Let a save be one transaction with its change, as that of a page is.

    Django saves a plain model without one, and SQLite can't commit before the new row's key was fetched.
    """
    save_base = model.save_base

    @wraps(save_base)
    def save(self: models.Model, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            save_base(self, *args, **kwargs)

    model.save_base = save


def _watch_connection(connection: Any, **kwargs: Any) -> None:
    if connection.alias == DEFAULT_DB_ALIAS and _notice not in connection.execute_wrappers:
        connection.execute_wrappers.append(_notice)


def _stop(**kwargs: Any) -> None:
    global _is_migrating
    _is_migrating = True


def _go_on(plan: Any = None, **kwargs: Any) -> None:
    global _is_migrating
    _is_migrating = False
    table = Change._meta.db_table
    if plan and table in connections[DEFAULT_DB_ALIAS].introspection.table_names():
        changes.note_change()


def _forget_tables(setting: str, **kwargs: Any) -> None:
    if setting.startswith("MIRROR_"):
        tables.cache_clear()
        _erasing.cache_clear()


def _children(model: type[models.Model]) -> Iterable[type[models.Model]]:
    """The tables of a model's relations that are saved with it."""
    yield from (field.remote_field.through for field in model._meta.local_many_to_many)
    yield from (
        relation.related_model
        for relation in model._meta.related_objects
        if relation.field.__class__.__name__ == "ParentalKey"
    )


def _watched() -> dict[type[models.Model], frozenset[str]]:
    """Return what pages are made of, each with the columns that don't matter."""
    shown: dict[Any, Iterable[str]] = {one: () for one in apps.get_models() if issubclass(one, Page)}
    shown |= {apps.get_model(label): unseen for label, unseen in settings.MIRROR_MODELS.items()}
    found: dict[type[models.Model], frozenset[str]] = {}
    for model, unseen in shown.items():
        found |= {child: frozenset() for child in _children(model)}
        found[model] = frozenset(model._meta.get_field(name).column for name in unseen)
    return found


@cache
def tables() -> dict[str, frozenset[str]]:
    """Return the watched tables, each with the columns that don't matter."""
    return {model._meta.db_table: unseen for model, unseen in _watched().items()}


@cache
def _page_tables() -> frozenset[str]:
    return frozenset(one._meta.db_table for one in apps.get_models() if issubclass(one, Page))


@cache
def _erasing() -> frozenset[str]:
    return frozenset(apps.get_model(label)._meta.db_table for label in settings.MIRROR_ERASING_MODELS)


def is_change(sql: str) -> str:
    """Return the table that a statement changes in a way visitors may see, or ""."""
    found = WRITE.match(sql)
    if found is None or (table := found[2]) not in tables():
        return ""
    kind = found[1].upper()
    # A new page may be a draft: _page_made looks.
    if kind.startswith("INSERT") and table in _page_tables():
        return ""
    if kind == "UPDATE" and (unseen := tables()[table]):
        columns = set(COLUMN.findall(sql.partition(" SET ")[2].partition(" WHERE ")[0]))
        if columns and columns <= unseen:
            return ""
    return table


def _notice(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute a statement; one that changes the site begins a new generation in the same transaction."""
    if _is_migrating or not isinstance(sql, str) or not (table := is_change(sql)):
        return execute(sql, params, many, context)
    is_fetched_from = " RETURNING " in sql and not transaction.get_connection().in_atomic_block
    with transaction.atomic(savepoint=False):
        changes.note_change()
        if table in _erasing():
            erase()
        if not is_fetched_from:
            return execute(sql, params, many, context)
    # Only where somebody writes such a statement by hand, and without a transaction.
    return execute(sql, params, many, context)


class StillShown(Exception):
    """What was to be taken away would go on being shown: the folder of kept pages can't be changed."""


def erase(page: Page | None = None) -> None:
    """Erase a page, or all, from every folder, before whatever comes next is done.

    Something that was taken away may be named on any page, so then it is all; the worker renders them again. Raises
    StillShown when that can't be done: a front server would go on reading what is there.
    """
    if page is None:
        changes.note_erasing()
    if not is_on():
        return
    try:
        if page is None:
            folder.erase_all()
        elif path := page.get_url_parts() and page.get_url_parts()[2]:
            folder.erase(path)
    except OSError as error:
        report("kept pages could not be erased", error)
        if page is None and folder.holds_pages():
            raise StillShown from error


def _page_saved(instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """A page that is taken down or gets another address is erased first; so is the page that gets a new text."""
    if not isinstance(instance, Page) or _is_migrating or instance._state.adding or update_fields is not None:
        return
    before = Page.objects.filter(pk=instance.pk).values("live", "url_path").first()
    if before is None:
        return
    is_moved = before["url_path"] != instance.url_path
    # A page that nobody sees takes those below along, which may be read.
    below = Page.objects.filter(url_path__startswith=before["url_path"], live=True)
    if not (before["live"] or instance.live or (is_moved and below.exists())):
        return
    changes.note_change()
    erase(None if is_moved or (before["live"] and not instance.live) else instance)


def _page_made(instance: Any, created: bool = False, **kwargs: Any) -> None:
    """A new page counts when it is live."""
    if isinstance(instance, Page) and created and instance.live and not _is_migrating:
        changes.note_change()


def _page_deleted(instance: Any, **kwargs: Any) -> None:
    """A page that visitors could read is erased before it is deleted."""
    if isinstance(instance, Page) and instance.live and not _is_migrating:
        changes.note_change()
        erase()
