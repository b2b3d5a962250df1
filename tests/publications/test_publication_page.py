"""A publication's page and its cards, and addresses that stay when the file behind them is replaced."""

import io
import json
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from PIL import Image
from wagtail.contrib.redirects.models import Redirect

from core.models import SiteDocument
from news.models import NewsPage
from publications.models import PdfReading, PublicationPage
from publications.readings import read_document
from tests.publications.pdf import samples
from tests.queries import serve, too_many

pytestmark = pytest.mark.django_db
REPORT = "/udgivelser/aarsskrift-2016/"
READER, PDF = f"{REPORT}laes/", f"{REPORT}aarsskrift-2016.pdf"
POST = "/nyheder/aarsskrift-2016/"
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "long"]}}


def html(client: Client, address: str) -> str:
    """Return a page that must answer 200."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def file_of(client: Client) -> bytes:
    """Return the PDF that a visitor gets."""
    response = client.get(PDF)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@pytest.fixture
def report() -> PublicationPage:
    """The annual report of the initial content."""
    return PublicationPage.objects.get(slug="aarsskrift-2016")


def test_the_page_leads_to_reader_file_and_chapters(client: Client, report: PublicationPage) -> None:
    page = html(client, REPORT)
    reader, pdf = re.findall(r'<a class="button[^"]*" href="([^"]+)"', page)
    assert (reader, pdf) == (READER, PDF)
    assert f'<a class="button button--main" href="{READER}"' in page
    assert re.search(r"PDF, 14 sider, 60\s?kB", page.replace("\u00a0", " "))
    contents = re.findall(rf'<a href="{READER}#side-(\d+)">([^<]+) ', page.replace("\u00ad", ""))
    assert ("3", "Forord") in contents and ("13", "Frem mod 2017") in contents
    assert report.citation in page


def test_the_file_opens_in_the_browser_whole_or_in_part(client: Client) -> None:
    response = client.get(PDF)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="aarsskrift-2016.pdf"'
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    part = client.get(PDF, headers={"range": "bytes=0-4"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"%PDF-")


def test_search_engines_learn_of_file_and_reader(client: Client) -> None:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html(client, REPORT))
    report = next(one for one in json.loads(text)["@graph"] if one["@type"] == "Report")
    assert (report["pageStart"], report["pageEnd"]) == (1, 14)
    assert report["encoding"]["contentUrl"] == f"http://localhost:8000{PDF}"
    assert (report["encoding"]["encodingFormat"], report["encoding"]["contentSize"]) == ("application/pdf", "60 kB")
    assert report["potentialAction"]["target"]["urlTemplate"] == f"http://localhost:8000{READER}"
    assert f"<loc>http://localhost:8000{READER}</loc>" in client.get("/sitemap.xml").content.decode()


@pytest.fixture
def replaced(client: Client, report: PublicationPage, django_capture_on_commit_callbacks: Any) -> PdfReading:
    """A new file, published in place of the old one and not read yet."""
    with override_settings(TASKS=QUEUE), django_capture_on_commit_callbacks(execute=True):
        data = samples.tagged(title="Ny", pages=20)
        report.pdf = SiteDocument.objects.create(title="Ny", file=ContentFile(data, name="ny.pdf"))
        report.save_revision()
    return PdfReading.objects.get(document=report.pdf)


def test_addresses_stay_when_the_file_is_replaced(
    client: Client, report: PublicationPage, replaced: PdfReading, django_capture_on_commit_callbacks: Any
) -> None:
    before, first = file_of(client), html(client, READER)
    assert 'id="side-14"' in first and 'id="side-15"' not in first
    with override_settings(TASKS=QUEUE), django_capture_on_commit_callbacks(execute=True):
        report.get_latest_revision().publish()
    # Published, but not read yet: everything is still the old one.
    assert file_of(client) == before
    assert html(client, READER) == first
    assert "14 sider" in html(client, REPORT).replace("\u00a0", " ")
    read_document.call(replaced.pk)
    assert file_of(client) != before
    second = html(client, READER)
    assert 'id="side-14"' in second and 'id="side-20"' in second
    page = html(client, REPORT).replace("\u00a0", " ")
    assert "20 sider" in page and f'href="{READER}"' in page and f'href="{PDF}"' in page
    assert "(20 " in html(client, POST).replace("\u00a0", " ")


def test_a_draft_shows_nothing_of_a_new_file(client: Client, report: PublicationPage, replaced: PdfReading) -> None:
    before = file_of(client)
    read_document.call(replaced.pk)
    assert file_of(client) == before
    assert 'id="side-15"' not in html(client, READER)


def test_a_file_that_fails_leaves_the_one_before(
    client: Client, report: PublicationPage, django_capture_on_commit_callbacks: Any
) -> None:
    before = file_of(client)
    with django_capture_on_commit_callbacks(execute=True):
        broken = ContentFile(b"%PDF-1.7\nnot really", name="ny.pdf")
        report.pdf = SiteDocument.objects.create(title="Ny", file=broken)
        report.save_revision().publish()
    assert file_of(client) == before
    assert client.get(READER).status_code == 200


def test_old_addresses_lead_on_when_the_page_gets_another(
    client: Client, report: PublicationPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        report.slug = "aarsskrift-for-2016"
        report.save_revision().publish()
    new = "/udgivelser/aarsskrift-for-2016/"
    assert Redirect.objects.filter(redirect_page=report).count() >= 3
    for old, today in ((REPORT, new), (READER, f"{new}laes/"), (PDF, f"{new}aarsskrift-for-2016.pdf")):
        response = client.get(old, follow=True)
        assert response.status_code == 200, old
        assert response.redirect_chain[-1][0] == today


@pytest.fixture
def bare(report: PublicationPage) -> PublicationPage:
    """The report without a cover of its own."""
    report.cover = report.image = None
    report.save_revision().publish()
    return report


def test_without_a_cover_the_pdf_s_first_page_is_one(client: Client, bare: PublicationPage) -> None:
    reading = PdfReading.objects.get(document=bare.document)
    own = f"/pdf/{reading.key}/1-480.webp"
    assert re.search(
        rf'<div class="opening__cover paper">\s*<img src="{own}"[^>]* alt="[^"]*Årsskrift 2016"', html(client, REPORT)
    )
    # Beside its title it is decoration.
    for address in ("/", "/udgivelser/", POST):
        assert re.search(rf'<div class="report__cover paper">\s*<img src="{own}"[^>]* alt=""', html(client, address)), (
            address
        )
    for address in (REPORT, READER, "/", "/udgivelser/", POST):
        serve(address)
        _response, statements = serve(address)
        assert len(statements) <= 8, address + too_many(statements, 8)


def test_the_image_of_a_shared_page_shows_that_cover(client: Client, bare: PublicationPage) -> None:
    def shared() -> Image.Image:
        (path,) = re.findall(r'property="og:image" content="http://localhost:8000([^"]+)"', html(client, REPORT))
        image = Image.open(io.BytesIO(b"".join(client.get(path).streaming_content)))
        return image.convert("RGB")

    shown = shared()
    PdfReading.objects.update(state="waiting")
    assert shown.getpixel((1000, 300)) != shared().getpixel((1000, 300))


def test_many_publications_without_covers_cost_no_more(client: Client, bare: PublicationPage) -> None:
    for number in range(5):
        copy = PublicationPage(title=f"Prøve {number}", slug=f"proeve-{number}", year=2010 + number, pdf=bare.pdf)
        bare.get_parent().add_child(instance=copy).save_revision().publish()
    response, statements = serve("/udgivelser/")
    assert response.rendered_content.count("/1-480.webp 480w") == 6
    assert len(statements) <= 8, too_many(statements, 8)


def test_a_post_shows_the_first_pages_and_the_way_on(client: Client) -> None:
    page = html(client, POST)
    band = page.split('aria-labelledby="laes-her"')[1].split("</section>")[0]
    assert re.findall(rf'<h3 class="leaf__no"><a href="{READER}#side-(\d)">', band) == ["1", "2", "3"]
    assert len(re.findall(r"<img[^>]* loading=\"lazy\"", band)) == 3
    assert "Forord" in band
    assert re.search(rf'<a class="button" href="{READER}">[^<]*\(14 ', band)
    assert page.count("button--main") == 1


def test_a_post_shows_nothing_of_a_publication_that_visitors_can_t_see(client: Client, report: PublicationPage) -> None:
    report.unpublish()
    assert "laes-her" not in html(client, POST)
    assert NewsPage.objects.get(slug="aarsskrift-2016").publication_id == report.pk
