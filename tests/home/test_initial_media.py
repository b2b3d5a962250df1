"""The files of the initial content are real: a tagged PDF that can be read aloud, a film, captions, pictures."""

import json
import re

import pypdfium2
import pytest
from django.conf import settings
from PIL import Image

MEDIA = settings.BASE_DIR / "home" / "initial" / "media"


def test_the_annual_report_is_a_tagged_pdf() -> None:
    report = pypdfium2.PdfDocument(MEDIA / "aarsskrift-2016.pdf")
    assert len(report) >= 12
    assert pypdfium2.raw.FPDFCatalog_IsTagged(report)
    assert report.get_metadata_dict()["Title"] == "Årsskrift 2016"
    assert pypdfium2.raw.FPDF_GetSecurityHandlerRevision(report) == -1
    assert len(list(report.get_toc())) >= 5
    for page in report:
        assert len(page.get_textpage().get_text_range().strip()) > 20
    language = pypdfium2.raw.FPDFCatalog_GetLanguage(report, None, 0)
    assert language == len("da\0".encode("utf-16-le"))


def test_the_greeting_is_a_film_with_captions_in_order() -> None:
    film = (MEDIA / "video-julehilsen.mp4").read_bytes()
    assert film[4:8] == b"ftyp" and film.index(b"moov") < film.index(b"mdat"), "a phone would have to load it whole"
    captions = (MEDIA / "video-julehilsen.da.vtt").read_text(encoding="utf-8")
    assert captions.startswith("WEBVTT")
    times = re.findall(r"(\d\d:\d\d[:.\d]*) --> (\d\d:\d\d[:.\d]*)", captions)
    assert len(times) >= 5
    assert all(start < end for start, end in times)
    assert [start for start, _end in times] == sorted(start for start, _end in times)


@pytest.mark.parametrize("name", sorted(path.name for path in (MEDIA / "pictures").glob("*.png")))
def test_a_picture_opens_and_is_described(name: str) -> None:
    said = json.loads((MEDIA / "pictures.json").read_text(encoding="utf-8"))[name]
    assert said["title"] and len(said["description"]) > 15
    with Image.open(MEDIA / "pictures" / name) as picture:
        picture.load()
        assert picture.width >= 600
