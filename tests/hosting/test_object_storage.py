"""Files in a bucket: uploads, sizes of pictures, reading of PDFs and backup work there, and nothing lies open."""

import io
import socket
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from moto.server import ThreadedMotoServer
from PIL import Image

from core.backup.archive import Unpacked
from core.backup.making import make_backup, stored_files
from core.models import SiteImage
from fællessekretariat.media import object_storage
from publications.models import PublicationPage
from publications.readings import remove_images
from tests.core.backup.conftest import key, outside_transactions
from tests.editorial.reports import report_pdf
from tests.publications.uploads import add, newest

__all__ = ["key", "outside_transactions"]

KEYS = {"access_key": "anybody", "secret_key": "nothing"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server that speaks the protocol of S3, on this machine."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server: str, request: Any) -> Iterator[Any]:
    """An empty bucket in which the site keeps its files."""
    name = f"media-{abs(hash(request.node.name))}"
    keys = {"aws_access_key_id": "anybody", "aws_secret_access_key": "nothing"}
    s3 = boto3.resource("s3", endpoint_url=server, region_name="us-east-1", **keys)
    made = s3.create_bucket(Bucket=name)
    from django.conf import settings

    storages = deepcopy(settings.STORAGES) | {"default": object_storage(name, server, "us-east-1", **KEYS)}
    with override_settings(STORAGES=storages):
        yield made


@pytest.fixture
def away() -> Iterator[None]:
    """A site whose bucket nobody answers for."""
    from django.conf import settings

    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        storages = deepcopy(settings.STORAGES) | {"default": object_storage("media", endpoint, "us-east-1", **KEYS)}
        with override_settings(STORAGES=storages):
            yield


def names(bucket: Any) -> list[str]:
    """Return what is in the bucket."""
    return sorted(item.key for item in bucket.objects.all())


def lies_open(bucket: Any) -> list[str]:
    """Return what anybody could read who knew its address."""
    return [item.key for item in bucket.objects.all() if any("AllUsers" in str(grant) for grant in item.Acl().grants)]


def test_pictures_are_uploaded_and_shown_by_the_sites_own_addresses(bucket: Any, client: Client, leader: Any) -> None:
    client.force_login(leader)
    picture = io.BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(picture, "JPEG")
    picture.name, _ = "gaard.jpg", picture.seek(0)
    client.post(reverse("wagtailimages:add"), {"title": "En gård", "description": "En gård.", "file": picture})
    image = SiteImage.objects.latest("pk")
    rendition = image.get_rendition("fill-360x240|format-webp")
    assert image.title == "En gård" and rendition.url.startswith("/media/images/")
    seen = Client().get(rendition.url)
    shown = b"".join(seen)
    assert (seen["Content-Type"], Image.open(io.BytesIO(shown)).size) == ("image/webp", (360, 240))
    assert int(seen["Content-Length"]) == len(shown)
    part = Client().get(rendition.url, HTTP_RANGE="bytes=8-11")
    assert (part.status_code, b"".join(part), part["Content-Range"]) == (206, b"WEBP", f"bytes 8-11/{len(shown)}")
    assert Client().get(rendition.url, HTTP_IF_NONE_MATCH=seen["ETag"]).status_code == 304
    assert Client().get("/media/images/findes-ikke.webp").status_code == 404
    # The original stays closed, at the site as in the bucket.
    assert image.file.name in names(bucket) and rendition.file.name in names(bucket)
    assert Client().get(f"/media/{image.file.name}").status_code == 404
    assert lies_open(bucket) == []


def test_a_pdf_is_read_and_only_shown_to_who_may_see_it(
    bucket: Any, client: Client, leader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(leader)
    with django_capture_on_commit_callbacks(execute=True):
        add(client, report_pdf())
    document, reading = newest(), newest().reading
    assert reading.is_ready and document.file.name in names(bucket)
    pictures = [name for name in names(bucket) if name.endswith(".webp")]
    assert len(pictures) >= reading.pages.count()
    page = reading.pages.first()
    for address in (document.url, page.image_url(max(map(int, page.images)))):
        assert address.startswith("/") and Client().get(address).status_code == 404
        own = client.get(address)
        assert own.status_code == 200 and "private" in own["Cache-Control"] and len(b"".join(own)) > 1000
    assert b"".join(client.get(document.url, HTTP_RANGE="bytes=0-4")) == b"%PDF-"
    assert lies_open(bucket) == []
    # A PDF that is gone leaves no page behind.
    remove_images(reading.key)
    assert not [name for name in names(bucket) if reading.key in name]


@pytest.mark.usefixtures("away")
def test_while_the_bucket_is_away_pages_stay_and_the_rest_says_whom_to_call(leader: Any) -> None:
    staff = Client(raise_request_exception=False)
    staff.force_login(leader)
    visitor = Client(raise_request_exception=False)
    assert visitor.get("/nyheder/").status_code == 200
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(picture, "PNG")
    picture.name, _ = "gaard.png", picture.seek(0)
    form = {"title": "En gård", "description": "En gård.", "file": picture}
    for answer in (visitor.get("/media/images/findes.webp"), staff.post(reverse("wagtailimages:add"), form)):
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert "tel:+45" in answer.content.decode()
    assert not SiteImage.objects.filter(title="En gård").exists()
    assert "files: the bucket does not answer" in visitor.get("/healthz/ready").json()["faults"]


@pytest.mark.usefixtures("bucket")
def test_whoever_watches_the_site_sees_how_the_bucket_is(client: Client, db: None) -> None:
    assert client.get("/healthz/ready").json()["files"] == {"ok": True}


def test_pages_name_no_address_but_the_sites_own(bucket: Any, server: str, client: Client, db: None) -> None:
    publication = PublicationPage.objects.live().first()
    for path in ("/", publication.url):
        answer = client.get(path)
        assert answer.status_code == 200 and server not in answer.content.decode()


@pytest.mark.usefixtures("outside_transactions")
def test_a_backup_holds_what_is_in_the_bucket(bucket: Any, tmp_path: Path, key: tuple[str, Path]) -> None:
    default_storage.save("documents/rapport.pdf", ContentFile(b"%PDF-1.7"))
    default_storage.save("images/et/billede.webp", ContentFile(b"RIFF"))
    assert list(stored_files(default_storage)) == ["documents/rapport.pdf", "images/et/billede.webp"]
    made = make_backup(tmp_path / "backups", key[0])
    whole = Unpacked.read(made, key[1].read_text(), tmp_path / "room")
    assert {name for name in whole.manifest.files if name.startswith("media/")} == {
        "media/documents/rapport.pdf",
        "media/images/et/billede.webp",
    }
    # And back, on a machine whose bucket is empty.
    for item in bucket.objects.all():
        item.delete()
    call_command("restore", made, key=key[1])
    assert default_storage.open("images/et/billede.webp").read() == b"RIFF"
    assert names(bucket) == ["documents/rapport.pdf", "images/et/billede.webp"]
