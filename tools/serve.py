"""Start the site: bring the data folder up to date, then run gunicorn (with --dev: runserver) and the worker."""

import argparse
import errno
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path

from tools.prepare import Trouble, prepare
from tools.supervisor import supervise

ROOT = Path(__file__).resolve().parent.parent


def read_address() -> tuple[str, int]:
    """Return host and port from HOST and PORT; raise Trouble when they are no address."""
    host = os.environ.get("HOST") or "localhost"
    port = os.environ.get("PORT") or "8000"
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise Trouble(f"PORT must be a number from 1 to 65535, not {port!r}")
    return host.strip("[]"), int(port)


def check_address(host: str, port: int) -> None:
    """Take host and port; raise Trouble unless the site can listen there."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Trouble(f"HOST {host!r} is no address of this machine") from None
    free = False
    for family, kind, protocol, _, address in found:
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(address)
                free = True
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise Trouble(
                        f"port {port} on {host} is taken; stop what uses it, or: PORT={port + 1} make serve"
                    ) from None
                if error.errno == errno.EACCES:
                    raise Trouble(f"this user may not listen on port {port}; choose one above 1023") from None
    if not free:
        raise Trouble(f"HOST {host!r} is no address of this machine")


def check_data_folder(folder: Path) -> None:
    """Take the data folder; make it when missing, and raise Trouble unless files in it can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
        for file in folder.glob("db.sqlite3*"):
            file.open("ab").close()
    except OSError as error:
        where = error.filename if error.filename and Path(error.filename).exists() else folder
        raise Trouble(f"cannot write to {where}: {error.strerror}") from None


def url_of(host: str, port: int) -> str:
    """Take where the site listens; return the address to open it at."""
    if host in ("0.0.0.0", "::"):  # noqa: S104
        host = "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def command_for(host: str, port: int, dev: bool) -> list[str]:
    """Return the command that serves on host and port."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if dev:
        return [sys.executable, "manage.py", "runserver", bind]
    config = str(ROOT / "gunicorn.conf.py")
    return [
        *(sys.executable, "-m", "gunicorn", "--config", config, "--bind", bind),
        "fællessekretariat.wsgi:application",
    ]


def leave(number: int, _frame: object) -> None:
    """End by a signal. What is raised within a callback is lost, so it is raised again until it is heard."""
    signal.signal(signal.SIGALRM, lambda *_args: sys.exit(128 + number))
    signal.setitimer(signal.ITIMER_REAL, 0.5, 0.5)
    sys.exit(128 + number)


def main() -> int:
    """Start the site as the environment says, and return the exit code when it ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="reload on changes, with DEBUG on")
    dev = parser.parse_args().dev
    # The database and uploaded files hold personal data: for this user alone.
    os.umask(0o077)
    # A script's background job starts with SIGINT ignored; Ctrl-C and its like end this in any case.
    signal.signal(signal.SIGINT, leave)
    signal.signal(signal.SIGTERM, leave)
    os.chdir(ROOT)
    try:
        host, port = read_address()
        os.environ["PYTHONUTF8"] = "1"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fællessekretariat.settings")
        if not os.environ.get("SITE_URL"):
            os.environ["SITE_URL"] = url_of(host, port)
        if dev:
            os.environ["DEBUG"] = "1"
        check_address(host, port)
        data_folder = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
        check_data_folder(data_folder)
        prepare(data_folder, static_files=not dev)
    except Trouble as trouble:
        print(f"make: {trouble}", file=sys.stderr)
        return 1
    return supervise(command_for(host, port, dev), [sys.executable, "manage.py", "worker"], ROOT)


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
