"""A backup brings the site back on an empty machine; one that isn't whole changes nothing."""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import psycopg
import pyrage
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from core.backup.archive import Manifest, Unpacked
from home.models import HomePage

pytestmark = pytest.mark.django_db

GUEST = "gaest@example.org"
SIGN_UP = f"""
from news.models import InvitationPage, SignUp
SignUp.objects.create(invitation=InvitationPage.objects.first(), name="Eksempel", email="{GUEST}")
"""
DELETE = """
from news.invitations.deletion import delete_sign_ups
from news.models import InvitationPage
delete_sign_ups(InvitationPage.objects.first().pk)
"""
BROKEN = '{"at": "2099-01-01T00:00:00+00:00", "kind": "sign-ups", "key": "broken", "count": 1}\n'
COUNT = "from news.models import SignUp; print('sign-ups:', SignUp.objects.count())"


@contextmanager
def empty_machine(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of a machine with nothing on it, with a database of the kind that is tested on."""
    environ = {**os.environ, "PYTHONUTF8": "1", "DATA_DIR": str(folder), "SITE_URL": "http://localhost:8000"}
    folder.mkdir()
    if connection.vendor == "sqlite":
        yield {**environ, "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"}
        return
    name = f"empty_{os.getpid()}"
    place = connection.settings_dict
    server = {"host": place["HOST"], "port": place["PORT"], "user": place["USER"], "dbname": "postgres"}
    with psycopg.connect(**server, autocommit=True) as control:
        control.execute(f"CREATE DATABASE {name}")
        try:
            yield {**environ, "DATABASE_URL": f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{name}"}
        finally:
            control.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(environ: dict[str, str], *arguments: Any, code: int = 0) -> str:
    """Run manage.py as an operator does and return what it printed, having looked at its exit code."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environ, capture_output=True, text=True, timeout=200)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def media_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a site's media folder."""
    root = folder / "media"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_site_comes_back_on_an_empty_machine_without_what_was_deleted_since(
    tmp_path: Path, key: tuple[str, Path], whole_archive: Path
) -> None:
    (public, secret), first = key, whole_archive
    assert first.stat().st_mode & 0o777 == 0o600
    with empty_machine(tmp_path / "site") as environ:
        environ["BACKUP_KEY"] = public
        said = manage(environ, "restore", first, "--key", secret)
        assert "Restored" in said
        assert media_of(tmp_path / "site") == media_of(Path(settings.MEDIA_ROOT).parent)
        manage(environ, "shell", "-v0", "-c", SIGN_UP)
        manage(environ, "backup", "--to", tmp_path / "second")
        manage(environ, "shell", "-v0", "-c", DELETE)
        (second,) = (tmp_path / "second").glob("site-*.age")
        # Before that deletion the log names one that can't be done: all the rest is done, and the operator is told.
        log, page = tmp_path / "site/deletions.jsonl", tmp_path / "site/mirror/last-good/index.html"
        log.write_text(BROKEN + log.read_text())
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()
        said = manage(environ, "restore", second, "--key", secret, code=1)
        assert "the archive is restored" in said and "sign-ups broken is not deleted again" in said
        assert "nothing was restored" not in said and not page.exists()
        assert "sign-ups: 0" in manage(environ, "shell", "-v0", "-c", COUNT)
    # What goes astray there is the guests' data; the archive itself still holds it, and nobody reads it without a key.
    assert GUEST.encode() not in second.read_bytes()
    assert not list((tmp_path / "site").glob("*-restore-*"))


def refusal(archive: Path, secret: Path) -> str:
    """Try to restore; return why that was refused, having made sure that nothing changed."""
    before = (media_of(Path(settings.MEDIA_ROOT).parent), HomePage.objects.get().title)
    with pytest.raises(CommandError) as refused:
        call_command("restore", archive, key=secret, stdout=StringIO())
    assert (media_of(Path(settings.MEDIA_ROOT).parent), HomePage.objects.get().title) == before
    assert not list(Path(settings.DATA_DIR).glob("*-restore-*"))
    assert "the site is as it was" in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("place", [0.0001, 0.5, 0.999])
def test_a_damaged_archive_is_refused(archive: Path, key: tuple[str, Path], place: float) -> None:
    content = bytearray(archive.read_bytes())
    content[int(len(content) * place)] ^= 0x40
    archive.write_bytes(content)
    assert "damaged" in refusal(archive, key[1]) or place < 0.01


@pytest.mark.parametrize("share", [0, 0.001, 0.7, 0.9999])
def test_a_truncated_archive_is_refused(archive: Path, key: tuple[str, Path], share: float) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * share)])
    refusal(archive, key[1])


def test_another_key_opens_nothing(archive: Path, tmp_path: Path, key: tuple[str, Path]) -> None:
    other = tmp_path / "other.txt"
    call_command("backup", new_key=other, stdout=StringIO(), stderr=StringIO())
    assert "not encrypted to this key" in refusal(archive, other)
    nothing = tmp_path / "nothing.txt"
    nothing.write_text("no key at all")
    assert "holds no secret key" in refusal(archive, nothing)


def crafted(path: Path, public: str, members: dict[str, bytes], **claims: Any) -> Path:
    """Write an archive of our format with any content, as somebody who knows the public key could."""
    packed = BytesIO()
    manifest = Manifest("2026-11-30T03:00:00+00:00", connection.vendor, "http://localhost", [], {})
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in {**members, "manifest.json": json.dumps(vars(manifest) | claims).encode()}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
    path.write_bytes(pyrage.encrypt(packed.getvalue(), [pyrage.x25519.Recipient.from_str(public)]))
    return path


@pytest.mark.parametrize(
    ("members", "claims", "reason"),
    [
        ({"../outside": b"x"}, {}, "unexpected member"),
        ({"/tmp/outside": b"x"}, {}, "unexpected member"),  # noqa: S108
        ({"media/extra.txt": b"x"}, {}, "not what its manifest says"),
        ({}, {"files": {"media/missing.txt": [1, "0" * 64]}}, "not what its manifest says"),
        ({}, {"files": "nonsense"}, "manifest can't be read"),
        ({}, {"format": 99}, "format 99"),
        ({}, {}, "no database in it"),
    ],
)
def test_a_crafted_archive_is_refused(
    tmp_path: Path, key: tuple[str, Path], members: dict[str, bytes], claims: dict[str, Any], reason: str
) -> None:
    assert reason in refusal(crafted(tmp_path / "site.age", key[0], members, **claims), key[1])
    assert not (tmp_path / "outside").exists()


def test_an_archive_of_a_newer_release_is_refused(tmp_path: Path, archive: Path, key: tuple[str, Path]) -> None:
    unpacked = Unpacked.read(archive, key[1].read_text(), tmp_path / "room")
    name = next(name for name in unpacked.manifest.files if name.startswith("database."))
    members = {name: (tmp_path / "room" / name).read_bytes()}
    files = {name: unpacked.manifest.files[name]}
    newer = crafted(archive, key[0], members, files=files, migrations=["core.9999_to_come"])
    assert "newer release (core.9999_to_come)" in refusal(newer, key[1])
