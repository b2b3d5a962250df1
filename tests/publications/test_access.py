"""Who gets a document: strangers only what a live public page shows, by every address; the staff also the drafts'."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from core.models import SiteDocument
from home.models import TextPage
from publications.models import PdfReading, PublicationIndexPage, PublicationPage
from tests.publications.pdf import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(django_capture_on_commit_callbacks: Any) -> Any:
    """Store a PDF and read it."""

    def stored(name: str = "proeve.pdf") -> SiteDocument:
        with django_capture_on_commit_callbacks(execute=True):
            file = ContentFile(samples.tagged(pages=2), name=name)
            return SiteDocument.objects.create(title="Prøve", file=file)

    return stored


def publication(document: SiteDocument, live: bool = True, slug: str = "proeve") -> PublicationPage:
    """Add a publication with this PDF below the list."""
    page = PublicationPage(title="Prøve", slug=slug, year=2020, summary="Prøvetekst", pdf=document, live=live)
    PublicationIndexPage.objects.get().add_child(instance=page)
    if live:
        page.save_revision().publish()
    return PublicationPage.objects.get(pk=page.pk)


def text_page(document: SiteDocument, live: bool = True) -> TextPage:
    """Add a page whose text links to the document."""
    body = [("text", f'<p><a linktype="document" id="{document.pk}">Prøve</a></p>')]
    page = TextPage(title="Prøve", slug="proeve", summary="Prøvetekst", live=live)
    page.body = TextPage._meta.get_field("body").to_python([{"type": kind, "value": value} for kind, value in body])
    Page.objects.get(depth=2).add_child(instance=page)
    return page


def files(document: SiteDocument) -> list[str]:
    """Return the addresses of a document's file and of images of its pages."""
    pages = PdfReading.objects.get(document=document).page_list
    return [document.url, pages[0].image_url(480), pages[1].image_url(960)]


def answers(client: Client, *addresses: str) -> set[int]:
    """Return the statuses that these addresses answer with."""
    return {client.get(address).status_code for address in addresses}


def test_a_document_that_no_page_shows_is_the_staffs_alone(client: Client, upload: Any, editor: Any) -> None:
    document = upload()
    assert answers(client, *files(document)) == {404}
    assert answers(client, f"/media/{document.file.name}") == {404}
    client.force_login(editor)
    assert answers(client, *files(document)) == {200}


def test_a_stranger_who_signs_in_without_rights_is_a_stranger(
    client: Client, upload: Any, django_user_model: Any
) -> None:
    document = upload()
    user = django_user_model.objects.create_user("fremmed")
    client.force_login(user)
    assert answers(client, *files(document)) == {404}


def test_a_draft_keeps_its_pdf(client: Client, upload: Any, editor: Any) -> None:
    document = upload()
    page = publication(document, live=False)
    assert answers(client, *files(document), page.pdf_url, f"{page.url}laes/", page.url) == {404}
    client.force_login(editor)
    assert answers(client, *files(document)) == {200}


def test_a_live_publication_shows_its_pdf_until_it_is_taken_down(client: Client, upload: Any) -> None:
    document = upload()
    page = publication(document)
    everything = [*files(document), page.pdf_url, f"{page.url}laes/", page.url]
    assert answers(client, *everything) == {200}
    page.unpublish()
    assert answers(client, *everything) == {404}


def test_a_replacement_in_a_draft_stays_with_the_staff(
    client: Client, upload: Any, leader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    old, new = upload("gammel.pdf"), upload("ny.pdf")
    page = publication(old)
    page.pdf = new
    page.save_revision(user=leader)
    assert answers(client, *files(new)) == {404}
    assert answers(client, *files(old)) == {200}
    with django_capture_on_commit_callbacks(execute=True):
        page.latest_revision.publish()
    assert answers(client, *files(new)) == {200}
    assert answers(client, *files(old)) == {404}


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS])
@pytest.mark.parametrize("above", [False, True])
def test_a_private_publication_keeps_its_pdf(client: Client, upload: Any, kind: str, above: bool) -> None:
    document = upload()
    page = publication(document)
    holder = page.get_parent() if above else page
    PageViewRestriction.objects.create(page=holder, restriction_type=kind, password="hemmeligt-ord")  # noqa: S106
    assert answers(client, *files(document)) == {404}
    for address in (page.pdf_url, f"{page.url}laes/"):
        answer = client.get(address)
        assert answer["Content-Type"].startswith("text/html"), "the file itself was sent"
        if kind == PageViewRestriction.PASSWORD:
            assert b'name="password"' in answer.content
        else:
            assert answer.status_code == 302


def test_who_has_given_the_password_gets_the_pdf(client: Client, upload: Any) -> None:
    document = upload()
    page = publication(document)
    restriction = PageViewRestriction.objects.create(
        page=page,
        restriction_type=PageViewRestriction.PASSWORD,
        password="hemmeligt-ord",  # noqa: S106
    )
    address = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    client.post(address, {"password": "hemmeligt-ord", "return_url": page.url})
    assert answers(client, *files(document), page.pdf_url, f"{page.url}laes/") == {200}
    assert client.get(files(document)[1])["Cache-Control"] == "private, no-store"
    assert answers(Client(), *files(document)) == {404}


def test_a_move_below_a_private_page_hides_the_pdf(client: Client, upload: Any) -> None:
    document = upload()
    page = publication(document)
    private = Page(title="Privat", slug="privat")
    PublicationIndexPage.objects.get().add_child(instance=private)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert answers(client, *files(document)) == {200}
    page.move(private, pos="last-child")
    assert answers(client, *files(document)) == {404}


def test_a_link_in_a_live_pages_text_shows_the_document(client: Client, upload: Any) -> None:
    document, other = upload(), upload("anden.pdf")
    page = text_page(document)
    assert answers(client, *files(document)) == {200}
    assert answers(client, *files(other)) == {404}
    page.unpublish()
    assert answers(client, *files(document)) == {404}


def test_a_link_in_a_draft_shows_nothing(client: Client, upload: Any) -> None:
    document, other = upload(), upload("anden.pdf")
    text_page(document, live=False)
    assert answers(client, *files(document)) == {404}
    page = TextPage.objects.live().first()
    assert page
    page.body.append(("text", f'<p><a linktype="document" id="{other.pk}">Prøve</a></p>'))
    page.save_revision()
    assert answers(client, *files(other)) == {404}
    page.latest_revision.publish()
    assert answers(client, *files(other)) == {200}
    del page.body[-1]
    page.save_revision()
    assert answers(client, *files(other)) == {200}
    page.latest_revision.publish()
    assert answers(client, *files(other)) == {404}


def test_a_private_collection_is_private(client: Client, upload: Any) -> None:
    document = upload()
    publication(document)
    collection = Collection.get_first_root_node().add_child(name="Privat")
    SiteDocument.objects.filter(pk=document.pk).update(collection=collection)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    assert answers(client, document.url) == {302}
    assert answers(client, *files(document)[1:]) == {404}


def test_a_document_is_sent_whole_or_in_part(client: Client, upload: Any) -> None:
    document = upload()
    publication(document)
    whole = client.get(document.url)
    data = b"".join(whole.streaming_content)
    assert data.startswith(b"%PDF-")
    assert (whole["Content-Type"], whole["Accept-Ranges"]) == ("application/pdf", "bytes")
    assert whole["Content-Disposition"].startswith("inline")
    part = client.get(document.url, headers={"Range": "bytes=5-14"})
    assert part.status_code == 206 and b"".join(part.streaming_content) == data[5:15]
    assert part["Content-Range"] == f"bytes 5-14/{len(data)}"
    assert client.get(document.url, headers={"Range": f"bytes={len(data)}-"}).status_code == 416
    assert client.get(document.url, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    assert client.head(document.url).status_code == 200
    assert client.post(document.url).status_code == 405


@pytest.mark.parametrize("address", ["/documents/{pk}/anden.pdf", "/documents/{pk}/", "/documents/999999/proeve.pdf"])
def test_a_document_has_one_address(client: Client, upload: Any, address: str) -> None:
    document = upload()
    publication(document)
    assert client.get(address.format(pk=document.pk)).status_code == 404
