"""What `make test` runs: style, types, contracts, catalogue, deployment, then the tests on both databases."""

import os
import secrets
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import messages, postgres
from tools.browser import ChromiumMissing, ensure_chromium
from tools.nginx import NginxMissing, ensure_nginx

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DEPLOYMENT = {"DATABASE_URL", "SITE_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "EMAIL_URL"}
NO_TESTS = 5
# One process for each core. Tests go out in their order, so that those that leave an empty database come last.
SIDE_BY_SIDE = ["-n", "auto"]
# The staff's pages ask through Wagtail and Django; production's database tells of them, and the browser meets SQLite.
ON_SQLITE = ["-m", "not (editorial and django_db)"]


class Failed(Exception):
    """A step failed; its output is printed already."""


def clean_environment(data_folder: Path, **own: str) -> dict[str, str]:
    """Return the environment without the caller's deployment, with `own` and a data folder of the run."""
    kept = {name: value for name, value in os.environ.items() if name not in DEPLOYMENT}
    kept |= {"PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "fællessekretariat.settings"}
    return {**kept, "DATA_DIR": str(data_folder), **own}


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print a step's name, and its seconds when it is through; Failed passes on."""
    print(f"{name:<28}", end="", flush=True)
    start = time.monotonic()
    yield
    print(f"{time.monotonic() - start:6.1f} s", flush=True)


def run(name: str, command: list[str], environ: dict[str, str]) -> None:
    """Run one step quietly; raise Failed after printing its output when it fails."""
    with step(name):
        done = subprocess.run(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            print(f"failed: {shlex.join(part.replace(str(BIN), '.venv/bin') for part in command)}")
            print(done.stdout.decode(errors="replace").rstrip())
            raise Failed


def static_checks(room: Path) -> None:
    """Check what needs no test run: style, types, the import contract, the catalogue, the deployment."""
    environ = clean_environment(room)
    production = clean_environment(
        room,
        SITE_URL="https://example.org",
        SECRET_KEY=secrets.token_urlsafe(64),
        DATABASE_URL=f"sqlite:///{room}/db",
    )
    manage = [sys.executable, "manage.py"]
    run("ruff", [str(BIN / "ruff"), "check", "--quiet"], environ)
    run("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "--diff"], environ)
    run("djlint", [str(BIN / "djlint"), "templates", "--lint", "--quiet"], environ)
    run("types", [str(BIN / "mypy")], environ)
    run("import contract", [str(BIN / "lint-imports"), "--no-cache"], environ)
    run("untranslated strings = 0", [sys.executable, "-m", "tools.messages", "check"], environ)
    run("migrations complete", [*manage, "makemigrations", "--check", "--dry-run"], environ)
    run("check --deploy", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production)


def pytest(name: str, arguments: list[str], environ: dict[str, str], nothing_is_fine: bool = False) -> None:
    """Run pytest for all to see; raise Failed when it fails or, unless that is fine, when no test is left."""
    print(f"{name}:", flush=True)
    code = subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environ)
    if code and not (code == NO_TESTS and nothing_is_fine):
        raise Failed


def check(arguments: list[str]) -> None:
    """Run every step up to the first that fails, which raises Failed, PostgresFailed or ChromiumMissing."""
    messages.compile_catalogues()
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        room = Path(folder)
        static_checks(room)
        with step("Chromium"):
            chromium = str(ensure_chromium())
        with step("nginx"):
            ensure_nginx()
        with postgres.server() as url:
            environ = clean_environment(room, DATABASE_URL=url, CHROMIUM=chromium)
            pytest(
                "Tests on PostgreSQL",
                # What asks no database answers alike on both, so it runs once, below.
                ["-m", "django_db and not browser", *(arguments or SIDE_BY_SIDE)],
                environ,
                nothing_is_fine=bool(arguments),
            )
        # SQLite and the browser come last: make closes on the summary line of this run.
        environ = clean_environment(room, CHROMIUM=chromium)
        pytest("Tests on SQLite, with browser", arguments or [*ON_SQLITE, *SIDE_BY_SIDE], environ)


def main() -> int:
    """Run the checks, passing the command's arguments on to pytest; return the exit code."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        check(sys.argv[1:])
    except Failed:
        return 1
    except (messages.CatalogueBroken, postgres.PostgresFailed, ChromiumMissing, NginxMissing) as error:
        print(f"\nmake: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
