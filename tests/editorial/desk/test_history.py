"""The earlier versions of a page: those that visitors saw come first, all others with one press."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from news.models import NewsIndexPage, NewsPage
from tests.editorial.desk.press import edit, post_data, press

pytestmark = pytest.mark.django_db


def test_published_versions_come_first_and_drafts_with_one_press(client: Client, editor: Any) -> None:
    client.force_login(editor)
    new = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])
    press(client, new, "", post_data("Kun en kladde endnu"))
    page = NewsPage.objects.get(title="Kun en kladde endnu")
    address = reverse("wagtailadmin_pages:history", args=[page.pk])
    assert client.get(address).context["object_list"].count() == 0

    press(client, edit(page), "publish", post_data("Ude nu", slug=page.slug))
    press(client, edit(page), "", post_data("Ude nu, men rettes", slug=page.slug))
    published = client.get(address)
    assert {entry.action for entry in published.context["object_list"]} == {"wagtail.publish"}
    shown = published.content.decode()
    assert "Alle ændringer" in shown

    everything = client.get(address, {"vis": "alle"})
    assert {entry.action for entry in everything.context["object_list"]} >= {
        "wagtail.create",
        "wagtail.publish",
        "wagtail.edit",
    }
    assert "Kun udgivne versioner" in everything.content.decode()
