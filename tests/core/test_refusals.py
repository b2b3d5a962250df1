"""Odd and hostile input of staff: a clear sentence or a harmless result, never an error page."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from core.models import SiteDocument, SiteImage, Topic
from core.text import printable, search_words
from news.models import InvitationPage, NewsIndexPage, NewsPage
from publications.models import PublicationPage
from tests.core.test_pages import add_post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query", ['"', 'a"b', "*", "NEAR(", "a OR", "'", "\\", "(", "%", "\x00", "å" * 5000, "-", "a:b"]
)
@pytest.mark.parametrize("address", ["/admin/news/", "/admin/images/", "/admin/documents/", "/admin/pages/search/"])
def test_any_search_in_the_admin_is_answered(client: Client, editor: Any, address: str, query: str) -> None:
    client.force_login(editor)
    assert client.get(address, {"q": query}).status_code in {200, 301}


def test_a_search_finds_what_it_finds_without_the_odd_signs(client: Client, editor: Any) -> None:
    client.force_login(editor)
    assert "Årsskrift 2016" in client.get("/admin/news/", {"q": '„"Årsskrift"“ (2016)'}).content.decode()


def test_words_of_a_search() -> None:
    assert search_words(' "Årsskrift"* 2016\x00 ').split() == ["Årsskrift", "2016"]
    assert search_words('"-*"') == ""


def test_a_line_break_from_word_does_not_break_the_feeds(client: Client, editor: Any) -> None:
    add_post(client, editor, title="Linje\x0bskift", summary="Et\x0cto\x1ftre")
    post = NewsPage.objects.get(title="Linje skift")
    assert post.summary == "Et to tre"
    NewsPage.objects.filter(pk=post.pk).update(summary="Kom\x0budenom")
    for kind in ("rss", "atom"):
        assert client.get(f"/nyheder/{kind}/").status_code == 200
    assert printable("a\tb\nc") == "a\tb\nc"


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "2100-06-01"])
def test_a_date_that_cannot_be_meant_is_refused(client: Client, editor: Any, date: str) -> None:
    page = add_post(client, editor, date=date)
    assert "error-message" in page and date in page
    assert not NewsPage.objects.filter(title="Årsmøde på Ørnevej").exists()


def test_a_start_that_cannot_be_meant_is_refused() -> None:
    invitation = InvitationPage(title="Fest", start=dt.datetime(1, 1, 1, tzinfo=dt.UTC), place="Aarhus")
    with pytest.raises(ValidationError):
        NewsIndexPage.objects.get().add_child(instance=invitation)


def test_a_post_is_not_published_under_a_day_to_come(client: Client, editor: Any) -> None:
    page = add_post(client, editor, date="2099-01-01")
    assert "Dagen er ikke kommet endnu." in page
    assert not NewsPage.objects.filter(date__year=2099).exists()


def test_the_pdf_of_a_hidden_publication_is_hidden_everywhere(client: Client, editor: Any) -> None:
    publication = PublicationPage.objects.get()
    document = publication.pdf.url
    assert client.get(document).status_code == 200
    restriction = PageViewRestriction.objects.create(page=publication, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(document).status_code == 404
    restriction.delete()
    publication.unpublish()
    assert client.get(document).status_code == 404
    client.force_login(editor)
    assert client.get(document).status_code == 200


def test_the_pdf_keeps_answering_when_the_page_gets_another_address(
    client: Client, leader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    publication = PublicationPage.objects.get()
    old = publication.pdf_url
    publication.slug = "aarsskrift-for-2016"
    with django_capture_on_commit_callbacks(execute=True):
        publication.save_revision(user=leader).publish()
    final = client.get(old, follow=True)
    assert final.status_code == 200 and final["Content-Type"] == "application/pdf"


def test_a_file_that_only_calls_itself_a_pdf_is_refused() -> None:
    fake = SiteDocument(title="Falsk", file=ContentFile(b"<html>not a PDF</html>", name="falsk.pdf"))
    with pytest.raises(ValidationError) as refused:
        fake.full_clean()
    assert refused.value.message_dict["file"] == ["Det er ikke en PDF. Gem den som PDF i det program, den er lavet i."]


def test_people_in_a_picture_have_said_yes() -> None:
    image = SiteImage.objects.first()
    image.shows_people = True
    with pytest.raises(ValidationError) as refused:
        image.full_clean()
    assert "consent" in refused.value.message_dict


def test_a_topic_without_letters_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Topic(name="!!!", sentence="?").full_clean()
    assert refused.value.message_dict["name"] == ["Brug mindst ét bogstav eller tal."]


def test_the_front_page_has_no_address_to_change(client: Client, leader: Any) -> None:
    from home.models import HomePage

    client.force_login(leader)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[HomePage.objects.get().pk])).content.decode()
    assert 'name="slug"' not in page
