"""Blocks: every one shows itself in the editor's picker, and names nothing that visitors may not see."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.models import PageViewRestriction

from core.pages import SitePage
from news.models import NewsPage
from publications.models import PublicationPage

pytestmark = pytest.mark.django_db


def offered_blocks() -> dict[str, Block]:
    """Every block that an editor offers, by where it is offered."""
    return {
        f"{model.__name__}.{field.name}.{name}": block
        for model in apps.get_models()
        if issubclass(model, SitePage)
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for name, block in field.stream_block.child_blocks.items()
    }


@pytest.mark.parametrize("place", offered_blocks())
def test_a_block_shows_what_it_will_look_like(client: Client, editor: object, place: str) -> None:
    block = offered_blocks()[place]
    assert block.is_previewable
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}).content.decode()
    assert "css/site.css" in page
    body = page.split("<main>")[1]
    assert any(words in body for words in ("<p", "<figure", "<h2", "<blockquote", "<address", "<dl"))


def test_a_block_names_no_publication_that_visitors_may_not_see(client: Client) -> None:
    publication = PublicationPage.objects.get()
    post = NewsPage.objects.get(slug="velkommen-til-vores-nye-hjemmeside")
    post.body = [("publication", {"publication": publication})]
    post.save_revision().publish()
    announcing = "/nyheder/aarsskrift-2016/"
    for address in (post.url, announcing):
        assert publication.pdf_url in client.get(address).content.decode()
    restriction = PageViewRestriction.objects.create(page=publication, restriction_type=PageViewRestriction.LOGIN)
    for address in (post.url, announcing):
        assert publication.pdf_url not in client.get(address).content.decode()
    restriction.delete()
    publication.unpublish()
    for address in (post.url, announcing):
        assert publication.pdf_url not in client.get(address).content.decode()
