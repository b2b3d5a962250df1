"""Web and worker run side by side: a worker that dies comes back, and nothing outlives what started it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tools.site import ROOT

# Stands for web and for the worker: writes its process id as a line, and waits for a signal.
WAITS = "import os, signal, sys; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); signal.pause()"
SUPERVISES = """
import signal, sys
from pathlib import Path
from tools.supervisor import supervise
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
waits, folder = sys.argv[1], Path(sys.argv[2])
commands = ([sys.executable, "-c", waits, str(folder / name)] for name in ("web", "worker"))
sys.exit(supervise(*commands, folder))
"""


class Pair:
    """A supervisor with two processes that only wait."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-c", SUPERVISES, WAITS, str(folder)]
        self.process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)

    def pid(self, name: str, start: int = 1) -> int:
        """Return the process id of the so-manieth start of a process, once it has started."""
        while True:
            file = self.folder / name
            lines = file.read_text().splitlines() if file.exists() else []
            if len(lines) >= start:
                return int(lines[start - 1])
            assert self.process.poll() is None

    def end(self) -> None:
        """Leave nothing running."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def pair(tmp_path: Path):  # noqa: ANN201
    """A running pair."""
    running = Pair(tmp_path)
    yield running
    running.end()


def gone(pid: int) -> bool:
    """Wait until a process has ended; its state is Z while nobody has asked how."""
    try:
        while True:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
    except FileNotFoundError:
        return True


def test_one_signal_ends_both(pair: Pair) -> None:
    web, worker = pair.pid("web"), pair.pid("worker")
    pair.process.send_signal(signal.SIGTERM)
    assert pair.process.wait(20) == 143
    assert gone(web) and gone(worker)


def test_a_worker_that_dies_is_started_again(pair: Pair) -> None:
    web, worker = pair.pid("web"), pair.pid("worker")
    os.kill(worker, signal.SIGKILL)
    assert pair.pid("worker", start=2) != worker
    # Pages were served all the while.
    assert (pair.folder / "web").read_text().split() == [str(web)]
    assert pair.process.poll() is None


def test_when_web_ends_all_ends_with_its_code(pair: Pair) -> None:
    web, worker = pair.pid("web"), pair.pid("worker")
    os.kill(web, signal.SIGTERM)
    assert pair.process.wait(20) == (-signal.SIGTERM) % 256
    assert gone(worker)


def test_nothing_outlives_a_supervisor_that_is_killed(pair: Pair) -> None:
    web, worker = pair.pid("web"), pair.pid("worker")
    pair.process.kill()
    pair.process.wait()
    assert gone(web) and gone(worker)
