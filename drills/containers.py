"""The images are built and compose.yaml is started as docs/hosting.md says; then its parts go down one after the other.

.venv/bin/python -m drills.containers [--built]

Needs Docker with its compose plugin, git and openssl. Everything is made in a folder and a compose project of its own
from the last commit, and is gone afterwards; the images stay. With --built they are taken as they are.
"""

import argparse
import http.client
import json
import os
import secrets
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from drills.house import Answer, Broken, until
from drills.outcome import Outcome
from tools.site import ROOT, free_port

PROJECT = "drill-containers"
RUNNING = {"db", "web", "worker", "nginx"}
KEPT, REST, NUMBER = "/nyheder/", "/soeg/?q=bolig", "tel:+4522281922"
TITLE = "Presse efter øvelsen"
PUBLISH = (
    "from wagtail.models import Page; page = Page.objects.get(slug='presse').specific;"
    f" page.title = '{TITLE}'; page.save_revision().publish()"
)
MAY_WRITE = "for place in /site /static /venv /etc; do if touch $place/x 2>/dev/null; then echo $place; fi; done; id -u"


class Compose:
    """A compose project in a folder of its own, and the site that it runs."""

    def __init__(self, folder: Path) -> None:
        """Lay out what docs/hosting.md has a person make: the files, .env, a certificate, the folders."""
        self.folder, self.port = folder, free_port()
        packing, unpacking = ["git", "archive", "HEAD"], ["tar", "-x", "-C", str(folder)]
        packed = subprocess.run(packing, cwd=ROOT, check=True, capture_output=True).stdout
        subprocess.run(unpacking, input=packed, check=True)
        values = {
            "SITE_URL": f"https://localhost:{self.port}",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "POSTGRES_PASSWORD": secrets.token_hex(24),
            "HTTP_PORT": str(free_port()),
            "HTTPS_PORT": str(self.port),
            "SUBNET": "172.31.249",
        }
        self._write(values)
        for name in ("certificates", "challenges/.well-known/acme-challenge", "backups"):
            (folder / name).mkdir(parents=True)
        self.certificate = folder / "certificates/fullchain.pem"
        made = ["-keyout", str(folder / "certificates/privkey.pem"), "-out", str(self.certificate)]
        names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *made]
        subprocess.run(asked, check=True, capture_output=True)
        for file in (folder / "certificates").iterdir():
            file.chmod(0o440)
            os.chown(file, 0, 10001)
        os.chown(folder / "backups", 10001, 10001)

    def _write(self, values: dict[str, str]) -> None:
        lines = [f"{name}={value}" for name, value in values.items()]
        file = self.folder / ".env"
        file.write_text("\n".join([*(file.read_text().splitlines() if file.exists() else []), *lines, ""]))
        file.chmod(0o600)

    def __call__(self, *arguments: str) -> str:
        """Run docker compose and return what it printed; raises Broken when it fails."""
        command = ["docker", "compose", "--project-name", PROJECT, *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            raise Broken(f"docker compose {' '.join(arguments)}: {done.stderr.strip()[-2000:]}")
        return done.stdout

    def new_key(self) -> None:
        """Make the key for backups, as the person does before the first start."""
        said = self("run", "--rm", "--no-deps", "web", "python", "manage.py", "backup", "--new-key", "/backups/key.txt")
        self._write({"BACKUP_KEY": said.split("BACKUP_KEY=")[1].split()[0]})

    def health(self) -> dict[str, str]:
        """Return how each service stands: "healthy", "starting", … or "" for one that is not there."""
        lines = self("ps", "--format", "json").splitlines()
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines if line.startswith("{")]
        return {row["Service"]: row["Health"] for row in rows}

    def restarted(self) -> bool:
        """Whether Docker has started web again."""
        inspect = ["docker", "inspect", "--format", "{{.RestartCount}}", self("ps", "--all", "--quiet", "web").strip()]
        return subprocess.run(inspect, check=True, capture_output=True, text=True).stdout.strip() != "0"

    def wait(self) -> float:
        """Wait until all that are to run are healthy; return the seconds."""
        since = time.monotonic()
        until(lambda: self.health() == dict.fromkeys(RUNNING, "healthy"), 240)
        return time.monotonic() - since

    def ask(self, path: str) -> Answer:
        """Ask nginx by https, as a visitor does."""
        trust = ssl.create_default_context(cafile=str(self.certificate))
        connection = http.client.HTTPSConnection("localhost", self.port, context=trust, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


def drill(compose: Compose, outcome: Outcome) -> None:
    """Start it, take its parts away, restore it on an empty machine; note what was not as it should be."""

    def timed(name: str, seen: Callable[[], object]) -> None:
        since = time.monotonic()
        until(seen, 120)
        outcome.figures[name] = time.monotonic() - since

    compose.new_key()
    compose("up", "--detach", "--no-build")
    outcome.figures["all healthy after, s"] = compose.wait()
    ready = json.loads(compose.ask("/healthz/ready").text)
    outcome.expect(ready["ready"], f"not ready: {ready['faults']}")
    for service in ("web", "worker", "nginx"):
        found = compose("exec", "-T", service, "sh", "-c", MAY_WRITE).split()
        outcome.expect(len(found) == 1 and int(found[0]) > 10000, f"{service} may write or is root: {found}")
    compose("exec", "-T", "web", "python", "manage.py", "shell", "--command", PUBLISH)
    outcome.expect(TITLE in compose.ask("/om-os/presse/").text, "what was published is not shown")

    compose.ask(KEPT)
    compose("stop", "db")
    kept, rest = compose.ask(KEPT), compose.ask(REST)
    outcome.expect(kept.is_from_file, f"without the database {KEPT} is {kept.status}")
    outcome.expect(rest.status == 503 and NUMBER in rest.text, f"without the database {REST} is {rest.status}")
    compose("start", "db")
    timed("the database is back after, s", lambda: compose.ask(REST).status == 200)

    compose("exec", "-T", "web", "python", "-c", "import os, signal; os.kill(1, signal.SIGTERM)")
    timed("web is started again after, s", compose.restarted)
    outcome.expect(compose.ask(KEPT).is_from_file, f"without web {KEPT} is no file")
    timed("web answers again after, s", lambda: compose.ask(REST).status == 200)

    compose("exec", "-T", "worker", "python", "manage.py", "backup")
    compose("down", "--volumes")
    compose("up", "--detach", "--no-build")
    compose.wait()
    outcome.expect(TITLE not in compose.ask("/om-os/presse/").text, "the machine was not empty")
    compose("stop", "web", "worker", "nginx")
    [newest] = sorted((compose.folder / "backups").glob("*.age"))[-1:]
    restore = ["python", "manage.py", "restore", f"/backups/{newest.name}", "--key", "/backups/key.txt"]
    compose("run", "--rm", "web", *restore)
    compose("up", "--detach", "--no-build")
    compose.wait()
    outcome.expect(TITLE in compose.ask("/om-os/presse/").text, "the backup does not hold what was published")
    outcome.expect(b"RIFF" in compose.ask(picture(compose.ask("/nyheder/").text)).body[:4], "no picture is restored")


def picture(page: str) -> str:
    """Return the address of the first picture of a page."""
    return page.split('srcset="')[1].split(" ")[0]


def main() -> int:
    """Build, drill, and take everything down again; return 1 when something was not as it should be."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--built", action="store_true", help="take the images as they are")
    options = parser.parse_args()
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        compose = Compose(Path(folder))
        try:
            if not options.built:
                since = time.monotonic()
                compose("build")
                outcome.figures["built in, s"] = time.monotonic() - since
            drill(compose, outcome)
        except Broken as error:
            outcome.faults.append(str(error))
        finally:
            compose("down", "--volumes", "--remove-orphans")
    print("\n".join(outcome.lines()), flush=True)
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
