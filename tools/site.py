"""Run the real site beside a test or a tool: the one way in which browser tests and screenshots start it."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Site:
    """A running site: its address without a closing slash, its administrator, its data and its log."""

    url: str
    username: str
    password: str
    data_folder: Path
    log: Path


class SiteFailed(Exception):
    """The site did not start; the message holds the end of its log."""


def free_port() -> int:
    """Return a port that nothing listens on at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


@contextmanager
def running_site(data_folder: Path, environ: Mapping[str, str] | None = None, seconds: float = 180) -> Iterator[Site]:
    """Start the site as `make serve` does, with its data in `data_folder`, and stop it at the end.

    Takes further environment variables in `environ` and the longest time to wait for the first page; yields a
    Site; raises SiteFailed when the site ends or does not answer in that time. Deployment variables of the
    caller (DATABASE_URL and the like) do not reach it.
    """
    data_folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    password = secrets.token_urlsafe(12)
    site = Site(f"http://localhost:{port}", "admin", password, data_folder, data_folder / "site.log")
    own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    own |= {"PYTHONUTF8": "1", "HOST": "localhost", "PORT": str(port), "DATA_DIR": str(data_folder)}
    own |= {"DJANGO_SUPERUSER_USERNAME": site.username, "DJANGO_SUPERUSER_PASSWORD": site.password}
    own |= environ or {}
    with site.log.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.serve"],
            cwd=ROOT,
            env=own,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(site, process, seconds)
            yield site
        finally:
            stop(process)


def wait_for(site: Site, process: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait until the site answers at all; raise SiteFailed when it ends first or `seconds` pass."""
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(f"{site.url}/healthz/live", timeout=10).close()  # noqa: S310
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            pass
        if process.poll() is not None or time.monotonic() > end:
            log = "\n".join(site.log.read_text(errors="replace").splitlines()[-30:])
            raise SiteFailed(f"the site did not start:\n{log}")
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the site's process group, by force after ten seconds."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
            return
