"""Run web and worker side by side: one signal stops both, and a worker that ends is started again."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

DIES_WITH_PARENT = 1
# Seconds between two starts of a worker that keeps ending, and how long both may take to end.
PAUSE, LONGEST_PAUSE, FAREWELL = 1.0, 60.0, 15.0


def start(command: list[str], folder: Path, niceness: int = 0) -> subprocess.Popen[bytes]:
    """Start a command in a folder; on Linux it ends when this process does, however that comes about."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def in_child() -> None:
        if libc:
            libc.prctl(DIES_WITH_PARENT, signal.SIGTERM)
        os.nice(niceness)

    return subprocess.Popen(command, cwd=folder, preexec_fn=in_child)  # noqa: PLW1509


def supervise(web: list[str], worker: list[str], folder: Path) -> int:
    """Take the two commands and where they run; return web's exit code when it ends.

    SystemExit, raised by a signal, ends both and passes on.
    """
    processes = [start(web, folder)]
    try:
        # Pages come before work that nobody waits for.
        processes.append(start(worker, folder, niceness=5))
        pause, began = PAUSE, time.monotonic()
        while True:
            try:
                return processes[0].wait(PAUSE)
            except subprocess.TimeoutExpired:
                pass
            if processes[1].poll() is not None and time.monotonic() > began + pause:
                print(f"The worker ended with code {processes[1].returncode}; it starts again", file=sys.stderr)
                pause = PAUSE if time.monotonic() > began + LONGEST_PAUSE else min(2 * pause, LONGEST_PAUSE)
                processes[1], began = start(worker, folder, niceness=5), time.monotonic()
    finally:
        end(processes)


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask processes to end and wait for it; those that take too long are killed."""
    # A second signal must not keep this from being done, nor the first when it is repeated (tools/serve.py).
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    running = [process for process in processes if process.poll() is None]
    for process in running:
        process.terminate()
    until = time.monotonic() + FAREWELL
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
