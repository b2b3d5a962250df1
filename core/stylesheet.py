"""One stylesheet from many files: static/css/** in layer order, served as css/site.css without a build step."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
FIRST = ("layers.css", "reset.css", "tokens.css", "base.css", "layout.css")
LAST = ("utilities.css", "print.css")


def stylesheet_parts(folder: Path) -> list[Path]:
    """Return the files of the stylesheet in the order of their cascade layers."""
    parts = [folder / name for name in FIRST]
    parts += sorted((folder / "components").glob("*.css"))
    parts += [folder / name for name in LAST]
    return [part for part in parts if part.exists()]


def build_stylesheet(folder: Path) -> str:
    """Return the whole stylesheet as text."""
    return "\n".join(part.read_text(encoding="utf-8") for part in stylesheet_parts(folder))


class StylesheetFinder(BaseFinder):
    """Offers css/site.css to collectstatic and to the development server, made anew when a part is newer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.source = settings.BASE_DIR / "static" / "css"
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "stylesheet")

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to check: without parts there is an empty stylesheet."""
        return []

    def _built(self) -> Path:
        """Write the stylesheet when a part is newer than it, and return its path."""
        target = Path(self.storage.path(NAME))
        text = build_stylesheet(self.source)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return target

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        """Return where the stylesheet lies when it is the file asked for."""
        if path != NAME:
            return []
        built = str(self._built())
        return [built] if find_all else built

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield the one file this finder has."""
        self._built()
        yield NAME, self.storage
