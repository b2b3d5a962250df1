"""All content leaves as easily as it came: readable, complete, with files, and without what is nobody else's."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from core.models import SiteImage
from core.spreadsheets import as_xlsx
from news.models import InvitationPage, NewsPage, SignUp
from wordpress.redirect_list import LARGEST, MOST

pytestmark = pytest.mark.django_db


def test_the_archive_holds_everything_but_passwords_and_guests(client: Client, leader: Any) -> None:
    post = NewsPage.objects.get(slug="aarsskrift-2016")
    post.title = "Ændret i kladden"
    post.save_revision(user=leader)
    PageViewRestriction.objects.create(page_id=post.pk, restriction_type="password", password="hemmeligt-ord")
    invitation = InvitationPage.objects.earliest("pk")
    SignUp.objects.create(invitation=invitation, name="Gæst Eksempel", email="gaest@example.org", state="coming")
    client.force_login(leader)
    data = b"".join(client.post("/admin/flytning/ud/").streaming_content)  # type: ignore[arg-type]
    archive = zipfile.ZipFile(io.BytesIO(data))
    text = archive.read("content.json").decode()
    content = json.loads(text)
    assert len(content["pages"]) == Page.objects.filter(depth__gt=1).count()
    mine = next(page for page in content["pages"] if page["id"] == post.pk)
    assert (mine["published"]["title"], mine["draft"]["title"]) == ("Årsskrift 2016", "Ændret i kladden")
    assert (mine["access"], mine["type"]) == ("password", "news.NewsPage")
    assert mine["published"]["body"][0]["type"] == "text"
    files = {name for name in archive.namelist() if name.startswith("files/")}
    assert {f"files/{image['file']}" for image in content["images"]} <= files
    assert archive.read(f"files/{SiteImage.objects.earliest('pk').file.name}")
    assert archive.testzip() is None
    for secret in ("hemmeligt-ord", "Gæst Eksempel", leader.email, 'password": "pbkdf2'):
        assert secret not in text
    with_guests = b"".join(client.post("/admin/flytning/ud/", {"guests": "1"}).streaming_content)  # type: ignore[arg-type]
    assert "Gæst Eksempel" in zipfile.ZipFile(io.BytesIO(with_guests)).read("content.json").decode()


def test_the_command_overwrites_nothing(tmp_path: Path) -> None:
    target = tmp_path / "indhold.zip"
    call_command("export_content", target, stdout=io.StringIO())
    assert zipfile.is_zipfile(target) and target.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="already"):
        call_command("export_content", target)


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "cp1252"), (",", "utf-8"), ("\t", "utf-8-sig")])
def test_redirects_come_by_spreadsheet(client: Client, leader: Any, delimiter: str, encoding: str) -> None:
    rows = [
        ("Gammel", "Ny"),
        ("/blåt-hus/", "/om-os/presse/"),
        ("https://gammel.example/side?id=7", "https://example.org/"),
        ("/kontakt/", "/om-os/"),
        ("/vaek/", "/findes-ikke/"),
        ("/uden/", ""),
        ("sludder", "/"),
    ]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    client.force_login(leader)
    address = "/admin/flytning/viderestillinger/"
    screen = client.post(address, {"file": SimpleUploadedFile("liste.csv", data)})
    assert [number for number, _old, _why in screen.context["taken"].refused] == [4, 5, 6, 7]
    assert "Linje 4" in screen.content.decode()
    assert client.get("/bl%C3%A5t-hus/").headers["Location"] == "/om-os/presse/"
    assert client.get("/side?id=7").headers["Location"] == "https://example.org/"
    assert client.get("/kontakt/").status_code == 200
    again = client.post(address, {"file": SimpleUploadedFile("liste.csv", data)}).context["taken"]
    assert (again.made, again.changed) == (0, 2)
    for bad in (b"\x89PNG\x00", b"a;b\n", b"x" * (LARGEST + 1), b"/a;/b\n" * (MOST + 1)):
        answer = client.post(address, {"file": SimpleUploadedFile("liste.csv", bad)})
        assert answer.context["form"].errors["file"]


def test_the_list_of_redirects_offers_our_way_to_import_them(client: Client, leader: Any) -> None:
    client.force_login(leader)
    listed = client.get(reverse("wagtailredirects:index")).content.decode()
    assert reverse("wagtailredirects:start_import") in listed
    workbook = SimpleUploadedFile("liste.xlsx", as_xlsx("Liste", [("Fra", "Til"), ("/a/", "/")], (9, 9)))
    for address in (reverse("wagtailredirects:start_import"), reverse("wagtailredirects:process_import")):
        assert client.post(address, {"import_file": workbook}).headers["Location"] == reverse("redirect_list")
