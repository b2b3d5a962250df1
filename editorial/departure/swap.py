"""Put somebody else in a person's place, and take a portrait out, in what a page or a draft of it holds."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, ManyToManyField, Model
from modelcluster.fields import ParentalKey
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ChooserBlock, ListBlock
from wagtail.fields import StreamField

from core.models import SiteImage
from people.models import Person

# What stands in the place of a value that can't be there any more.
_GONE: Any = object()


@dataclass(frozen=True)
class Swap:
    """Who leaves, who comes instead (or nobody), and the portrait that goes (or none), by their keys."""

    person: int
    successor: int | None = None
    image: int | None = None

    def replaced(self, model: type[Model], key: Any) -> Any:
        """Return the key that is to stand where one of a model stands; None for nobody."""
        if issubclass(model, Person) and key == self.person:
            return self.successor
        if issubclass(model, SiteImage) and self.image is not None and key == self.image:
            return None
        return key


def swap_stream(field: StreamField, blocks: list[Any], swap: Swap) -> list[Any]:
    """Return the raw blocks of a field; a block that needs what has gone goes with it."""
    return list(_swap_value(field.stream_block, blocks, swap))


def _swap_value(block: Block, value: Any, swap: Swap) -> Any:
    if value is None:
        return None
    if isinstance(block, BaseStreamBlock):
        return _swap_items(value, swap, lambda item: block.child_blocks.get(item["type"]))
    if isinstance(block, ListBlock):
        return _swap_items(value, swap, lambda item: block.child_block)
    if isinstance(block, BaseStructBlock):
        return _swap_struct(block, value, swap)
    if isinstance(block, ChooserBlock):
        key = swap.replaced(block.model_class, value)
        return _GONE if key is None else key
    return value


def _swap_items(items: list[Any], swap: Swap, block_of: Any) -> list[Any]:
    """The items of a list or stream without those that have gone; a list from older days holds bare values."""
    found = []
    for item in items:
        bare = not (isinstance(item, dict) and "value" in item)
        block = block_of(item)
        value = item if bare else item["value"]
        swapped = value if block is None else _swap_value(block, value, swap)
        if swapped is not _GONE:
            found.append(swapped if bare else {**item, "value": swapped})
    return found


def _swap_struct(block: BaseStructBlock, value: dict[str, Any], swap: Swap) -> Any:
    swapped = dict(value)
    for name, child in block.child_blocks.items():
        if name not in value:
            continue
        one = _swap_value(child, value[name], swap)
        if one is _GONE:
            if child.required:
                return _GONE
            one = None
        swapped[name] = one
    return swapped


def swap_content(model: type[Model], content: dict[str, Any], swap: Swap) -> bool:
    """Change what a revision of a model holds, in place; return whether anything was to be changed."""
    changed = False
    for field in model._meta.get_fields():
        name = field.get_accessor_name() if _is_child_relation(field) else field.name
        if content.get(name) in (None, "", []):
            continue
        if _is_child_relation(field):
            changed |= any([swap_content(field.related_model, row, swap) for row in content[name]])
            continue
        value = _swap_field(field, content[name], swap)
        changed |= value != content[name]
        content[name] = value
    return changed


def _is_child_relation(field: Any) -> bool:
    return isinstance(getattr(field, "remote_field", None), ParentalKey)


def _swap_field(field: Any, value: Any, swap: Swap) -> Any:
    if isinstance(field, StreamField):
        blocks = json.loads(value) if isinstance(value, str) else value
        swapped = swap_stream(field, blocks, swap)
        if swapped == blocks:
            return value
        return json.dumps(swapped) if isinstance(value, str) else swapped
    if isinstance(field, ForeignKey):
        return swap.replaced(field.related_model, value)
    if isinstance(field, ManyToManyField) and isinstance(value, list):
        keys = [swap.replaced(field.related_model, key) for key in value]
        return [key for number, key in enumerate(keys) if key is not None and key not in keys[:number]]
    return value
