"""All content of the site as JSON and files, for whoever moves it elsewhere (docs/content-export.md)."""

import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from core.addresses import absolute
from core.models import SiteDocument, SiteImage, SiteSettings, Topic
from news.models import SignUp, Video
from people.models import Partner, Person

FORMAT, VERSION = "faellessekretariat-content", 1
MODELS: dict[str, type[Model]] = {
    "topics": Topic,
    "people": Person,
    "partners": Partner,
    "images": SiteImage,
    "documents": SiteDocument,
    "films": Video,
    "redirects": Redirect,
    "settings": SiteSettings,
}
# Who has written or locked something, and numbers that mean something in our database alone.
OURS_ALONE = {
    *("owner", "locked_by", "locked_at", "locked", "latest_revision", "live_revision", "uploaded_by_user", "path"),
    *("depth", "numchild", "content_type", "draft_title", "translation_key", "locale", "alias_of", "url_path"),
    *("wagtail_admin_comments", "served_pdf", "page_ptr", "newspage_ptr"),
}
CHUNK = 256 * 1024


def content(guests: bool = False) -> dict[str, Any]:
    """Return everything but the files; who has signed up for an invitation only where that is asked for."""
    found: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": timezone.now(),
        "site": settings.SITE_URL,
        "pages": list(_pages()),
    }
    for name, model in MODELS.items():
        found[name] = [_plain(row) for row in serializers.serialize("python", model._default_manager.order_by("pk"))]
    if guests:
        found["guests"] = [_plain(row) for row in serializers.serialize("python", SignUp.objects.order_by("pk"))]
    return found


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in row["fields"].items() if name not in OURS_ALONE}
    return {"id": row["pk"], **fields}


def _pages() -> Iterator[dict[str, Any]]:
    """Yield every page in the order of the tree, as visitors see it and, where that differs, as its draft is."""
    private = dict(PageViewRestriction.objects.values_list("page", "restriction_type"))
    parents: dict[str, int] = {}
    for page in Page.objects.filter(depth__gt=1).order_by("path").specific().iterator(chunk_size=100):
        parents[page.path] = page.pk
        differs = page.has_unpublished_changes or not page.live
        newest = page.get_latest_revision_as_object() if differs else None
        yield {
            "id": page.pk,
            "parent": parents.get(page.path[: -page.steplen]),
            "type": page._meta.label,
            "address": absolute(page.url) if page.url else "",
            "live": page.live,
            "access": private.get(page.pk, "public"),
            "published": _fields(page) if page.live else None,
            "draft": _fields(newest) if newest is not None else None,
        }


def _fields(page: Any) -> dict[str, Any]:
    data = {name: value for name, value in page.serializable_data().items() if name not in OURS_ALONE | {"pk"}}
    if isinstance(data.get("body"), str):
        data["body"] = json.loads(data["body"])
    return data


def as_json(guests: bool = False) -> bytes:
    """Return the content as JSON (RFC 8259) in UTF-8."""
    return json.dumps(content(guests), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def file_names() -> list[str]:
    """Return the storage's name of every file that the content speaks of."""
    names: list[str] = []
    for model in (SiteImage, SiteDocument, Video):
        fields = [field.name for field in model._meta.get_fields() if hasattr(field, "upload_to")]
        for row in model._default_manager.order_by("pk").values_list(*fields):
            names += [str(name) for name in row if name]
    return list(dict.fromkeys(names))


class _Sink:
    """Takes what is written to an archive, so that it can be handed on at once."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take bytes."""
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        """Return what has come since the last time."""
        parts, self.parts = self.parts, []
        return b"".join(parts)


def archive(guests: bool = False) -> Iterator[bytes]:
    """Yield a ZIP file with content.json and the files, piece by piece, in the memory of one piece."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as packed:  # type: ignore[call-overload]
        packed.writestr("content.json", as_json(guests), zipfile.ZIP_DEFLATED)
        yield sink.take()
        for name in file_names():
            try:
                file = default_storage.open(name)
            except FileNotFoundError:
                continue
            with file, packed.open(f"files/{name}", "w", force_zip64=True) as target:
                while chunk := file.read(CHUNK):
                    target.write(chunk)
                    yield sink.take()
    yield sink.take()
