"""The folder wp-content/uploads, as a folder or packed as a ZIP file; nothing outside of it is ever read."""

import re
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from core.limits import DOCUMENT_BYTES
from wordpress.wxr.refused import Reason, Refused

LARGEST = DOCUMENT_BYTES
MOST_FILES = 500_000
MOST_BYTES = 50_000_000_000
# Pictures and PDFs are packed already; what shrinks like this is no file of theirs.
LARGEST_RATIO, RATIO_FROM = 200, 5_000_000
UPLOADS = re.compile(r"(?:^|.*/)(?:wp-content/)?uploads/")


class TooLarge(Exception):
    """A file is larger than anything that is taken."""


def place_of(name: str) -> str:
    """Return a file's place below uploads ("2016/12/foto.jpg"); "" for a name that leads elsewhere."""
    name = UPLOADS.sub("", name.replace("\\", "/"), count=1).strip("/")
    parts = PurePosixPath(name).parts
    return "" if not parts or ".." in parts or "\x00" in name else "/".join(parts)


class NoUploads:
    """No folder came along."""

    def has(self, name: str) -> bool:
        """There is no file."""
        return False

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Raises FileNotFoundError."""
        raise FileNotFoundError(name)


class Folder:
    """A folder on this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        inner = [self.root / "wp-content" / "uploads", self.root / "uploads"]
        self.root = next((one for one in inner if one.is_dir()), self.root)

    def _path(self, name: str) -> Path | None:
        place = place_of(name)
        path = (self.root / place).resolve() if place else None
        return path if path and path.is_relative_to(self.root) and path.is_file() else None

    def has(self, name: str) -> bool:
        """Whether there is such a file, within the folder also after its links."""
        return self._path(name) is not None

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file. Raises FileNotFoundError, TooLarge."""
        path = self._path(name)
        if path is None:
            raise FileNotFoundError(name)
        if path.stat().st_size > LARGEST:
            raise TooLarge(name)
        with path.open("rb") as file:
            yield file


class Packed:
    """A ZIP file; it is never unpacked, its files are read one by one."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self.archive = zipfile.ZipFile(file)
            infos = self.archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError) as error:
            raise Refused(Reason.ZIP_BROKEN) from error
        self.names: dict[str, zipfile.ZipInfo] = {}
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
            raise Refused(Reason.ZIP_BOMB, str(len(infos)))
        for info in infos:
            self._take(info)

    def _take(self, info: zipfile.ZipInfo) -> None:
        name = info.filename.replace("\\", "/")
        if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
            raise Refused(Reason.ZIP_NAMES, info.filename[:80])
        if info.flag_bits & 1:
            raise Refused(Reason.ZIP_LOCKED)
        if info.file_size > RATIO_FROM and info.file_size > LARGEST_RATIO * max(1, info.compress_size):
            raise Refused(Reason.ZIP_BOMB, info.filename[:80])
        is_link = stat.S_ISLNK(info.external_attr >> 16)
        if not info.is_dir() and not is_link and "__MACOSX" not in name and (place := place_of(name)):
            self.names.setdefault(place, info)
            # Packed from within a folder of any other name.
            if "/" in place and re.match(r"[^/]+/\d{4}/\d\d/", place):
                self.names.setdefault(place.split("/", 1)[1], info)

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return place_of(name) in self.names

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Unpack one file beside, no more of it than is ever taken. Raises FileNotFoundError, TooLarge."""
        info = self.names.get(place_of(name))
        if info is None:
            raise FileNotFoundError(name)
        with tempfile.TemporaryFile(prefix="wordpress-") as out:
            try:
                with self.archive.open(info) as packed:
                    shutil.copyfileobj(_Bounded(packed), out)
            except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
                raise FileNotFoundError(name) from error
            out.seek(0)
            yield cast(IO[bytes], out)


class _Bounded:
    """A file that ends with an error when it says more than it may, whatever the archive's own list says."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.left = file, LARGEST

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self.file.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise TooLarge
        return data


@contextmanager
def opened(path: str, file: IO[bytes] | None) -> Iterator[Folder | Packed | NoUploads]:
    """Yield the uploads at a path, or in an open ZIP file. Raises Refused."""
    if file is not None:
        yield Packed(file)
    elif not path:
        yield NoUploads()
    elif Path(path).is_dir():
        yield Folder(Path(path))
    elif Path(path).is_file():
        with Path(path).open("rb") as packed:
            yield Packed(packed)
    else:
        raise Refused(Reason.NO_UPLOADS, path[-200:])
