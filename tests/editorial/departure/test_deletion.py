"""Nothing of whoever left is kept: neither files nor names, nor after a restore."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.search.models import IndexEntry

from core.deletions import log_file
from core.models import SiteImage
from editorial.departure.leaving import leave
from home.models import TextPage
from people.models import Person
from tests.editorial.departure.traces import NAME, page_of
from tests.pictures import png

pytestmark = pytest.mark.django_db


def files(image: SiteImage) -> list[Path]:
    """The image's own file and those of its sizes."""
    names = [image.file.name, *(rendition.file.name for rendition in image.renditions.all())]
    return [Path(settings.MEDIA_ROOT) / name for name in names]


def test_person_portrait_files_card_and_history_are_gone(
    client: Client,
    frida: Person,
    eva: Person,
    portrait: SiteImage,
    leader: Any,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    client.force_login(leader)
    client.post(reverse("wagtailsnippets_people_person:edit", args=[frida.pk]), edited(frida))
    post = page_of(frida, portrait)
    assert client.get(post.url).status_code == 200
    shared = client.get(
        client.get(post.url).content.decode().split('og:image" content="http://localhost:8000')[1].split('"')[0]
    )
    assert shared.status_code == 200
    addresses = ["/om-os/medarbejdere/frida-fratraedende.vcf", "/om-os/medarbejdere/frida-fratraedende-qr.svg"]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    assert ModelLogEntry.objects.filter(label__contains="Frida").exists()
    assert IndexEntry.objects.filter(object_id=str(frida.pk), content_type__model="person").exists()
    stored = [*files(portrait), *(Path(settings.MEDIA_ROOT) / "share" / str(post.pk)).iterdir()]
    assert len(stored) > 3 and all(path.exists() for path in stored)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("departure", args=[frida.pk]), {"successor": eva.pk})
    assert answer.status_code == 302
    assert not [path for path in stored if path.exists()]
    assert not SiteImage.objects.filter(title__contains="Frida").exists()
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert not ModelLogEntry.objects.filter(label__contains="Frida").exists()
    assert not IndexEntry.objects.filter(object_id=str(frida.pk), content_type__model="person").exists()
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if field.get_internal_type() in ("CharField", "TextField", "JSONField"):
                rows = model._base_manager.filter(**{f"{field.name}__icontains": "Fratrædende"})
                assert not rows.exists() or model._meta.app_label in ("sessions", "django_tasks_database"), str(field)


def edited(person: Person) -> dict[str, Any]:
    """What the admin's form sends for a person."""
    return {
        "name": person.name,
        "title": "Prøve igen",
        "phone_0": "DK",
        "phone": str(person.phone),
        "email": "",
        "portrait": person.portrait_id,
        "portrait_consent": "on",
        "active": "on",
        "sort_order": 0,
        "stand_in": "",
    }


def test_a_colleague_on_the_same_portrait_keeps_it(frida: Person, eva: Person, portrait: SiteImage) -> None:
    eva.portrait, eva.portrait_consent = portrait, True
    eva.save()
    leave(frida, eva)
    assert SiteImage.objects.filter(pk=portrait.pk).exists()


def test_it_is_logged_without_a_name_and_done_again_after_a_restore(
    frida: Person, eva: Person, portrait: SiteImage, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    keys = {"person": frida.pk, "image": portrait.pk, "created": frida.created_at}
    log_file().unlink(missing_ok=True)
    with django_capture_on_commit_callbacks(execute=True):
        leave(frida, eva)
    assert "Frida" not in log_file().read_text() and '"person"' in log_file().read_text()
    again = SiteImage.objects.create(pk=keys["image"], title=NAME, file=ContentFile(png(), "igen.png"))
    SiteImage.objects.filter(pk=again.pk).update(created_at=keys["created"])
    restored = Person.objects.create(pk=keys["person"], name=NAME, title="Prøve", portrait=again)
    Person.objects.filter(pk=restored.pk).update(created_at=keys["created"])
    TextPage.objects.filter(slug="kontakt").update(contact=restored)
    call_command("reapply_deletions")
    assert not Person.objects.filter(name=NAME).exists() and not SiteImage.objects.filter(title=NAME).exists()
    assert TextPage.objects.get(slug="kontakt").contact == eva
    # Somebody who came later has the key by chance.
    Person.objects.create(pk=keys["person"], name="Ny Eksempel", title="Prøve")
    call_command("reapply_deletions")
    assert Person.objects.filter(name="Ny Eksempel").exists()
    log_file().unlink()
