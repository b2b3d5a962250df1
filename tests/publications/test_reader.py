"""The reader: each page of a PDF as picture and text, its contents, how to cite it; nothing until it has been read."""

import html as entities
import re
from typing import Any

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.test import Client

from core.models import SiteDocument
from publications.leaves import chapters, foreign_language, outlined
from publications.models import PdfReading, PublicationIndexPage, PublicationPage
from publications.pdf.values import Bookmark
from tests.publications.pdf import samples
from tests.queries import serve, too_many

pytestmark = pytest.mark.django_db
REPORT = "/udgivelser/aarsskrift-2016/"
READER = f"{REPORT}laes/"


def html(client: Client, address: str) -> str:
    """Return a page that must answer 200."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def sections(page: str) -> dict[int, str]:
    """Return the HTML of each page in the reader by its number."""
    parts = re.findall(r'<article class="leaf[^"]*" id="side-(\d+)">(.*?)</article>', page, re.DOTALL)
    return {int(number): text for number, text in parts}


@pytest.fixture
def published(django_capture_on_commit_callbacks: Any) -> Any:
    """Publish a PDF as a publication; return its page."""

    def publish(data: bytes, **values: Any) -> PublicationPage:
        with django_capture_on_commit_callbacks(execute=True):
            document = SiteDocument.objects.create(title="Prøve", file=ContentFile(data, name="proeve.pdf"))
        values = {"title": "Prøve", "slug": "proeve", "year": 2015, "kind": "rapport", "pdf": document, **values}
        page = PublicationIndexPage.objects.get().add_child(instance=PublicationPage(**values))
        page.save_revision().publish()
        return page

    return publish


def test_every_page_is_there_as_picture_and_text(client: Client) -> None:
    page = html(client, READER)
    found = sections(page)
    reading = PublicationPage.objects.get(slug="aarsskrift-2016").reading
    assert reading is not None and list(found) == list(range(1, reading.page_count + 1))
    for stored in reading.page_list:
        section = found[stored.number]
        shown = [entities.unescape(words) for words in re.findall(r'<p dir="auto">(.*?)</p>', section)]
        assert shown == stored.paragraphs
        assert f'<a href="#side-{stored.number}">' in section
        (image,) = re.findall("<img[^>]+>", section)
        # What the text says isn't said again by the picture.
        assert 'alt=""' in image
        assert 'srcset="' in image and 'sizes="' in image and 'decoding="async"' in image
        assert ('loading="lazy"' in image) == (stored.number > 1)
    assert f'<link rel="canonical" href="http://localhost:8000{READER}">' in page
    assert f'<a href="{REPORT}aarsskrift-2016.pdf"' in page.replace('class="button" ', "")
    assert f'href="{REPORT}"' in page


def test_pictures_are_fetched_in_two_widths_and_kept(client: Client) -> None:
    image = re.findall('srcset="([^"]+)"', sections(html(client, READER))[2])[0]
    widths = [(address, int(width[:-1])) for address, width in (one.split() for one in image.split(", "))]
    assert [width for _address, width in widths] == [480, 960]
    for address, _width in widths:
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
        assert b"".join(response.streaming_content)[8:12] == b"WEBP"
        assert "immutable" in response["Cache-Control"]
    key = widths[0][0].split("/")[2]
    for wrong in (f"/pdf/{key}/99-480.webp", f"/pdf/{key}/1-481.webp", f"/pdf/1-{'0' * 16}/1-480.webp"):
        assert client.get(wrong).status_code == 404


def test_a_page_is_cited_with_its_number_and_address(client: Client) -> None:
    (words,) = re.findall(r'<p class="citation"[^>]*>(.*?)</p>', sections(html(client, READER))[14])
    assert "s. 14" in words
    assert words.endswith(f"http://localhost:8000{READER}#side-14")


def test_neighbours_and_contents_lead_to_pages_that_are_there(client: Client) -> None:
    page = html(client, READER)
    found = sections(page)
    turn = {
        number: re.findall(r'<a href="#side-(\d+)">', text.split("leaf__turn")[1]) for number, text in found.items()
    }
    assert turn[1] == ["2"] and turn[7] == ["6", "8"] and turn[14] == ["13"]
    contents = page.split('id="oversigt"')[1].split("</nav>")[0]
    assert re.findall(r'<a href="#side-(\d+)">Forord', contents) == ["3"]
    # The second level, too.
    assert re.findall(r'<a href="#side-(\d+)">Vi møder op', contents) == ["5"]


def test_a_page_without_text_says_so_and_names_its_picture(client: Client, published: Any) -> None:
    pdf = pikepdf.new()
    samples.add_page(pdf, ["<b>Beboerne & vi</b>"])
    samples.add_page(pdf, content=b"50 50 300 300 re f")
    published(samples.saved(pdf))
    found = sections(html(client, "/udgivelser/proeve/laes/"))
    assert "&lt;b&gt;Beboerne &amp; vi&lt;/b&gt;" in found[1]
    assert re.search(r'<img[^>]* alt="[^"]*2[^"]*"', found[2])
    assert "<p dir=" not in found[2]
    assert re.search(r'<div class="leaf__text">\s*<p class="meta">\w+', found[2])


@pytest.mark.parametrize(
    ("claimed", "shown"),
    [("en-GB", "en-GB"), ("de", "de"), ("da-DK", ""), ("DA", ""), ("", ""), ('x" onload="', ""), ("Dansk tekst", "")],
)
def test_a_foreign_text_says_its_language(claimed: str, shown: str) -> None:
    assert foreign_language(claimed) == shown


def test_a_text_in_english_is_marked_as_such(client: Client, published: Any) -> None:
    published(samples.tagged(language="en-GB", pages=2))
    assert '<div lang="en-GB">' in sections(html(client, "/udgivelser/proeve/laes/"))[2]
    assert "<div lang=" not in html(client, READER)


def test_fifty_pages_cost_as_few_queries_as_two(client: Client, published: Any) -> None:
    costs = []
    for slug, pages in (("kort", 2), ("lang", 50)):
        published(samples.tagged(pages=pages), slug=slug)
        response, statements = serve(f"/udgivelser/{slug}/laes/")
        assert len(sections(response.content.decode())) == pages
        costs.append(len(statements))
        assert len(statements) <= 8, too_many(statements, 8)
    assert costs[0] == costs[1]


@pytest.mark.parametrize("state", ["waiting", "reading", "failed"])
def test_there_is_no_reader_before_the_pdf_has_been_read(client: Client, state: str) -> None:
    PdfReading.objects.update(state=state)
    assert client.get(READER).status_code == 404
    page = html(client, REPORT)
    assert "/laes/" not in page
    # The PDF itself is there, and whether it will be readable here is said.
    assert f"{REPORT}aarsskrift-2016.pdf" in page
    assert client.get(f"{REPORT}aarsskrift-2016.pdf").status_code == 200
    prepared = re.findall(r'<p class="meta">[^<]*PDF[^<]*</p>', page)
    assert len(prepared) == (1 if state == "failed" else 2)
    assert "/laes/" not in html(client, "/nyheder/aarsskrift-2016/")


def test_a_publication_without_a_pdf_has_no_reader(client: Client) -> None:
    shelf = PublicationIndexPage.objects.get()
    shelf.add_child(instance=PublicationPage(title="Bar", slug="bar", year=2015)).save_revision().publish()
    assert client.get("/udgivelser/bar/laes/").status_code == 404
    assert 'type="application/pdf"' not in html(client, "/udgivelser/bar/")


@pytest.mark.parametrize("address", [f"{READER}x/", f"{READER}1/", f"{REPORT}laesx/", f"{REPORT}x/laes/"])
def test_there_is_nothing_below_the_reader(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_reader_behind_a_private_page_is_private(client: Client) -> None:
    page = PublicationPage.objects.get(slug="aarsskrift-2016")
    page.view_restrictions.create(restriction_type="login")
    assert client.get(READER).status_code == 302


def bookmark(title: str, level: int, page: int | None = 1) -> Bookmark:
    """Return an entry of an outline."""
    return Bookmark(title, level, page)


def test_contents_keep_two_levels_and_what_leads_somewhere() -> None:
    outline = [
        bookmark("A", 1, 1),
        bookmark("A1", 2, 2),
        bookmark("A1a", 3, 2),
        bookmark("Ingen side", 1, None),
        bookmark("B", 1, 3),
    ]
    found = chapters(outline, "/laes/")
    assert [(one.title, [child.title for child in one.children]) for one in found] == [("A", ["A1"]), ("B", [])]
    assert (found[0].children[0].url, found[0].children[0].page) == ("/laes/#side-2", 2)


def test_an_outline_under_its_title_alone_is_lifted() -> None:
    found = chapters([bookmark("Titel", 1), bookmark("A", 2), bookmark("A1", 3), bookmark("B", 2)], "")
    assert [(one.title, len(one.children)) for one in found] == [("Titel", 0), ("A", 1), ("B", 0)]


@pytest.mark.parametrize("levels", [[], [3], [2, 1], [3, 3, 1, 5], [6, 6, 6]])
def test_odd_outlines_lose_no_first_level(levels: list[int]) -> None:
    found = chapters([bookmark(str(number), level) for number, level in enumerate(levels)], "")
    assert len(found) >= bool(levels)


def test_long_contents_show_chapters_alone_on_the_page_about_it() -> None:
    short = chapters([bookmark("A", 1), bookmark("A1", 2), bookmark("B", 1)], "")
    long = chapters([bookmark(str(number), 1 + number % 2) for number in range(60)], "")
    assert outlined(short) == short
    assert [len(one.children) for one in outlined(long)] == [0] * 30
