"""Every place that names a person or shows the portrait: found by what Django and Wagtail know of models."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, Revision

from core.models import SiteImage
from editorial.departure.swap import Swap, swap_content, swap_stream
from people import standing_in
from people.models import Person


def keys_to(model: type[Model]) -> list[Any]:
    """Return every foreign key that points to a model, also those without a way back and those of relations."""
    found = [one for one in model._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete]
    return [one.field for one in found if one.one_to_many or one.one_to_one]


def stream_fields() -> list[StreamField]:
    """Return every field made of blocks, each with the model it belongs to."""
    models = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    return [field for model in models for field in model._meta.local_fields if isinstance(field, StreamField)]


class Places:
    """The places of one swap; found, and with ``save`` changed, in rows, in texts and in every draft."""

    def __init__(self, swap: Swap, save: bool) -> None:
        self.swap, self.save = swap, save
        # Keys of pages, and those among them that showed the portrait.
        self.pages: set[int] = set()
        self.pictured: set[int] = set()

    def go_through(self) -> None:
        """Find them all; ``pages`` holds the keys of the pages then."""
        for field in keys_to(Person):
            self._rows(field, self.swap.person, self.swap.successor)
        if self.swap.image is not None:
            for field in keys_to(SiteImage):
                if field.null:
                    self._rows(field, self.swap.image, None)
        for field in stream_fields():
            self._texts(field)
        self._drafts()

    def _note(self, model: type[Model], keys: list[Any], pictured: bool = False) -> None:
        if issubclass(model, Page):
            self.pages.update(keys)
            if pictured:
                self.pictured.update(keys)

    def _rows(self, field: Any, key: int, other: int | None) -> None:
        model = field.model
        # The person's own topics and portrait go with the person, and so does what is only about the person.
        own = model is Person.topics.through or (model is Person and field.name == "portrait")
        if own or getattr(model, "goes_with_person", False):
            return
        rows = model._base_manager.filter(**{field.attname: key})
        self._note(model, list(rows.values_list("pk", flat=True)), pictured=field.related_model is SiteImage)
        if not self.save:
            return
        if model is Person:
            _stand_in_for(rows, other)
        elif model._meta.auto_created:
            _relate(rows, field, other)
        else:
            rows.update(**{field.attname: other})

    def _texts(self, field: StreamField) -> None:
        rows = field.model._base_manager.all()
        for row in rows.only("pk", field.name).iterator():
            blocks = field.stream_block.get_prep_value(getattr(row, field.name))
            swapped = swap_stream(field, blocks, self.swap)
            if swapped == blocks:
                continue
            self._note(field.model, [row.pk])
            if self.save:
                rows.filter(pk=row.pk).update(**{field.name: field.stream_block.to_python(swapped)})

    def _drafts(self) -> None:
        """Also older versions, so that going back to one doesn't bring the person back."""
        for revision in Revision.objects.select_related("content_type").iterator():
            model = revision.content_type.model_class()
            if model is None or not swap_content(model, revision.content, self.swap):
                continue
            self._note(model, [int(revision.object_id)] if issubclass(model, Page) else [])
            if self.save:
                Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _stand_in_for(people: Any, other: int | None) -> None:
    """Let a successor stand in for those the person stood in for, where that leads back to nobody."""
    for one in list(people):
        one.stand_in_id = other
        if "stand_in" in standing_in.faults(one):
            one.stand_in_id = None
        Person.objects.filter(pk=one.pk).update(stand_in=one.stand_in_id)


def _relate(rows: Any, field: Any, other: int | None) -> None:
    """Put a successor in the rows of a relation, each only once."""
    [own] = [one for one in field.model._meta.local_fields if one.remote_field and one is not field]
    for row in list(rows):
        twin = field.model._base_manager.filter(**{own.attname: getattr(row, own.attname), field.attname: other})
        if other is None or twin.exists():
            row.delete()
        else:
            field.model._base_manager.filter(pk=row.pk).update(**{field.attname: other})


def still_pointing(target: Model, person: Person) -> Iterator[Any]:
    """Yield what Wagtail's index of references finds to point to a thing after all, except the person's own."""
    found = ReferenceIndex.get_references_to(target)
    for kind, key in set(found.values_list("base_content_type", "object_id")):
        source = ContentType.objects.get_for_id(kind).model_class()._base_manager.filter(pk=key).first()
        source = source.specific if isinstance(source, Page) else source
        if source is None or source == person:
            continue
        ReferenceIndex.create_or_update_for_object(source)
        if found.filter(base_content_type=kind, object_id=key).exists():
            yield source
