"""Measure what a page costs: uncached, at 4 and at 10,000 posts, and read from files through gunicorn.

    .venv/bin/python bench/mirror.py [--posts 10000] [--seconds 5] [--profile /nyheder/]

The sites are made in a folder of their own. CPU is that of the process that answers, so it hardly depends on what else
runs on the machine; requests a second do.
"""

import argparse
import cProfile
import http.client
import io
import os
import pstats
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from asking import load  # noqa: E402
from rendering import Rendering, add_posts, set_up  # noqa: E402

from tools.site import running_site  # noqa: E402

PAGES = {
    "home": "/",
    "index": "/nyheder/",
    "index, page 50": "/nyheder/side/50/",
    "topic": "/det-goer-vi/interessevaretagelse/",
    "topic's list": "/nyheder/emne/interessevaretagelse/",
    "post": "/nyheder/aarsskrift-2016/",
}
FAR = "/side/"


def rendered(few: Rendering, many: Rendering, rounds: int) -> None:
    """Print what each page costs at few posts and at many: both are asked in turn, so that they meet the same machine.

    Each figure is a median, over how slow the machine was at that moment, which a fixed piece of work tells.
    """
    found: dict[tuple[str, Rendering], list[tuple[float, float]]] = {}
    for _ in range(rounds):
        for path in PAGES.values():
            for site in (few, many) if FAR not in path else (many,):
                found.setdefault((path, site), []).append(site.ask(path))
    best = min(fixed for pairs in found.values() for _page, fixed in pairs)
    cost = {key: statistics.median(page * best / fixed for page, fixed in pairs) for key, pairs in found.items()}
    for name, path in PAGES.items():
        # Page 50 is there with many posts only; it is held against page 1.
        base, held = cost.get((path, few)), cost[path, many]
        ratio = held / (base or cost[PAGES["index"], many])
        print(f"| {name} | {base or 0:.1f} | {held:.1f} | {ratio:.2f} |", flush=True)


def profile(path: str) -> str:
    """Return where the time of a page goes."""
    from mirror.requests import ask

    ask(path)
    with cProfile.Profile() as profiler:
        for _ in range(20):
            ask(path)
    out = io.StringIO()
    pstats.Stats(profiler, stream=out).sort_stats("tottime").print_stats(45)
    return out.getvalue()


def through_gunicorn(folder: Path, seconds: float) -> None:
    """Print what the front page costs through gunicorn, from files and rendered."""
    found = {}
    for name, mirror in (("from files", "1"), ("rendered", "0")):
        with running_site(folder, {"MIRROR": mirror}) as site:
            web = answering(folder)
            connection = http.client.HTTPConnection(urlsplit(site.url).netloc)
            for _ in range(3):
                connection.request("GET", "/")
                connection.getresponse().read()
            time.sleep(8)
            found[name] = load(site.url, "/", seconds, web)
            print(f"| front page {name} | {found[name][0]:.0f} | {found[name][1]:.2f} |")
    rates, costs = zip(*(found[name] for name in ("from files", "rendered")), strict=True)
    print(f"| ratio | {rates[0] / rates[1]:.1f} (aim 10) | {costs[1] / costs[0]:.1f} |")


def memory(folder: Path, requests: int) -> None:
    """Print what the processes that answer hold after some thousand rendered pages, and after twice as many."""
    with running_site(folder, {"MIRROR": "0"}) as site:
        web = answering(folder)
        connection = http.client.HTTPConnection(urlsplit(site.url).netloc)
        held = []
        for part in range(3):
            for number in range(requests if part else requests // 2):
                connection.request("GET", list(PAGES.values())[number % len(PAGES)])
                answer = connection.getresponse()
                answer.read()
                if answer.will_close or answer.getheader("Connection") == "close":
                    connection.close()
            held.append(sum(resident(pid) for pid in web) / 1e6)
        print("\n| memory of all that answer, MB | after | ratio |\n|---|---|---|")
        for part, size in enumerate(held):
            print(f"| {requests // 2 + part * requests:,} pages | {size:.0f} | {size / held[0]:.3f} |")


def resident(pid: int) -> int:
    """Return how many bytes of memory a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def answering(folder: Path) -> list[int]:
    """Return the processes of gunicorn on a data folder."""
    return [
        int(entry.name)
        for entry in Path("/proc").glob("[0-9]*")
        if b"gunicorn" in read(entry / "cmdline") and str(folder).encode() in read(entry / "environ")
    ]


def read(file: Path) -> bytes:
    """Return a file of /proc, or nothing when its process is gone."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--requests", type=int, default=2000, help="between two looks at the memory")
    parser.add_argument("--profile", default="", help="a path whose time is to be shown instead")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        few, many = Path(temporary) / "few", Path(temporary) / "many"
        # Makes the database, the pictures and the static files.
        with running_site(few, seconds=900):
            pass
        shutil.copytree(few, many, symlinks=True)
        if options.profile:
            set_up(many)
            add_posts(options.posts)
            print(profile(options.profile))
            return
        print(f"| rendered, ms of CPU | few posts | {options.posts:,} posts | ratio |\n|---|---|---|---|")
        with Rendering(few) as one, Rendering(many, options.posts) as other:
            rendered(one, other, options.rounds)
        print("\n| through gunicorn | requests a second | ms of CPU each |\n|---|---|---|")
        through_gunicorn(many, options.seconds)
        memory(many, options.requests)


if __name__ == "__main__":
    main()
