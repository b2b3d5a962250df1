"""Rules of the project as system checks: `manage.py check` fails where a page type breaks one."""

from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from wagtail import blocks
from wagtail.fields import StreamField

from core.pages import SitePage

MOST_BLOCKS = 6


def _page_types() -> list[type[SitePage]]:
    return [model for model in apps.get_models() if issubclass(model, SitePage)]


@register("project")
def check_bodies(**kwargs: Any) -> list[Error]:
    """A body offers at most six kinds of block, none nested, each with a label, a description and a preview value."""
    errors = []
    for model in _page_types():
        for field in (one for one in model._meta.get_fields() if isinstance(one, StreamField)):
            offered = field.stream_block.child_blocks
            if len(offered) > MOST_BLOCKS:
                errors.append(
                    Error(f"{len(offered)} kinds of block, at most {MOST_BLOCKS}.", obj=field, id="core.E001")
                )
            for name, block in offered.items():
                errors += _block_errors(field, name, block)
    return errors


def _block_errors(field: StreamField, name: str, block: blocks.Block) -> list[Error]:
    errors = []
    if "preview_value" not in dir(block.meta) or not block.meta.description:
        errors.append(Error(f"Block “{name}” lacks a preview value or a description.", obj=field, id="core.E002"))
    nested = [child for child in getattr(block, "child_blocks", {}).values()]
    if isinstance(block, (blocks.StreamBlock, blocks.ListBlock)) or any(hasattr(one, "child_blocks") for one in nested):
        errors.append(Error(f"Block “{name}” nests other blocks.", obj=field, id="core.E003"))
    return errors


@register("project")
def check_page_rules(**kwargs: Any) -> list[Error]:
    """Every page type says which children it takes, and one takes it, so that wrong trees can't be made."""
    errors = []
    for model in _page_types():
        if "subpage_types" not in vars(model):
            errors.append(Error("Page type without a rule for its children.", obj=model, id="core.E004"))
        if not model.allowed_parent_page_models():
            errors.append(Error("No page type takes this one as a child.", obj=model, id="core.E005"))
    return errors
