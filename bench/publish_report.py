"""Measure publishing a 60-page report as staff meet it: the running site, a file sent, the screen, the ready reader.

    .venv/bin/python bench/publish_report.py [--pages 60] [--runs 3] [--photos]

Starts the site with its worker in a data folder of its own, and sends the file over HTTP as the admin's script does.
"""

import argparse
import http.cookiejar
import json
import os
import re
import statistics
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from read_report import GOAL, make_report  # noqa: E402

from tools.site import Site, running_site  # noqa: E402

# Somebody who has sent a file sees something happen within this many seconds.
AT_ONCE = 1.0
PHONE_IMAGE = 120_000
BOUNDARY = "----report"


class Desk:
    """A signed-in member of staff."""

    def __init__(self, site: Site) -> None:
        self.url = site.url
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.get("/admin/login/")
        words = {"username": site.username, "password": site.password}
        self.post("/admin/login/", urllib.parse.urlencode(words).encode())

    def get(self, path: str) -> bytes:
        """Return what stands at an address."""
        with self.opener.open(self.url + path) as answer:
            return bytes(answer.read())

    def post(self, path: str, data: bytes, **headers: str) -> bytes:
        """Send data with what keeps forgers out; return the answer."""
        token = next(str(one.value) for one in self.cookies if "csrf" in one.name)
        headers |= {"X-CSRFToken": token, "Referer": self.url + path}
        request = urllib.request.Request(self.url + path, data, headers)  # noqa: S310 to our own site
        with self.opener.open(request) as answer:
            return bytes(answer.read())

    def send(self, report: bytes) -> str:
        """Send a report; return the address of its screen."""
        head = (
            f"--{BOUNDARY}\r\n"
            'Content-Disposition: form-data; name="file"; filename="bench.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        body = head.encode() + report + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Accept": "application/json"}
        return str(json.loads(self.post("/admin/aarsskrift/", body, **kind))["url"])

    def status(self, address: str) -> dict[str, bool]:
        """Return how far the reading is."""
        found: dict[str, bool] = json.loads(self.get(f"{address}status/"))
        if found["refused"]:
            raise SystemExit("the report was refused")
        return found


def publish(desk: Desk, report: bytes, pages: int) -> dict[str, float]:
    """Send a report; return seconds until each step, and the weight in bytes of the heaviest image for phones."""
    since, took = time.monotonic(), {}
    address = desk.send(report)
    took["answered"] = time.monotonic() - since
    while "ready" not in took:
        status = desk.status(address)
        for step, there in (("screen", status["settled"]), ("ready", status["ready"])):
            if there:
                took.setdefault(step, time.monotonic() - since)
        time.sleep(0.1)
    screen = desk.get(address).decode()
    found = re.search(r"(/pdf/[^/\"]+/)1-(\d+)\.webp", screen)
    if found is None:
        raise SystemExit("the screen shows no cover")
    folder, width = found.groups()
    took["heaviest"] = max(len(desk.get(f"{folder}{number}-{width}.webp")) for number in range(1, pages + 1))
    desk.post(f"{address}annuller/", b"")
    return took


def main() -> int:
    """Print the median of some runs; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--photos", action="store_true", help="with a large picture on each page")
    options = parser.parse_args()
    report = make_report(options.pages, options.photos)
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        running_site(Path(folder) / "data", seconds=600) as site,
    ):
        desk = Desk(site)
        runs = [publish(desk, report, options.pages) for _ in range(options.runs)]
    median = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    heaviest = median.pop("heaviest")
    print(f"{options.pages} pages, {len(report) / 1e6:.1f} MB, {os.cpu_count()} cores, median of {options.runs}")
    print(", ".join(f"{name} {seconds:.2f} s" for name, seconds in median.items()))
    goals = {
        f"answered, of the {AT_ONCE:.0f} s allowed": median["answered"] / AT_ONCE,
        f"ready, of the {GOAL:.0f} s allowed": median["ready"] / GOAL,
        f"heaviest image for phones, {heaviest / 1000:.0f} kB, of the {PHONE_IMAGE / 1000:.0f} kB allowed": heaviest
        / PHONE_IMAGE,
    }
    for name, part in goals.items():
        print(f"{part:.2f} {name}")
    return 0 if max(goals.values()) <= 1 else 1


if __name__ == "__main__":
    sys.exit(main())
