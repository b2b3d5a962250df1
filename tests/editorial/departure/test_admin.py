"""“Leaves” in the admin: for leaders, with what will happen and what happened."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import SiteImage
from home.models import HomePage
from people.models import Person
from tests.editorial.departure.traces import NAME, page_of

pytestmark = pytest.mark.django_db


def test_leaders_find_it_and_delete_leads_there(client: Client, frida: Person, eva: Person, leader: Any) -> None:
    client.force_login(leader)
    address = reverse("departure", args=[frida.pk])
    for page in ("list", "edit"):
        args = [frida.pk] if page == "edit" else []
        assert address in client.get(reverse(f"wagtailsnippets_people_person:{page}", args=args)).content.decode()
    plain = reverse("wagtailsnippets_people_person:delete", args=[frida.pk])
    assert client.post(plain)["Location"] == address
    bulk = reverse("wagtail_bulk_action", args=["people", "person", "delete"])
    answer = client.post(f"{bulk}?id={frida.pk}&id={eva.pk}", follow=True)
    assert "Medarbejdere fratræder en ad gangen" in answer.content.decode()
    assert Person.objects.filter(pk__in=[frida.pk, eva.pk]).count() == 2


def test_the_page_says_what_will_happen_and_what_happened(
    client: Client, frida: Person, eva: Person, portrait: SiteImage, leader: Any
) -> None:
    post = page_of(frida, portrait)
    frida.stand_in = eva
    frida.save()
    client.force_login(leader)
    asked = client.get(reverse("departure", args=[frida.pk])).content.decode()
    assert "Én side bliver rettet" in asked
    assert reverse("wagtailadmin_pages:edit", args=[post.pk]) in asked
    assert f'<option value="{eva.pk}" selected>' in asked
    done = client.post(reverse("departure", args=[frida.pk]), {"successor": eva.pk}, follow=True).content.decode()
    assert f"{NAME} er slettet." in done
    assert reverse("wagtailadmin_pages:edit", args=[post.pk]) in done and f'href="{post.url}"' in done


def test_the_front_page_keeps_a_contact(client: Client, eva: Person, leader: Any) -> None:
    thomas = HomePage.objects.get().contact
    client.force_login(leader)
    address = reverse("departure", args=[thomas.pk])
    refused = client.post(address, {"successor": ""})
    assert "Personen står på forsiden." in refused.content.decode()
    assert HomePage.objects.get().contact == thomas
    client.post(address, {"successor": eva.pk})
    client.logout()
    for page in ("/", "/kontakt/", "/det-goer-vi/interessevaretagelse/", "/faa-hjaelp/"):
        shown = client.get(page).content.decode()
        assert "Eva Eksempel" in shown and "22281922" not in shown, page


def test_nobody_else_may(client: Client, frida: Person, editor: Any) -> None:
    address = reverse("departure", args=[frida.pk])
    assert "/admin/login/" in client.get(address)["Location"]
    client.force_login(editor)
    assert client.post(address, {"successor": ""}).status_code == 302
    assert Person.objects.filter(pk=frida.pk).exists()
    assert address not in client.get(reverse("wagtailsnippets_people_person:list")).content.decode()
    assert client.get(reverse("departed")).status_code == 302
