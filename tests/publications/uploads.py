"""What the tests of uploads share: sending files as the staff's browsers do, and what lies in the storage."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.models import SiteDocument

PDF = "application/pdf"


def add(client: Client, data: bytes, name: str = "proeve.pdf", kind: str = PDF, **more: Any) -> Any:
    """Send a file by the form for one document."""
    file = SimpleUploadedFile(name, data, kind)
    return client.post(reverse("wagtaildocs:add"), {"file": file, "title": "Prøvetekst", **more})


def add_several(client: Client, data: bytes, name: str = "proeve.pdf", kind: str = PDF, **more: Any) -> Any:
    """Send a file by the page that takes several; return its answer's JSON."""
    file = SimpleUploadedFile(name, data, kind)
    return client.post(reverse("wagtaildocs:add_multiple"), {"files[]": file, **more}).json()


def choose_new(client: Client, data: bytes, name: str = "proeve.pdf", kind: str = PDF, **more: Any) -> Any:
    """Send a file by the chooser of the page editor; return its answer's JSON."""
    prefix = "document-chooser-upload"
    sent = {f"{prefix}-file": SimpleUploadedFile(name, data, kind), f"{prefix}-title": "Prøvetekst", **more}
    return client.post(reverse("wagtaildocs_chooser:create"), sent).json()


def refusals(answer: Any) -> list[str]:
    """Return what the form for one document says of the file."""
    return list(answer.context["form"].errors.get("file", []))


def newest() -> SiteDocument:
    """Return the document added last."""
    return SiteDocument.objects.latest("pk")


def files_in_storage() -> set[str]:
    """Return the name of every stored file."""
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
