"""Measure what a page costs: uncached, at 4 and at 10,000 posts, and read from files through gunicorn.

    .venv/bin/python bench/mirror.py [--posts 10000] [--seconds 5] [--profile /nyheder/]

The site is made in a folder of its own. CPU is that of the process that answers, so it hardly depends on what else runs
on the machine; requests a second do.
"""

import argparse
import cProfile
import datetime as dt
import http.client
import io
import os
import pstats
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from asking import load  # noqa: E402

from tools.site import running_site  # noqa: E402

PAGES = {
    "home": "/",
    "index": "/nyheder/",
    "index, page 50": "/nyheder/side/50/",
    "topic": "/det-goer-vi/interessevaretagelse/",
    "topic's list": "/nyheder/emne/interessevaretagelse/",
    "post": "/nyheder/aarsskrift-2016/",
}
RUNS, ROUND = 9, 10


def add_posts(count: int) -> None:
    """Add posts by table, in a hundredth of the time that the tree takes for them one by one."""
    from django.db import transaction
    from wagtail.models import Page

    from core.models import Topic
    from news.models import NewsIndexPage, NewsPage

    index, example = NewsIndexPage.objects.get(), NewsPage.objects.get(slug="aarsskrift-2016")
    topics, through = list(Topic.objects.all()), NewsPage.topics.through
    with transaction.atomic():
        for number in range(count):
            post = NewsPage(
                title=f"Nyhed {number}",
                draft_title=f"Nyhed {number}",
                slug=f"nyhed-{number}",
                summary="Kort om nyheden, så man ved, hvad den handler om.",
                date=dt.date(2018, 1, 1) + dt.timedelta(days=number % 3000),
                image=example.image,
                locale=index.locale,
                content_type=example.content_type,
                depth=index.depth + 1,
                path=Page._get_path(index.path, index.depth + 1, index.numchild + number + 1),
                url_path=f"{index.url_path}nyhed-{number}/",
            )
            # The page's own row, then that of the post.
            base = Page(**{field.attname: getattr(post, field.attname) for field in Page._meta.concrete_fields})
            base.save_base(raw=True, force_insert=True)
            post.page_ptr_id = post.pk = base.pk
            post.save_base(raw=True, force_insert=True)
            through.objects.create(newspage_id=post.pk, topic_id=topics[number % len(topics)].pk)
        Page.objects.filter(pk=index.pk).update(numchild=index.numchild + count)


def cpu_of(path: str) -> float:
    """Return the milliseconds of CPU that a page costs when it is rendered: the median of several rounds."""
    from mirror.requests import ask

    for _ in range(3):
        if (status := ask(path).status) != 200:
            raise SystemExit(f"{path} answers {status}")
    rounds = []
    for _ in range(RUNS):
        slow = slowness()
        since = time.process_time()
        for _ in range(ROUND):
            ask(path)
        rounds.append((time.process_time() - since) / ROUND * 1000 / slow)
    return statistics.median(rounds)


def slowness() -> float:
    """Return how much slower the processor is now than it was at its best, since other work shares its caches."""
    since = time.process_time()
    sum(number * number for number in range(200_000))
    took = time.process_time() - since
    slowness.best = min(getattr(slowness, "best", took), took)  # type: ignore[attr-defined]
    return took / slowness.best  # type: ignore[attr-defined]


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
    parser.add_argument("--folder", type=Path, help="a data folder to use instead of a new one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = options.folder or Path(temporary) / "site"
        if not options.folder:
            # Makes the database, the pictures and the static files.
            with running_site(folder, seconds=900):
                pass
        os.environ |= {"DATA_DIR": str(folder), "SITE_URL": "http://localhost:8000", "MIRROR": "0", "PYTHONUTF8": "1"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fællessekretariat.settings")
        import django

        django.setup()
        from core.addresses import follow_site_url
        from news.models import NewsPage

        follow_site_url()
        few = {
            name: cpu_of(path) for name, path in PAGES.items() if NewsPage.objects.count() < 100 and "50" not in name
        }
        if NewsPage.objects.count() < options.posts:
            add_posts(options.posts)
        if options.profile:
            print(profile(options.profile))
            return
        print(f"| rendered, ms of CPU | few posts | {options.posts:,} posts | ratio |\n|---|---|---|---|")
        many = {}
        for name, path in PAGES.items():
            many[name] = cpu_of(path)
            # Page 50 is there with many posts only; it is held against page 1.
            base = few.get(name, many["index"] if "50" in name else 0)
            print(
                f"| {name} | {few.get(name, 0):.1f} | {many[name]:.1f} | {many[name] / (base or 1):.2f} |", flush=True
            )
        print("\n| through gunicorn | requests a second | ms of CPU each |\n|---|---|---|")
        through_gunicorn(folder, options.seconds)
        memory(folder, options.requests)


if __name__ == "__main__":
    main()
