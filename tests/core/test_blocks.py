"""Blocks: every one shows itself in the editor's picker, and names nothing that visitors may not see."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block, CharBlock
from wagtail.blocks.base import BlockField
from wagtail.fields import StreamField
from wagtail.models import PageViewRestriction

from core.pages import SitePage
from news.models import NewsPage
from publications.models import PublicationPage

pytestmark = pytest.mark.django_db


class Slow(CharBlock):
    """A block whose check takes as long as a test wants."""

    begun, may_end = Event(), Event()

    def clean(self, value: str) -> str:
        """Check a draft slowly."""
        if self.is_deferred_validation:
            self.begun.set()
            self.may_end.wait(30)
        return str(super().clean(value))


def test_whoever_publishes_is_asked_for_what_is_required_while_another_saves_a_draft() -> None:
    block = Slow()
    draft, whole = BlockField(block), BlockField(block)
    draft.is_deferred_validation = True
    with ThreadPoolExecutor(2) as pool:
        saving = pool.submit(draft.clean, "")
        assert Slow.begun.wait(30)
        publishing = pool.submit(whole.clean, "")
        # It waits for the other; done at once, it would have taken the empty value.
        wait([publishing], timeout=0.2)
        Slow.may_end.set()
        assert saving.result() == ""
        with pytest.raises(ValidationError):
            publishing.result()


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
