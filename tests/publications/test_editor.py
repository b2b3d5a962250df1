"""The editor of a publication: it says how far the PDF's reading is, what to mend, and publishes nothing unreadable."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from core.models import SiteDocument
from publications.models import PdfReading, PublicationIndexPage, PublicationPage
from tests.publications.pdf import samples

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def staff(client: Client, leader: Any) -> Client:
    """The leader, signed in."""
    client.force_login(leader)
    return client


@pytest.fixture
def page() -> PublicationPage:
    """A draft with a PDF whose reading has not begun."""
    document = SiteDocument.objects.create(title="Prøve", file=ContentFile(samples.with_text(), name="proeve.pdf"))
    page = PublicationPage(title="Prøve", slug="proeve", year=2020, summary="Prøvetekst", pdf=document, live=False)
    PublicationIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    return page


def address(page: PublicationPage) -> str:
    """Where the page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def set_reading(page: PublicationPage, **values: Any) -> PdfReading:
    """Bring the reading of the page's PDF into a state."""
    PdfReading.objects.filter(document=page.pdf).update(**values)
    return PdfReading.objects.get(document=page.pdf)


def send(staff: Client, page: PublicationPage, **more: str) -> Any:
    """Send the editor's form."""
    sent = {
        "title": page.title,
        "slug": page.slug,
        "pdf": str(page.pdf_id),
        "cover": "",
        "kind": page.kind,
        "year": str(page.year),
        "published_on": page.published_on.isoformat(),
        "summary": page.summary,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return staff.post(address(page), sent | more)


def text(staff: Client, page: PublicationPage) -> str:
    """Return the editor's page without its line breaks."""
    return " ".join(staff.get(address(page)).content.decode().split())


def test_the_editor_says_how_far_the_reading_is(staff: Client, page: PublicationPage) -> None:
    with translation.override("da"):
        waiting = gettext(
            "“%(title)s” is waiting to be read. You may publish now: it goes online as soon as it is read."
        )
        assert waiting % {"title": "Prøve"} in text(staff, page)
        set_reading(page, state="reading", page_count=36, pages_done=7)
        known = text(staff, page)
        assert "7 af 36" in known or "7 of 36" in known
        assert "pdf-checks" in known
        set_reading(page, state="ready", pages_done=36, page_count=36)
        assert "36 sider" in text(staff, page) or "36 pages" in text(staff, page)
        set_reading(page, state="failed", refusal="password", page_count=0)
        failed = text(staff, page)
    assert "Filen kræver en adgangskode" in failed
    assert "pdf-checks__check" not in failed


def test_the_editor_says_what_to_mend_in_word_and_indesign(
    staff: Client, page: PublicationPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page.pdf = SiteDocument.objects.create(title="God", file=ContentFile(samples.tagged(), name="god.pdf"))
    page.save_revision()
    good = text(staff, page)
    assert good.count("pdf-checks__check--good") == 6 and "InDesign</dt>" not in good
    set_reading(page, tagged=False, language="")
    poor = text(staff, page)
    assert poor.count("pdf-checks__check--missing") == 2
    assert poor.count("InDesign</dt>") == 2


def test_a_page_without_a_pdf_says_nothing_of_one(staff: Client, page: PublicationPage) -> None:
    page.pdf = None
    page.save_revision()
    assert "pdf-panel" not in text(staff, page)


@pytest.mark.parametrize("button", ["action-publish", "action-submit"])
def test_a_pdf_that_cannot_be_read_is_not_published(staff: Client, page: PublicationPage, button: str) -> None:
    reading = set_reading(page, state="failed", refusal="damaged")
    answer = send(staff, page, **{button: "1"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["pdf"] == [reading.reason]
    page.refresh_from_db()
    assert not page.live and page.current_workflow_state is None


def test_a_draft_keeps_a_pdf_that_cannot_be_read(staff: Client, page: PublicationPage) -> None:
    set_reading(page, state="failed", refusal="damaged")
    assert send(staff, page, title="Ny titel").status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Ny titel"


@pytest.mark.parametrize("state", ["waiting", "reading", "ready"])
def test_a_pdf_that_is_being_read_may_be_published(staff: Client, page: PublicationPage, state: str) -> None:
    set_reading(page, state=state)
    assert send(staff, page, **PUBLISH).status_code == 302
    page.refresh_from_db()
    assert page.live
