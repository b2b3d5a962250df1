"""A file on its way into the annual report is its owner's alone; one that can't be read after all is told of."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import SiteDocument
from publications.models import PdfReading, PublicationPage
from tests.conftest import staff

pytestmark = pytest.mark.django_db


def test_a_colleague_neither_sees_nor_deletes_anothers_upload(
    desk: Client, send: Any, pdf: bytes, django_user_model: Any
) -> None:
    send(desk, pdf)
    document = SiteDocument.objects.latest("pk")
    colleague = Client()
    colleague.force_login(staff(django_user_model, "anden", "Ledelse"))
    for name in ("edit", "delete", "document_usage"):
        address = reverse(f"wagtaildocs:{name}", args=[document.pk])
        assert colleague.get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403, name
        assert desk.get(address).status_code == 200, name
    colleague.post(reverse("wagtaildocs:delete", args=[document.pk]))
    assert SiteDocument.objects.filter(pk=document.pk).exists()
    listed = reverse("wagtailadmin_api:documents:listing")
    assert document.pk not in [one["id"] for one in colleague.get(listed).json()["items"]]
    assert document.pk in [one["id"] for one in desk.get(listed).json()["items"]]


def test_a_published_pdf_that_cannot_be_read_is_told_on_the_start_page(desk: Client) -> None:
    page = PublicationPage.objects.get(slug="aarsskrift-2016")
    assert "kan læses" not in desk.get("/admin/").content.decode().split("<main")[1]
    PdfReading.objects.filter(document=page.pdf).update(state="failed", refusal="too-demanding", refusal_page=7)
    shown = desk.get("/admin/").content.decode()
    assert "En PDF, der ikke kan læses" in shown and "Side 7" in shown


def test_a_year_of_five_thousand_digits_is_a_mistake_like_any_other(
    desk: Client, send: Any, pdf: bytes, press: Any
) -> None:
    before = set(PublicationPage.objects.values_list("pk", flat=True))
    address = send(desk, pdf).url
    answer = press(desk, address, "publish", **{"report-year": "9" * 5000})
    assert answer.status_code == 200
    assert set(PublicationPage.objects.values_list("pk", flat=True)) == before
