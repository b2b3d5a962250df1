"""What a page needs can't be deleted; the sentence names the page."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from core.models import SiteDocument, Topic
from editorial.groups import LEADERS
from home.models import MissionPage
from people.models import Partner
from publications.models import PublicationPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    """A topic that has a page."""
    return MissionPage.objects.first().topic


@pytest.fixture
def document(leader: Any) -> SiteDocument:
    """The PDF of a publication; the leaders may delete documents."""
    GroupCollectionPermission.objects.get_or_create(
        group=leader.groups.get(name=LEADERS),
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(content_type__app_label="wagtaildocs", codename="change_document"),
    )
    return PublicationPage.objects.exclude(pdf=None).first().pdf


def addresses(thing: Any) -> list[str]:
    """Where a topic or a document is deleted: alone, and among several."""
    meta = thing._meta
    single = "wagtailsnippets_core_topic:delete" if isinstance(thing, Topic) else "wagtaildocs:delete"
    bulk = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "delete"])
    return [reverse(single, args=[thing.pk]), f"{bulk}?id={thing.pk}"]


@pytest.mark.parametrize("which", ["topic", "document"])
@pytest.mark.parametrize("way", [0, 1])
def test_what_a_page_uses_is_kept(
    client: Client, leader: Any, which: str, way: int, request: pytest.FixtureRequest
) -> None:
    thing = request.getfixturevalue(which)
    page = MissionPage.objects.get(topic=thing) if which == "topic" else PublicationPage.objects.get(pdf=thing)
    client.force_login(leader)
    address = addresses(thing)[way]
    answer = client.post(address, follow=True)
    assert answer.status_code == 200
    assert f"bruges af siden „{page.title}” og kan ikke slettes" in answer.content.decode()
    assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("way", [0, 1])
def test_what_none_uses_is_deleted(client: Client, leader: Any, document: SiteDocument, way: int) -> None:
    client.force_login(leader)
    spare = SiteDocument.objects.create(title="Prøvetekst", file=document.file)
    for thing in (Topic.objects.create(name="Prøvetekst", sentence="Prøvetekst?"), spare):
        client.post(addresses(thing)[way])
        assert not type(thing).objects.filter(pk=thing.pk).exists()


def test_of_several_none_goes_when_one_is_used(client: Client, leader: Any, topic: Topic) -> None:
    client.force_login(leader)
    other = Topic.objects.create(name="Prøvetekst", sentence="Prøvetekst?")
    address = addresses(topic)[1]
    answer = client.post(f"{address}&id={other.pk}", follow=True)
    assert f"„{topic}” bruges af siden" in answer.content.decode()
    assert Topic.objects.filter(pk=other.pk).exists()


def test_partners_are_deleted_as_before(client: Client, leader: Any) -> None:
    client.force_login(leader)
    partner = Partner.objects.create(name="Prøvetekst")
    client.post(reverse("wagtailsnippets_people_partner:delete", args=[partner.pk]))
    assert not Partner.objects.filter(pk=partner.pk).exists()
