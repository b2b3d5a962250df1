"""Films are looked into before they are kept, and go online with captions; links to other sites fetch nothing."""

import datetime as dt
import json
import re
import struct
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.models import SiteImage
from news import films, forms
from news.blocks import VideoLinkBlock
from news.models import NewsIndexPage, NewsPage, Video
from news.video_links import video_address
from tests.core.test_pages import add_post, form

pytestmark = pytest.mark.django_db
MEDIA = settings.BASE_DIR / "home/initial/media"
FILM = (MEDIA / "video-julehilsen.mp4").read_bytes()
CAPTIONS = (MEDIA / "video-julehilsen.da.vtt").read_bytes()
ADD = "/admin/media/video/add/"
GOOD = "WEBVTT\n\n00:01.000 --> 00:04.000\nHej\n"


# Files


def box(kind: bytes, content: bytes) -> bytes:
    """A box of an MP4."""
    return struct.pack(">I", len(content) + 8) + kind + content


FTYP = box(b"ftyp", b"isom\x00\x00\x02\x00isomiso2")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (FILM, "mp4"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "webm"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska", ""),
        (box(b"ftyp", b"heic\x00\x00\x00\x00"), ""),
        (box(b"ftyp", b"qt  \x00\x00\x00\x00"), ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_a_film_is_known_by_its_first_bytes(data: bytes, kind: str) -> None:
    assert films.kind_of(ContentFile(data)) == kind  # type: ignore[arg-type]


def test_the_length_of_an_mp4_is_read() -> None:
    assert films.mp4_duration(ContentFile(FILM)) == pytest.approx(Video.objects.get().duration, abs=0.1)  # type: ignore[arg-type]
    long = struct.pack(">B3xQQIQ", 1, 0, 0, 1000, 90_500)
    moov = box(b"moov", box(b"free", b"") + box(b"mvhd", long))
    assert films.mp4_duration(ContentFile(FTYP + moov)) == 90.5  # type: ignore[arg-type]


@given(st.binary(max_size=300))
def test_a_broken_mp4_has_no_length(noise: bytes) -> None:
    for data in (noise, FTYP + noise, FTYP + box(b"moov", noise), FTYP + box(b"moov", box(b"mvhd", noise))):
        assert films.mp4_duration(ContentFile(data)) >= 0  # type: ignore[arg-type]


def upload(
    client: Client, film: bytes = FILM, name: str = "hilsen.mp4", text: bytes | None = CAPTIONS, **sent: Any
) -> str:
    """Send the form for a new film; return the page that answers."""
    data = {"title": "Prøvefilm", "file": SimpleUploadedFile(name, film), "duration": "0", "transcript": "Hej", **sent}
    if text is not None:
        data["captions"] = SimpleUploadedFile("hilsen.vtt", text)
    return client.post(ADD, data, follow=True).content.decode()


def test_a_film_is_uploaded_and_served_in_parts(client: Client, editor: Any) -> None:
    client.force_login(editor)
    upload(client)
    film = Video.objects.get(title="Prøvefilm")
    assert film.duration == films.mp4_duration(ContentFile(FILM))  # type: ignore[arg-type]
    client.logout()
    part = client.get(film.url, headers={"range": "bytes=10-19"})
    assert (part.status_code, part["Content-Type"]) == (206, "video/mp4")
    assert b"".join(part.streaming_content) == FILM[10:20]
    text = client.get(film.captions_url)
    assert text["Content-Type"].startswith("text/vtt")
    assert b"".join(text.streaming_content) == CAPTIONS


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"film": b"<html>"}, "Det er ikke en film i MP4 eller WebM."),
        ({"name": "hilsen.webm"}, "Filmen er af typen mp4. Dens navn skal ende på .mp4."),
        ({"text": b"WEBVTT\n\nHej\n"}, "Linje 3: Her er tekst uden tid."),
        ({"text": GOOD.replace("00:01", "10:01").replace("00:04", "10:04").encode()}, "efter at filmen er slut"),
    ],
)
def test_a_bad_film_is_refused_in_a_sentence(client: Client, editor: Any, sent: dict[str, Any], sentence: str) -> None:
    client.force_login(editor)
    assert sentence in upload(client, **sent)
    assert not Video.objects.filter(title="Prøvefilm").exists()


def test_a_film_that_is_too_large_is_refused(client: Client, editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "FILM_BYTES", 1_000_000)
    client.force_login(editor)
    assert "Filmen fylder mere end 1 MB." in upload(client, FILM + b"\x00" * 1_000_000)


def change(client: Client, film: Video, **sent: Any) -> str:
    """Send the form for a film that is stored."""
    data = {"title": film.title, "duration": film.duration, "transcript": film.transcript, **sent}
    return client.post(f"/admin/media/edit/{film.pk}/", data, follow=True).content.decode()


def test_captions_can_be_replaced_but_not_lost_while_the_film_is_online(client: Client, editor: Any) -> None:
    client.force_login(editor)
    film = Video.objects.get()
    old = film.captions.name
    assert "Filmen er online og skal have undertekster." in change(client, film, **{"captions-clear": "on"})
    film.refresh_from_db()
    assert film.captions.name == old
    change(client, film, captions=SimpleUploadedFile("nye.vtt", GOOD.encode()))
    film.refresh_from_db()
    assert film.captions.name != old
    assert not film.captions.storage.exists(old)
    NewsPage.objects.filter(video=film).update(live=False)
    change(client, film, **{"captions-clear": "on"})
    film.refresh_from_db()
    assert not film.captions


def test_captions_go_with_their_film(client: Client, editor: Any) -> None:
    client.force_login(editor)
    upload(client)
    film = Video.objects.get(title="Prøvefilm")
    storage, name = film.captions.storage, film.captions.name
    film.delete()
    assert not storage.exists(name)


@pytest.mark.parametrize(
    ("first_shown", "online"),
    [(None, False), (dt.date(2020, 9, 23), False), (dt.date(2020, 9, 22), True)],
)
def test_a_new_film_goes_online_with_captions_only(
    client: Client, editor: Any, first_shown: dt.date | None, online: bool
) -> None:
    client.force_login(editor)
    upload(client, text=None, **({"first_shown": first_shown.isoformat()} if first_shown else {}))
    film = Video.objects.get(title="Prøvefilm")
    page = add_post(client, editor, title="Med film", video=film.pk)
    assert NewsPage.objects.filter(title="Med film", live=True).exists() is online
    assert ("Loven kræver, at filmen har undertekster" in page) is not online


def test_a_draft_may_wait_for_the_captions(client: Client, editor: Any) -> None:
    client.force_login(editor)
    upload(client, text=None)
    sent = form(title="Kladde med film", video=Video.objects.get(title="Prøvefilm").pk)
    del sent["action-publish"]
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])
    client.post(address, sent)
    assert not NewsPage.objects.get(title="Kladde med film").live


# Links


WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        (WATCH, WATCH),
        ("youtube.com/watch?v=dQw4w9WgXcQ&t=42s&si=sporing", WATCH),
        ("https://youtu.be/dQw4w9WgXcQ?si=sporing", WATCH),
        ("http://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ", WATCH),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", WATCH),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", WATCH),
        ("https://WWW.YouTube.com/live/dQw4w9WgXcQ", WATCH),
        (" https://vimeo.com/123456789 ", "https://vimeo.com/123456789"),
        ("https://vimeo.com/123456789/0a1b2c3d4e", "https://vimeo.com/123456789/0a1b2c3d4e"),
        ("https://player.vimeo.com/video/123456789?h=0a1b2c3d4e", "https://vimeo.com/123456789/0a1b2c3d4e"),
        ("https://vimeo.com/channels/staffpicks/123456789", "https://vimeo.com/123456789"),
    ],
)
def test_the_address_of_a_film_is_known_in_all_its_forms(typed: str, url: str) -> None:
    found = video_address(typed)
    assert found and found.url == url
    assert found.service == ("Vimeo" if "vimeo" in url else "YouTube")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com@example.org/watch?v=dQw4w9WgXcQ",
        "https://eva:kode@youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com:8080/watch?v=dQw4w9WgXcQ",
        "https://youtube.com:x/watch?v=dQw4w9WgXcQ",
        "javascript://youtube.com/watch?v=dQw4w9WgXcQ",
        "ftp://youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/@kanalen",
        "https://www.youtube.com/playlist?list=PL123",
        "https://www.youtube.com/watch?v=for-kort",
        'https://youtu.be/dQw4w9WgXc"',
        "https://youtu.be/dQw4w9WgXcQ\nx",
        "https://vimeo.com/about",
        "https://[::1/watch",
        "se filmen her",
    ],
)
def test_any_other_address_is_refused(typed: str) -> None:
    assert video_address(typed) is None


@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    for typed in (text, f"https://youtube.com/{text}", f"https://vimeo.com/{text}"):
        found = video_address(typed)
        assert found is None or re.fullmatch(r"https://[a-z.]+/[\w?=/-]+", found.url)


def test_the_editor_is_told_what_to_paste() -> None:
    block = VideoLinkBlock()
    value = {"url": "https://example.org/film", "title": "Film", "image": None, "minutes": None}
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(value))
    assert "Det er ikke adressen på en film." in str(caught.value.block_errors["url"])
    cleaned = block.clean(block.to_python({**value, "url": "youtu.be/dQw4w9WgXcQ?si=x"}))
    assert cleaned["url"] == WATCH


def test_the_card_leads_there_and_fetches_nothing(client: Client) -> None:
    image = SiteImage.objects.order_by("pk")[0]
    films_there = [
        {"url": WATCH, "title": "Filmen om området", "image": image.pk, "minutes": 3},
        {"url": "https://vimeo.com/123456789", "title": "En anden", "image": None, "minutes": None},
    ]
    body = [{"type": "video_link", "value": value} for value in films_there]
    NewsIndexPage.objects.get().add_child(instance=NewsPage(title="To film", body=json.dumps(body)))
    html = client.get("/nyheder/to-film/").content.decode().replace("&shy;", "").replace("\u00ad", "")
    assert f'href="{WATCH}"' in html and 'href="https://vimeo.com/123456789"' in html
    assert "Åbner YouTube, som sætter cookies hos dig." in html
    assert "Åbner Vimeo, som sætter cookies hos dig." in html
    assert "3 minutter" in html
    fetched = re.findall(r'(?:src|srcset|poster|data|action)="([^"]*)"', html) + re.findall(r"<link [^>]*>", html)
    assert not [one for one in fetched if "youtu" in one or "vimeo" in one]
    assert "<iframe" not in html
