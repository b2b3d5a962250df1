"""A house for a drill: the site as `make serve` starts it, what may be asked of it, and code that runs on its data."""

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from tools.site import ROOT, Site, running_site

Found = TypeVar("Found")
Files = Mapping[str, tuple[str, bytes]]
# Whoever sends this is answered by Django: what a page would be if it were made now.
PAST_FILES = {"Authorization": "Drill"}
SETUP = "import django; django.setup()\n"


class Broken(Exception):
    """Something took too long, or was not there at all; the drill can't go on."""


@dataclass(frozen=True)
class Answer:
    """What the house answered: status, headers, body as it was sent."""

    status: int
    headers: Any
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")

    @property
    def is_from_file(self) -> bool:
        """Whether a kept page was sent: only those have a tag."""
        return self.status == 200 and "ETag" in self.headers


class Visitor:
    """Asks one address after the other; cookies are kept as a browser keeps them."""

    def __init__(self, url: str, cookies: Mapping[str, str] | None = None) -> None:
        self.host = urlsplit(url).netloc
        self.cookies = dict(cookies or {})

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Return the answer; raises OSError or HTTPException when the connection breaks."""
        connection = http.client.HTTPConnection(self.host, timeout=30)
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request("GET" if body is None else "POST", path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value.strip()
        return Answer(answer.status, answer.headers, content)

    def send(self, path: str, values: Mapping[str, str], files: Files | None = None) -> Answer:
        """Send a form, with files by field as (name, content); return the answer."""
        if "csrftoken" not in self.cookies:
            self.ask("/admin/account/")
        values = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **values}
        if not files:
            kind = "application/x-www-form-urlencoded"
            return self.ask(path, urlencode(values).encode(), **{"Content-Type": kind})
        mark = b"drill-0123456789"
        parts = [(f'name="{name}"', value.encode()) for name, value in values.items()]
        parts += [(f'name="{field}"; filename="{name}"', content) for field, (name, content) in files.items()]
        body = b"".join(
            b"--" + mark + b"\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"
            for head, content in parts
        )
        kind = f"multipart/form-data; boundary={mark.decode()}"
        return self.ask(path, body + b"--" + mark + b"--\r\n", **{"Content-Type": kind})


@dataclass(frozen=True)
class House:
    """A running site, and the environment of commands that work on its data."""

    site: Site
    environ: dict[str, str] = field(default_factory=dict)

    def visitor(self, **cookies: str) -> Visitor:
        """Return somebody who asks."""
        return Visitor(self.site.url, cookies)

    def ask(self, path: str, **headers: str) -> Answer:
        """Return what a visitor without a session is answered."""
        return self.visitor().ask(path, None, **headers)

    def kept(self, path: str) -> Answer:
        """Return a page once it comes from its file. Raises Broken when it doesn't."""
        found: list[Answer] = []

        def is_kept() -> bool:
            found[:] = [self.ask(path)]
            return found[0].is_from_file

        until(is_kept)
        return found[0]

    def rendered(self, path: str) -> Answer:
        """Return what Django makes of a page now, past the files."""
        return self.ask(path, **PAST_FILES)

    def run(self, code: str, *arguments: str) -> str:
        """Run code on the house's data, with Django set up; return what it prints. Raises Broken when it fails."""
        done = subprocess.run(
            [sys.executable, "-c", SETUP + code, *arguments],
            cwd=ROOT,
            env=self._command_environ(),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Broken(done.stderr.strip()[-2000:])
        return done.stdout

    def manage(self, *arguments: str) -> str:
        """Run a management command; return what it prints. Raises Broken when it ends with an error."""
        code = "import sys; from django.core.management import call_command; call_command(*sys.argv[1:])"
        return self.run(code, *arguments)

    def _command_environ(self) -> dict[str, str]:
        own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        own |= {"DATA_DIR": str(self.site.data_folder), "SITE_URL": self.site.url, "PYTHONUTF8": "1"}
        return {**own, "DJANGO_SETTINGS_MODULE": "fællessekretariat.settings", **self.environ}

    def processes(self, words: str) -> list[int]:
        """Return the processes of this house whose command has these words."""
        return processes(self.site, words)

    def web(self) -> list[int]:
        """Return the processes that answer: gunicorn's workers, not their master."""
        gunicorn = self.processes("gunicorn")
        return [pid for pid in gunicorn if parent(pid) in gunicorn]

    def kill(self, pids: list[int]) -> None:
        """End processes of this house at once, wherever they stand."""
        for pid in pids:
            os.kill(pid, signal.SIGKILL)

    def staff(self, count: int, also: str = "") -> tuple[list[Visitor], list[str]]:
        """Return so many signed-in members of the staff who may publish, each somebody else.

        Takes code that is run on the way, since a process takes its time to begin; returns the words it prints, too.
        """
        said = self.run(MAKE_STAFF + also, str(count)).split()
        return [self.visitor(sessionid=session) for session in said[:count]], said[count:]


MAKE_STAFF = """
import sys
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
for number in range(int(sys.argv[1])):
    name = f"drill-{number}"
    user, _ = get_user_model().objects.get_or_create(username=name, email=f"{name}@example.org")
    user.groups.add(Group.objects.get(name="Ledelse"))
    client = Client()
    client.force_login(user)
    print(client.cookies["sessionid"].value)
"""


def processes(site: Site, words: str) -> list[int]:
    """Return the processes of a site whose command has these words."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            mine = f"DATA_DIR={site.data_folder}\0".encode() in (folder / "environ").read_bytes()
        except OSError:
            continue
        if words in command and mine:
            found.append(int(folder.name))
    return found


def parent(pid: int) -> int:
    """Return who started a process; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def until(true: Callable[[], Found], seconds: float = 120) -> Found:
    """Return what a function returns as soon as that is true; a broken connection counts as no. Raises Broken."""
    end = time.monotonic() + seconds
    while True:
        try:
            if found := true():
                return found
        except (OSError, http.client.HTTPException):
            pass
        if time.monotonic() > end:
            raise Broken(f"waited {seconds:.0f} s in vain")
        time.sleep(0.05)


@contextmanager
def house(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Iterator[House]:
    """Start a house with further environment variables, in a new folder or one that was prepared; end it at last."""
    with tempfile.TemporaryDirectory(prefix="drill-") as temporary:
        data_folder = folder or Path(temporary) / "data"
        with running_site(data_folder, environ, seconds=600) as site:
            yield House(site, dict(environ or {}))
