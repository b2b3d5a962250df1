"""Measure what a kept page costs nginx, beside the same bytes as a static file of the site and as one of a bare nginx.

    .venv/bin/python bench/nginx.py [--seconds 5] [--rounds 5]

nginx runs with the site's own configuration, as behind a server that has the certificate. CPU is that of nginx alone,
so that it matters little what asks; requests a second do depend on it, and are those of one core that is shared.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from asking import load  # noqa: E402

from tests.hosting.front import nginx  # noqa: E402
from tools.nginx import ensure_nginx  # noqa: E402
from tools.site import free_port, running_site  # noqa: E402

SITE_URL = "https://localhost"
# As a browser asks, by way of the server that has the certificate.
ASKED = {"Host": "localhost", "X-Forwarded-Proto": "https", "Accept-Encoding": "gzip, deflate, br"}
FILE = "bench.html"
BARE = """
worker_processes auto;
pid {folder}/bare.pid;
error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    access_log {folder}/bare.log;
    sendfile on;
    tcp_nopush on;
    default_type text/html;
    server {{ listen {port}; root {folder}/files; }}
}}
"""


@dataclass(frozen=True)
class Side:
    """Something to ask for: where, and which processes answer."""

    name: str
    port: int
    path: str
    processes: list[int]


@contextmanager
def bare_nginx(folder: Path, content: bytes) -> Iterator[int]:
    """Run nginx with nothing but a folder, in which index.html holds some bytes; yield its port."""
    (folder / "files").mkdir(parents=True)
    (folder / "files/index.html").write_bytes(content)
    port = free_port()
    config = folder / "bare.conf"
    config.write_text(BARE.format(folder=folder, port=port))
    own = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
    process = subprocess.Popen([ensure_nginx(), "-e", "stderr", "-c", config, "-g", own])
    try:
        while not (folder / "bare.pid").is_file():
            if process.poll() is not None:
                raise SystemExit("nginx did not start")
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def workers(pid_file: Path) -> list[int]:
    """Return the processes of an nginx that answer."""
    parent = pid_file.read_text().strip()
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[1] == parent:
            found.append(int(stat.parent.name))
    return found


def main() -> int:
    """Print both costs and their ratio; return 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        own = {"SITE_URL": SITE_URL, "SECRET_KEY": "of a benchmark" * 5, "ACCESS_LOG": "off", "TRUSTED_PROXIES": "1"}
        with running_site(folder / "data", own, seconds=900) as site:
            (folder / "logs").mkdir()
            port = free_port()
            places = {"SITE_URL": SITE_URL, "DATA_DIR": f"{folder}/data", "STATIC_ROOT": f"{folder}/data/static"}
            places |= {"ACCESS_LOG_DIR": f"{folder}/logs", "WEB": site.url.partition("//")[2], "HTTP_PORT": str(port)}
            with nginx(folder, **places, CERTIFICATES=f"{folder}/none"):
                page = folder / "data/mirror/current/index.html.br"
                while not page.is_file():
                    time.sleep(0.2)
                with bare_nginx(folder / "bare", page.read_bytes()) as bare:
                    (folder / "data/static" / FILE).write_bytes(page.read_bytes())
                    ours = workers(folder / "run/nginx.pid")
                    sides = [
                        Side("kept page", port, "/", ours),
                        Side("static file", port, f"/static/{FILE}", ours),
                        Side("file of a bare nginx", bare, "/", workers(folder / "bare/bare.pid")),
                    ]
                    return report(sides, options.rounds, options.seconds)


def report(sides: Sequence[Side], rounds: int, seconds: float) -> int:
    """Ask all sides by turns; print medians, and what each costs beside the page."""
    rates: dict[str, list[float]] = {side.name: [] for side in sides}
    costs: dict[str, list[float]] = {side.name: [] for side in sides}
    for _ in range(rounds):
        for side in sides:
            url = f"http://127.0.0.1:{side.port}"
            rate, cost = load(url, side.path, seconds, side.processes, headers=ASKED)
            rates[side.name].append(rate)
            costs[side.name].append(cost)
    page, goal = sides[0].name, 0.0
    print("| nginx | requests a second | ratio | ms of CPU each | ratio |\n|---|---|---|---|---|")
    for side in sides:
        rate = statistics.median(a / b for a, b in zip(rates[page], rates[side.name], strict=True))
        cost = statistics.median(b / a for a, b in zip(costs[page], costs[side.name], strict=True))
        goal = goal or (rate if side.path.endswith(FILE) else 0)
        print(
            f"| {side.name} | {statistics.median(rates[side.name]):.0f} | {rate:.2f}"
            f" | {statistics.median(costs[side.name]):.4f} | {cost:.2f} |"
        )
    print(f"A kept page comes {goal:.2f} times as often as a static file (goal 0.9).")
    return 0 if goal >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
