"""The list of PDFs for the yearly look at the accessibility statement."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext

from core.models import SiteDocument
from publications.models import PdfReading, PublicationIndexPage, PublicationPage
from tests.publications.pdf import samples

pytestmark = pytest.mark.django_db
LIST = "/admin/reports/pdf/"
GOOD = {"state": "ready", "page_count": 3, "tagged": True, "title": "Prøve", "language": "da"}


@pytest.fixture
def staff(client: Client, editor: Any) -> Client:
    """An editor, signed in."""
    client.force_login(editor)
    return client


def publication(name: str, published_on: dt.date = dt.date(2020, 1, 1), live: bool = True, **reading: Any) -> Any:
    """Add a publication whose PDF was read with these results."""
    document = SiteDocument.objects.create(title=name, file=ContentFile(samples.with_text(), name="proeve.pdf"))
    PdfReading.objects.filter(document=document).update(**reading)
    page = PublicationPage(title=name, year=2020, summary="Prøvetekst", published_on=published_on, live=live)
    page.pdf = page.served_pdf = document
    return PublicationIndexPage.objects.get().add_child(instance=page)


def rows(client: Client, **asked: str) -> dict[str, Any]:
    """Return the rows of the list by title."""
    return {row.page.title: row for row in client.get(LIST, asked).context["rows"]}


def table(client: Client, **asked: str) -> list[list[str]]:
    """Return the spreadsheet's rows."""
    answer = client.get(LIST, {"format": "csv", **asked})
    assert answer["Content-Disposition"].endswith('.csv"')
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_list_says_how_each_pdf_stands(staff: Client) -> None:
    page = publication("God", **GOOD)
    publication("Mangler", **{**GOOD, "tagged": False, "language": "", "locked": True})
    publication("Gammel", dt.date(2018, 9, 22), **{**GOOD, "tagged": False})
    publication("Ny", dt.date(2018, 9, 23), **{**GOOD, "tagged": False})
    publication("Venter")
    publication("Kladde", live=False, **GOOD)
    failed = publication("Fejler", state="failed", refusal="password")
    html = staff.get(LIST).content.decode()
    found = rows(staff)
    with translation.override("da"):
        words = {title: row.overall for title, row in found.items()}
        assert words["God"] == gettext("In order")
        assert words["Mangler"].startswith("3 ")
        assert words["Gammel"] == gettext("Exempt") and words["Ny"].startswith("1 ")
        assert words["Venter"] == gettext("Not read yet")
        assert words["Fejler"] == gettext("Could not be read")
    assert "Filen kræver en adgangskode" in html
    assert f'href="/admin/pages/{page.pk}/edit/"' in html and f'href="{page.url}"' in html
    assert f'href="{failed.url}"' in html
    assert found["Kladde"].url == ""
    assert set(rows(staff, fejl="1")) == {"Mangler", "Ny", "Fejler"}


def test_the_spreadsheet_holds_the_same_and_no_formulas(staff: Client) -> None:
    publication("=HYPERLINK(1)", **GOOD)
    publication("@SUM(1);2", **{**GOOD, "tagged": False})
    head, *cells = table(staff)
    assert len(head) == 12 and {len(row) for row in cells} == {12}
    titles = {row[0] for row in cells}
    assert {"'=HYPERLINK(1)", "'@SUM(1);2"} <= titles
    assert [row[0] for row in table(staff, fejl="1")[1:]] == ["'@SUM(1);2"]
    assert {row[1] for row in cells if row[1]} >= {"http://localhost:8000/udgivelser/aarsskrift-2016/"}


def test_an_empty_list_says_so(staff: Client) -> None:
    PublicationPage.objects.all().delete()
    with translation.override("da"):
        assert gettext("No publication has a PDF yet.") in staff.get(LIST).content.decode()
        publication("God", **GOOD)
        assert gettext("No PDF has faults to mend.") in staff.get(LIST, {"fejl": "1"}).content.decode()


def test_the_list_costs_the_same_for_3_and_for_60(staff: Client) -> None:
    counts = []
    for many in (3, 57):
        for number in range(many):
            publication(f"Prøve {many}-{number}", **GOOD)
        staff.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            assert len(rows(staff)) >= many
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_list_is_for_those_who_see_pages(client: Client, staff: Client, django_user_model: Any) -> None:
    assert LIST in staff.get("/admin/").content.decode()
    stranger = Client()
    assert stranger.get(LIST).status_code == 302
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("uden-sider")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    stranger.force_login(user)
    assert stranger.get(LIST).status_code == 302
    assert LIST not in stranger.get("/admin/").content.decode()
