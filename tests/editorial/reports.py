"""What the tests of the annual report share: the file to publish, what a browser sends, what is there afterwards."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from django.conf import settings
from django.test import Client

from news.models import NewsPage
from publications.models import PublicationPage

UPLOAD = "/admin/aarsskrift/"
REPORT_2016 = settings.BASE_DIR / "home" / "initial" / "media" / "aarsskrift-2016.pdf"


def report_pdf(title: str = "Årsskrift 2017", **options: object) -> bytes:
    """Return the PDF with a title, saved with pikepdf's options."""
    target = BytesIO()
    with pikepdf.open(REPORT_2016) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = title
        pdf.docinfo["/Title"] = title
        pdf.save(target, **options)
    return target.getvalue()


def another(user: Any) -> Client:
    """Return a browser of this user's."""
    client = Client()
    client.force_login(user)
    return client


def filled_in(answer: Any) -> dict[str, Any]:
    """Return what a browser would send of the one screen when nothing on it is changed."""
    data: dict[str, Any] = {}
    shown = answer.context["filled_in"]
    for form in (shown.report, shown.post_fields, shown.switch):
        for field in form or ():
            if (value := field.value()) not in (None, "", False):
                data[field.html_name] = value
    return data


def stored() -> set[Path]:
    """Return every file in the media folder."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def new_pages() -> tuple[list[PublicationPage], list[NewsPage]]:
    """Return the pages of 2017's report."""
    found = {"slug": "aarsskrift-2017"}
    return list(PublicationPage.objects.filter(**found)), list(NewsPage.objects.filter(**found))
