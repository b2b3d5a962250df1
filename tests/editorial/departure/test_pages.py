"""Every page that names whoever leaves names the successor afterwards, online and in drafts."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from core.models import SiteImage, Topic
from editorial.departure.leaving import StillNamed, leave, named_on
from editorial.departure.places import keys_to, stream_fields
from home.models import HelpPage, HomePage, MissionPage, TextPage
from news.models import InvitationPage, NewsPage, Video
from people.models import Partner, Person
from search.models import Pin
from tests.editorial.departure.traces import NAME, card, page_of, traces

pytestmark = pytest.mark.django_db


def test_pages_and_drafts_name_the_successor_and_stay_as_they_are(
    client: Client, frida: Person, eva: Person, portrait: SiteImage
) -> None:
    post = page_of(frida, portrait)
    before = client.get(post.url).content.decode()
    assert NAME in before
    keys = frida.pk, portrait.pk
    assert [page.pk for page in named_on(frida).pages] == [post.pk]
    assert [page.pk for page in leave(frida, eva)] == [post.pk]
    assert traces(*keys) == []
    after = client.get(post.url)
    assert after.status_code == 200
    assert NAME not in after.content.decode() and "Eva Eksempel" in after.content.decode()
    post = NewsPage.objects.get(pk=post.pk)
    assert post.live and post.has_unpublished_changes and post.title == "Prøve på en nyhed"
    assert [block.block_type for block in post.body] == ["text", "contact"]
    post.get_latest_revision().publish()
    again = client.get(post.url).content.decode()
    assert "Prøve på en kladde" in again and NAME not in again and again.count("Spørg Eva") == 3


def test_without_a_successor_pages_show_the_main_contact(client: Client, frida: Person, portrait: SiteImage) -> None:
    post = page_of(frida, portrait)
    leave(frida, None)
    shown = client.get(post.url).content.decode()
    assert NAME not in shown and "Thomas Højmark Fegar" in shown
    assert [block.block_type for block in NewsPage.objects.get(pk=post.pk).body] == ["text"]


def test_going_back_to_an_older_version_brings_nobody_back(client: Client, frida: Person, eva: Person) -> None:
    page = TextPage(title="Prøve", body=[card(frida)], contact=frida)
    HomePage.objects.get().add_child(instance=page)
    oldest = page.save_revision()
    oldest.publish()
    page.body, page.contact = [("text", "<p>Prøve.</p>")], eva
    page.save_revision().publish()
    leave(frida, eva)
    oldest.refresh_from_db()
    oldest.publish()
    shown = client.get(page.url).content.decode()
    assert "Spørg Eva" in shown and NAME not in shown


def test_the_successor_takes_topics_and_standing_in(client: Client, frida: Person, eva: Person) -> None:
    topics = set(frida.topics.all())
    third = Person.objects.create(name="Tredje Eksempel", title="Prøve", stand_in=frida)
    eva.stand_in = third
    eva.save()
    leave(frida, eva)
    assert set(eva.topics.all()) == topics
    third.refresh_from_db()
    # Eva has the third as her stand-in, and two can't stand in for each other.
    assert third.stand_in is None
    assert "Eva Eksempel" in client.get(HelpPage.objects.get().url).content.decode()


def everything_that_can_point(frida: Person) -> dict[Any, Model]:
    """A row of every model with a key to a person, pointing there."""
    rows = {}
    for field in keys_to(Person):
        if field.model is Person.topics.through or getattr(field.model, "goes_with_person", False):
            continue
        row = field.model._base_manager.exclude(pk=frida.pk if field.model is Person else None).first()
        assert row is not None, f"{field} can name a person: make a row of {field.model.__name__} for this test"
        field.model._base_manager.filter(pk=row.pk).update(**{field.attname: frida.pk})
        rows[field] = row
    return rows


def test_no_key_to_a_person_is_forgotten(frida: Person, eva: Person) -> None:
    Pin.objects.create(words="prøve", person=frida)
    rows = everything_that_can_point(frida)
    assert {field.model for field in rows} >= {HomePage, MissionPage, TextPage, NewsPage, Person}
    named = {page.pk for page in named_on(frida).pages}
    assert named == {row.pk for field, row in rows.items() if isinstance(row, Page)}
    leave(frida, eva)
    for field, row in rows.items():
        expected = None if row == eva else eva.pk
        assert field.model._base_manager.values_list(field.attname, flat=True).get(pk=row.pk) == expected, str(field)


def test_every_text_that_can_hold_a_contact_is_looked_through(frida: Person, eva: Person) -> None:
    fields = [field for field in stream_fields() if "contact" in field.stream_block.child_blocks]
    assert len(fields) >= 4
    for field in fields:
        row = field.model._base_manager.first()
        assert row is not None, field
        field.model._base_manager.filter(pk=row.pk).update(
            **{field.name: field.stream_block.to_python([{"type": "contact", "value": {"person": frida.pk}}])}
        )
    leave(frida, eva)
    for field in fields:
        [block] = getattr(field.model._base_manager.first(), field.name)
        assert block.value["person"] == eva, field


def test_what_it_cannot_change_stops_it_and_changes_nothing(
    client: Client, frida: Person, eva: Person, portrait: SiteImage, leader: Any
) -> None:
    page = TextPage(title="Prøve", contact=frida)
    page.body = [("text", f'<p>Prøve</p><embed embedtype="image" id="{portrait.pk}" format="left" alt=""/>')]
    HomePage.objects.get().add_child(instance=page)
    ReferenceIndex.create_or_update_for_object(page)
    with pytest.raises(StillNamed):
        leave(frida, eva)
    page.refresh_from_db()
    assert page.contact == frida and Person.objects.filter(pk=frida.pk).exists()
    client.force_login(leader)
    answer = client.post(reverse("departure", args=[frida.pk]), {"successor": eva.pk}).content.decode()
    assert "Intet er ændret: Prøve bruger det stadig." in answer


def test_pictures_elsewhere_go_too(frida: Person, eva: Person, portrait: SiteImage) -> None:
    topic, partner = Topic.objects.first(), Partner.objects.first()
    for row, name in ((topic, "image"), (partner, "logo"), (Video.objects.first(), "poster")):
        type(row).objects.filter(pk=row.pk).update(**{name: portrait})
    invitation = InvitationPage.objects.first()
    InvitationPage.objects.filter(pk=invitation.pk).update(image=portrait)
    assert invitation.pk in {page.pk for page in leave(frida, eva)}
    assert traces(0, portrait.pk) == []
