"""The files of the initial content: pictures, the report and the film, stored as an upload would be."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile

from core.models import SiteDocument, SiteImage
from news.models import Video

MEDIA = Path(__file__).resolve().parent / "media"

# What a crop must keep: left, top, right and bottom, in hundredths of the picture.
FOCAL_BOXES = {
    "gaard.png": (32, 50, 90, 98),
    "gade.png": (48, 45, 64, 96),
    "hilsen.png": (10, 10, 92, 90),
    "opgang.png": (24, 20, 66, 84),
    "tage.png": (38, 45, 98, 96),
    "vagthund.png": (38, 8, 72, 96),
    "doere.png": (38, 20, 76, 92),
    "vindue-interesse.png": (26, 12, 72, 90),
}

FILM = {"duration": 26, "width": 1280, "height": 720}


class StoredFiles:
    """Remembers what was written to a storage, so that it can be taken away again."""

    def __init__(self) -> None:
        self._written: list[tuple[Storage, str]] = []

    def store(self, field: FieldFile, path: Path) -> None:
        """Write a file of the initial content to a model's file field; the model itself isn't saved.

        Raises OSError when the file can't be read or the storage not written.
        """
        with path.open("rb") as source:
            field.save(path.name, File(source, name=path.name), save=False)
        self._written.append((field.storage, field.name))

    def remove(self) -> None:
        """Delete all that was written."""
        while self._written:
            storage, name = self._written.pop()
            storage.delete(name)


@contextmanager
def removed_on_failure() -> Iterator[StoredFiles]:
    """Yield a StoredFiles whose files are deleted when the block fails: a rollback doesn't reach a storage."""
    files = StoredFiles()
    try:
        yield files
    except BaseException:
        files.remove()
        raise


def load_images(files: StoredFiles) -> dict[str, SiteImage]:
    """Store every picture that pictures.json names, with title, description and focal point; return them by file."""
    words = json.loads((MEDIA / "pictures.json").read_text(encoding="utf-8"))
    return {file: _load_image(files, file, **facts) for file, facts in words.items()}


def _load_image(files: StoredFiles, file: str, title: str, description: str) -> SiteImage:
    image = SiteImage(title=title, description=description)
    files.store(image.file, MEDIA / "pictures" / file)
    image._set_image_file_metadata()
    if box := FOCAL_BOXES.get(file):
        left, top, right, bottom = box
        image.focal_point_x = (left + right) * image.width // 200
        image.focal_point_y = (top + bottom) * image.height // 200
        image.focal_point_width = (right - left) * image.width // 100
        image.focal_point_height = (bottom - top) * image.height // 100
    image.full_clean()
    image.save()
    return image


def load_report_file(files: StoredFiles) -> SiteDocument:
    """Store the PDF of the annual report."""
    document = SiteDocument(title="Årsskrift 2016")
    files.store(document.file, MEDIA / "aarsskrift-2016.pdf")
    document._set_document_file_metadata()
    document.full_clean()
    document.save()
    return document


def load_film(files: StoredFiles, poster: SiteImage) -> Video:
    """Store the greeting with its captions and its transcript."""
    # The first line of the transcript is the film's name, which stands above it on the page.
    title, transcript = (MEDIA / "video-julehilsen.da.txt").read_text(encoding="utf-8").split("\n", 1)
    film = Video(title=title, type="video", poster=poster, transcript=transcript.strip(), **FILM)
    files.store(film.file, MEDIA / "video-julehilsen.mp4")
    files.store(film.captions, MEDIA / "video-julehilsen.da.vtt")
    film.full_clean()
    film.save()
    return film
