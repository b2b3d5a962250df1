"""Ask a server for a page as fast as it answers, and see what that costs it."""

import http.client
import os
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit


def load(
    url: str,
    path: str,
    seconds: float,
    processes: list[int],
    threads: int = 4,
    headers: Mapping[str, str] = MappingProxyType({"Accept-Encoding": "br"}),
) -> tuple[float, float]:
    """Ask for a page again and again; return requests a second, and milliseconds of the server's CPU for each."""
    counts, end = [0] * threads, time.monotonic() + seconds
    parts = urlsplit(url)

    def read(number: int) -> None:
        connection = http.client.HTTPConnection(parts.netloc)
        while time.monotonic() < end:
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path} answers {answer.status}")
            counts[number] += 1

    before, since = cpu_seconds(processes), time.monotonic()
    running = [threading.Thread(target=read, args=[number]) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    took, done = time.monotonic() - since, sum(counts)
    return done / took, (cpu_seconds(processes) - before) / done * 1000


def cpu_seconds(processes: list[int]) -> float:
    """Return how much CPU processes have had."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in processes]
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")
