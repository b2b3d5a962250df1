"""A page that names a person in every way, and what of that is still there."""

import json
from typing import Any

from wagtail.models import Revision

from core.models import SiteImage
from editorial.departure.places import keys_to, stream_fields
from news.models import NewsIndexPage, NewsPage
from people.models import Person

NAME = "Frida Fratrædende"


def card(person: Person) -> tuple[str, Any]:
    """A contact within a text."""
    return ("contact", {"person": person, "text": ""})


def page_of(person: Person, picture: SiteImage) -> NewsPage:
    """A published post that names a person in every way, with a draft that does so again."""
    post = NewsPage(title="Prøve på en nyhed", contact=person, image=picture)
    post.body = [
        ("text", "<p>Bliver stående.</p>"),
        card(person),
        ("picture", {"image": picture, "alt": "", "caption": ""}),
    ]
    NewsIndexPage.objects.get().add_child(instance=post)
    post.save_revision().publish()
    post.title = "Prøve på en kladde"
    post.body = [*[(block.block_type, block.value) for block in post.body], card(person)]
    post.save_revision()
    return NewsPage.objects.get(pk=post.pk)


def traces(person: int, image: int) -> list[str]:
    """Where rows or drafts still hold a person's or an image's key, looked for in the stored JSON itself."""
    found = []
    for field in [*keys_to(Person), *keys_to(SiteImage)]:
        key = person if field.related_model is Person else image
        if field.model._base_manager.filter(**{field.attname: key}).exists():
            found.append(str(field))
    texts = [
        json.dumps(list(getattr(row, field.name).raw_data))
        for field in stream_fields()
        for row in field.model._base_manager.all()
    ]
    for revision in Revision.objects.all():
        found += [str(revision)] * (revision.content.get("contact") == person or revision.content.get("image") == image)
        texts.append(str(revision.content.get("body", "")))
    found += [text for text in texts if f'"person": {person},' in text or f'"image": {image},' in text]
    return found
