"""A member of the staff leaves: the pages name somebody else, and what is known of the person is deleted."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model
from modelsearch import index
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, ReferenceIndex

from core.deletions import deletes, record
from core.models import SiteImage
from core.share import FOLDER
from core.signals import page_rewritten
from editorial.departure.places import Places, still_pointing
from editorial.departure.swap import Swap
from home.models import HomePage
from people.models import Person


class NobodyForTheFrontPage(Exception):
    """The front page names the person, and nobody was chosen instead."""


class StillNamed(Exception):
    """Something points to the person in a way this module doesn't know; holds what it is."""


@dataclass(frozen=True)
class Named:
    """What names a person: the pages, in the tree's order, and whether the front page is among them."""

    pages: list[Page]
    on_front_page: bool


def named_on(person: Person) -> Named:
    """Return the pages that name a person or show the portrait, online or in a draft."""
    places = Places(Swap(person.pk, None, _portrait_key(person)), save=False)
    places.go_through()
    return Named(list(Page.objects.filter(pk__in=places.pages).order_by("path")), _is_main_contact(person))


def _is_main_contact(person: Person) -> bool:
    """Whether the front page names a person, online or in its draft."""
    homes = [version for home in HomePage.objects.all() for version in (home, home.get_latest_revision_as_object())]
    return any(home.contact_id == person.pk for home in homes)


def proposed_successor(person: Person) -> Person | None:
    """Return whom the pages might name instead: the stand-in, else the front page's contact; None for nobody."""
    contacts = [home.contact for home in HomePage.objects.select_related("contact")]
    candidates = [person.stand_in, *contacts]
    return next((one for one in candidates if one and one.active and one.pk != person.pk), None)


@transaction.atomic
def leave(person: Person, successor: Person | None, user: Any = None, logged: bool = True) -> list[Page]:
    """Put the successor on every page and in every draft in the person's place, and delete the person; all or nothing.

    Pages that are online stay so. Without a successor pages name nobody, and show the main contact. The portrait and
    its files go, unless it is somebody else's as well. Returns the pages that were changed. Raises
    NobodyForTheFrontPage when there has to be a successor, StillNamed when something can't be changed. The deletion
    is logged without the person's data, unless it is one that is done again.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if logged and successor is None and _is_main_contact(person):
        raise NobodyForTheFrontPage
    image = _portrait_key(person)
    places = Places(Swap(person.pk, successor.pk if successor else None, image), save=True)
    places.go_through()
    if successor is not None:
        successor.topics.add(*person.topics.all())
    pages = [page.specific for page in Page.objects.filter(pk__in=places.pages).order_by("path")]
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
        index.insert_or_update_object(page)
        page_rewritten.send(sender=type(page), instance=page)
        log(page, "wagtail.edit", user=user, content_changed=True)
    _delete(person, SiteImage.objects.filter(pk=image).first(), user)
    _forget_shared_pictures(places.pictured)
    if logged:
        record("person", f"{places.swap.person}-{image or 0}-{places.swap.successor or 0}", 1)
    return pages


def _portrait_key(person: Person) -> int | None:
    """The portrait's key; None without one, or when it shows a colleague as well."""
    others = Person.objects.filter(portrait_id=person.portrait_id).exclude(pk=person.pk)
    return None if person.portrait_id is None or others.exists() else person.portrait_id


def _delete(person: Person, image: SiteImage | None, user: Any) -> None:
    things: list[Model] = [person, image] if image else [person]
    for thing in things:
        if named := list(still_pointing(thing, person)):
            raise StillNamed(named)
    for thing in things:
        kind, key = ContentType.objects.get_for_model(thing), str(thing.pk)
        log(thing, "wagtail.delete", user=user)
        thing.delete()
        # The history keeps what was done, not the name.
        ModelLogEntry.objects.filter(content_type=kind, object_id=key).update(label="", data={})


def _forget_shared_pictures(pages: set[int]) -> None:
    """Delete the images for those who share a page, where they showed the portrait; they are drawn anew."""

    def forget() -> None:
        for key in pages:
            folder = f"{FOLDER}/{key}"
            for name in default_storage.listdir(folder)[1] if default_storage.exists(folder) else []:
                default_storage.delete(f"{folder}/{name}")

    transaction.on_commit(forget)


@deletes("person")
def delete_again(key: str, at: dt.datetime) -> int:
    """After a restore: let a person leave again, with the same successor where there still is one."""
    person_pk, image_pk, successor_pk = map(int, key.split("-"))
    image = SiteImage.objects.filter(pk=image_pk, created_at__lte=at)
    person = Person.objects.filter(pk=person_pk, created_at__lte=at).first()
    if person is None:
        return len([one.delete() for one in image.exclude(pk__in=Person.objects.values("portrait"))])
    successor = Person.objects.filter(pk=successor_pk, active=True).first() or proposed_successor(person)
    leave(person, successor, logged=False)
    return 1
