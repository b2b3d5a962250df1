"""The archive: a gzipped tar with a manifest of SHA-256 sums as its last member, encrypted to a key (age v1).

age's authentication (https://age-encryption.org/v1) notices a changed or missing block; the manifest, one that was
written short. Both are streams: neither side holds more than a block in memory, and nothing lies open on the disk.
"""

import hashlib
import json
import os
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Self

import pyrage

MANIFEST, FORMAT = "manifest.json", 1
# A manifest names every file of the site; one beyond this size isn't ours.
MOST_MANIFEST = 256 * 1024 * 1024


class ArchiveRefused(Exception):
    """An archive that is not to be trusted, or a key that doesn't fit; the message says which."""


@dataclass
class Manifest:
    """What an archive holds: when and of what it was made, and each file's size in bytes and SHA-256 in hex."""

    made_at: str
    database: str
    site_url: str
    migrations: list[str]
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT


class _Hashed:
    """A file being read, with the sum and size of what went through."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.sum, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.sum.update(block)
        self.size += len(block)
        return block


class ArchiveWriter:
    """Adds files to an archive; its manifest is written by `close`."""

    def __init__(self, stream: BinaryIO, manifest: Manifest) -> None:
        self.manifest = manifest
        # Ended by close().
        self.tar = tarfile.open(fileobj=stream, mode="w|gz")  # noqa: SIM115

    def add(self, name: str, file: BinaryIO, size: int) -> None:
        """Add a file of `size` bytes under a name; raises OSError when it is shorter."""
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        hashed = _Hashed(file)
        self.tar.addfile(member, hashed)
        self.manifest.files[name] = (hashed.size, hashed.sum.hexdigest())

    def close(self) -> None:
        """Write the manifest and end the archive."""
        content = json.dumps(asdict(self.manifest), ensure_ascii=False).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(content), 0o600
        self.tar.addfile(member, BytesIO(content))
        self.tar.close()


@contextmanager
def _piped(work: Any) -> Iterator[BinaryIO]:
    """Run `work(write_end)` in a thread and yield the read end; what it raises is raised when the block is left."""
    read_end, write_end = os.pipe()
    failure: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(write_end, "wb") as stream:
                work(stream)
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        with os.fdopen(read_end, "rb") as stream:
            yield stream
    finally:
        thread.join()
        # What the reader stumbled over comes of what the writer did; but a pipe breaks because its reader went away.
        if failure and not isinstance(failure[0], BrokenPipeError):
            raise failure[0]


def recipient(key: str) -> pyrage.x25519.Recipient:
    """Take a public key (`age1…`); raises ArchiveRefused when it is none."""
    try:
        return pyrage.x25519.Recipient.from_str(key.strip())
    except pyrage.RecipientError:
        raise ArchiveRefused(f"{key!r} is no public key; one begins with age1") from None


def identity(text: str) -> pyrage.x25519.Identity:
    """Take the text of a key file, as age-keygen writes it; raises ArchiveRefused when no secret key is in it."""
    line = next((line.strip() for line in text.splitlines() if line.strip().startswith("AGE-SECRET-KEY-")), "")
    try:
        return pyrage.x25519.Identity.from_str(line)
    except pyrage.IdentityError:
        raise ArchiveRefused("the key file holds no secret key; one begins with AGE-SECRET-KEY-") from None


def write(target: BinaryIO, key: str, manifest: Manifest, fill: Any) -> None:
    """Write an archive to `target`, encrypted to a public key; `fill(writer)` adds the files."""

    def pack(stream: BinaryIO) -> None:
        writer = ArchiveWriter(stream, manifest)
        fill(writer)
        writer.close()

    with _piped(pack) as packed:
        pyrage.encrypt_io(packed, target, [recipient(key)])


class Unpacked:
    """An archive that was decrypted into a folder and found whole."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest

    @classmethod
    def read(cls, archive: Path, key_text: str, folder: Path) -> Self:
        """Unpack an archive into an empty folder; raises ArchiveRefused for one that is damaged, short or foreign."""
        key = identity(key_text)
        unpacking = _Unpacking(folder)
        try:
            with archive.open("rb") as source, _piped(lambda out: pyrage.decrypt_io(source, out, [key])) as stream:
                unpacking.run(stream)
        except pyrage.DecryptError as error:
            reason = "it is not encrypted to this key" if "matching" in str(error) else f"it is damaged ({error})"
            raise ArchiveRefused(f"{archive.name}: {reason}") from None
        except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as error:
            raise ArchiveRefused(f"{archive.name}: it is damaged or not whole ({error})") from None
        return cls(folder, unpacking.checked(archive.name))


class _Unpacking:
    """The members of a stream, written to a folder, with the sums of what arrived."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.manifest = folder, b""
        self.found: dict[str, tuple[int, str]] = {}

    def run(self, stream: BinaryIO) -> None:
        with tarfile.open(fileobj=stream, mode="r|gz") as tar:
            for member in tar:
                self.take(member, tar.extractfile(member))
        # The rest of the stream: its end must be there, too.
        while stream.read(64 * 1024):
            pass

    def take(self, member: tarfile.TarInfo, content: Any) -> None:
        path = PurePosixPath(member.name)
        if content is None or not member.isreg() or path.is_absolute() or ".." in path.parts or self.manifest:
            raise ValueError(f"unexpected member {member.name!r}")
        if member.name == MANIFEST:
            self.manifest = content.read(MOST_MANIFEST)
            return
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        hashed = _Hashed(content)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            while block := hashed.read(1024 * 1024):
                file.write(block)
        self.found[member.name] = (hashed.size, hashed.sum.hexdigest())

    def checked(self, name: str) -> Manifest:
        """Return the manifest; raises ArchiveRefused unless it names just what was found."""
        if not self.manifest:
            raise ArchiveRefused(f"{name}: it is not whole, its manifest is missing")
        try:
            manifest = Manifest(**json.loads(self.manifest))
            files = {file: (size, digest) for file, (size, digest) in manifest.files.items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise ArchiveRefused(f"{name}: its manifest can't be read ({error})") from None
        if manifest.format != FORMAT:
            raise ArchiveRefused(f"{name}: it has format {manifest.format}, this release reads {FORMAT}")
        wrong = sorted(file for file in {*files, *self.found} if files.get(file) != self.found.get(file))
        if wrong:
            raise ArchiveRefused(f"{name}: {len(wrong)} files are not what its manifest says, first {wrong[0]}")
        return manifest
