"""The three steps in the admin, and the command, for those who may."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import Page

from core.models import Topic
from home.models import SectionPage
from news.models import NewsPage
from tests.wordpress.conftest import UPLOADS, old_site, worked
from tests.wordpress.exports import zipped
from wordpress.models import Moving

pytestmark = pytest.mark.django_db
START = "/admin/flytning/"


@pytest.fixture
def desk(client: Client, leader: Any) -> Client:
    """The leader's browser."""
    client.force_login(leader)
    return client


def send(desk: Client, data: bytes, uploads: bytes | None = None) -> Moving:
    files = {"export": SimpleUploadedFile("export.xml", data, "text/xml")}
    if uploads:
        files["uploads"] = SimpleUploadedFile("uploads.zip", uploads, "application/zip")
    answer = desk.post(START, files)
    assert answer.status_code == 302
    return worked(Moving.objects.get())


def test_the_three_steps(desk: Client) -> None:
    moving = send(desk, old_site().data(), zipped(UPLOADS))
    address = f"{START}{moving.pk}/"
    screen = desk.get(address).content.decode()
    assert "Ghettopakken" in screen and "Om projektet" in screen and "2016/12/vaek.png" in screen
    form = desk.get(address).context["form"]
    names = {key: name for name, key in form.topic_names.items()}
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    section = SectionPage.objects.get(slug="om-os")
    topic = Topic.objects.get(slug="analyse")
    sent |= {names["category:ghetto"]: str(topic.pk), "place": section.pk}
    assert desk.post(address, sent | {"place": "9999"}).status_code == 400
    assert desk.post(address, sent).status_code == 302
    assert "data-moving" in desk.get(address).content.decode()
    assert desk.get(address, headers={"Accept": "application/json"}).json()["atWork"] is True
    # Sent twice, it is done once.
    desk.post(address, sent)
    worked(moving)
    report = desk.get(address).content.decode()
    assert "Filen fulgte ikke med: 2016/12/vaek.png." in report and "[slider id=" in report
    assert Page.objects.get(slug="om-projektet").url == "/om-os/om-projektet/"
    assert topic in NewsPage.objects.get(slug="aarsskrift-for-2015").topics.all()
    sheet = load_workbook(io.BytesIO(desk.get(f"{address}rapport.xlsx").content)).active
    assert {"Årsskrift for 2015", "Divi-projekt"} <= {row[1].value for row in sheet.iter_rows(min_row=2)}
    assert desk.get(f"{address}rapport.csv").content.startswith(b"\xef\xbb\xbf")
    assert desk.get(f"{address}rapport.exe").status_code == 404

    assert "/project/divi-projekt" in report
    assert desk.post(f"{address}viderestil/", {"path": ["/project/divi-projekt", "/andet"]}).status_code == 302
    assert desk.get("/project/divi-projekt/").status_code == 301
    assert desk.get("/andet/").status_code == 404

    assert "Fortryd hele importen?" in desk.get(f"{address}fortryd/").content.decode()
    desk.post(f"{address}fortryd/")
    assert worked(moving).state == Moving.State.UNDONE
    assert not NewsPage.objects.filter(slug="aarsskrift-for-2015").exists()
    assert desk.get("/project/divi-projekt/").status_code == 404
    assert desk.get(f"{address}fortryd/").status_code == 302


def test_what_is_no_export_is_refused_in_danish(desk: Client) -> None:
    moving = send(desk, b"<html>nej</html>")
    screen = desk.get(f"{START}{moving.pk}/").content.decode()
    assert "Det er ikke en eksport fra WordPress" in screen and "Intet er ændret." in screen


def test_an_export_can_be_put_away(desk: Client) -> None:
    moving = send(desk, old_site().data())
    assert desk.post(f"{START}{moving.pk}/", {"cancel": "1"}).status_code == 302
    assert not Moving.objects.exists() and not Path(moving.file.path).exists()


def test_the_command(tmp_path: Path, db: None) -> None:
    export, folder = tmp_path / "export.xml", tmp_path / "uploads"
    export.write_bytes(old_site().data())
    for name, data in UPLOADS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "2016/12/vaek.png").symlink_to("/etc/hostname")

    def run(*args: Any, **options: Any) -> str:
        out = io.StringIO()
        call_command("import_wordpress", *args, stdout=out, **options)
        return out.getvalue()

    before = Page.objects.count()
    assert "posts: 4" in run(export, uploads=folder, dry_run=True)
    assert Page.objects.count() == before and not Moving.objects.exists()
    said = run(export, uploads=folder, under="/om-os/")
    assert "The file did not come along: 2016/12/vaek.png." in said
    assert Page.objects.get(slug="om-projektet").url == "/om-os/om-projektet/"
    run(undo=Moving.objects.get().pk)
    assert Page.objects.count() == before
    export.write_bytes(export.read_bytes()[:900])
    with pytest.raises(CommandError, match="ends in the middle"):
        run(export)
    with pytest.raises(CommandError, match="There are: /,"):
        run(export, under="/findes-ikke/")


@pytest.mark.parametrize("address", ["", "1/", "1/fortryd/", "1/rapport.csv", "1/viderestil/"])
def test_editors_get_nowhere_near(client: Client, editor: Any, looked: Callable[..., Moving], address: str) -> None:
    moving = looked(old_site())
    client.force_login(editor)
    answer = client.post(f"{START}{address.replace('1', str(moving.pk))}", follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
