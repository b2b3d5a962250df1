"""`make serve` refuses in one line what cannot work, and leaves nothing running behind it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import serve
from tools.site import ROOT, free_port


def start(tmp_path: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the start with what each case sets; return how it ended."""
    own = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "DATA_DIR": str(tmp_path / "data"), **environ}
    own.setdefault("PORT", str(free_port()))
    return subprocess.run(
        [sys.executable, "-m", "tools.serve"], cwd=ROOT, env=own, capture_output=True, text=True, timeout=60
    )


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = start(tmp_path, PORT=str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"make: port {port} on localhost is taken; stop what uses it, or: PORT={port + 1} make serve\n"
    )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"PORT": "http"}, "make: PORT must be a number from 1 to 65535, not 'http'\n"),
        ({"PORT": "70000"}, "make: PORT must be a number from 1 to 65535, not '70000'\n"),
        ({"HOST": "nowhere.invalid"}, "make: HOST 'nowhere.invalid' is no address of this machine\n"),
        ({"DATA_DIR": "/proc/data"}, "make: cannot write to /proc/data: No such file or directory\n"),
        ({"DATA_DIR": "manage.py"}, f"make: cannot write to {ROOT / 'manage.py'}: File exists\n"),
    ],
)
def test_a_bad_environment_is_one_line(tmp_path: Path, environ: dict[str, str], said: str) -> None:
    done = start(tmp_path, **environ)
    assert (done.returncode, done.stderr) == (1, said)


@pytest.mark.parametrize(
    "environ",
    [
        {"SITE_URL": "https://example.org"},
        {"DATABASE_URL": "nonsense"},
        {"DEBUG": "perhaps"},
        {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
    ],
)
def test_what_settings_and_database_refuse_is_one_line(tmp_path: Path, environ: dict[str, str]) -> None:
    done = start(tmp_path, **environ)
    assert done.returncode == 1
    assert done.stderr.startswith("make: the ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_everything(tmp_path: Path, number: signal.Signals) -> None:
    own = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "DATA_DIR": str(tmp_path), "PORT": str(free_port())}
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.serve"], cwd=ROOT, env=own, stdout=log, stderr=log, start_new_session=True
        )
    # In the middle of the first start: migrations run here, static files are collected in a process beside.
    while "Collecting" not in (tmp_path / "log").read_text():
        assert process.poll() is None, (tmp_path / "log").read_text()
        time.sleep(0.05)
    os.killpg(process.pid, number)
    assert process.wait(20) in (130, 143)
    assert not group_lives(process.pid)


def test_a_signal_that_meets_a_callback_is_heard_all_the_same() -> None:
    code = (
        "import signal, time; from tools.serve import leave\n"
        "signal.signal(signal.SIGTERM, leave)\n"
        "class Swallowing:\n"
        "    def __del__(self):\n"
        "        signal.raise_signal(signal.SIGTERM)\n"
        "Swallowing()\n"
        "time.sleep(30)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=20)
    assert "Exception ignored" in done.stderr and done.returncode == 143


def group_lives(group: int) -> bool:
    """Say whether any process of the group is left a second later."""
    for _ in range(20):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("localhost", "http://localhost:8000"),
        ("0.0.0.0", "http://localhost:8000"),  # noqa: S104
        ("::1", "http://[::1]:8000"),
    ],
)
def test_the_address_to_open(host: str, url: str) -> None:
    assert serve.url_of(host, 8000) == url
