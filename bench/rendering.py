"""A process that renders pages of one site when it is asked to, and says what each cost; bench/mirror.py starts two.

    .venv/bin/python bench/rendering.py FOLDER [POSTS]

Adds so many posts to the site of a data folder first. Then each line it reads is a path; it answers with the
milliseconds of CPU that one rendering took, over those that a fixed piece of work took beside it.
"""

import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Self, cast

ROOT = Path(__file__).resolve().parent.parent
ROUND = 10


class Rendering:
    """The process of one site, as whoever measures sees it."""

    def __init__(self, folder: Path, posts: int = 0) -> None:
        """Start it; it is ready when it first answers."""
        command = [sys.executable, __file__, str(folder), str(posts)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
        self._paths, self._costs = cast(IO[str], self._process.stdin), cast(IO[str], self._process.stdout)

    def ask(self, path: str) -> tuple[float, float]:
        """Return the milliseconds of CPU that a page took, and those of the fixed piece of work."""
        self._paths.write(f"{path}\n")
        self._paths.flush()
        answer = self._costs.readline()
        if not answer.strip() or answer.startswith("!"):
            raise SystemExit(f"{path}: {answer.strip() or 'the process that renders has ended'}")
        page, fixed = answer.split()
        return float(page), float(fixed)

    def __enter__(self) -> Self:
        """Use it until the end of the block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Let it end."""
        self._paths.close()
        self._process.wait()


def set_up(folder: Path) -> None:
    """Make this process a part of the site of a data folder, without kept pages."""
    sys.path.insert(0, str(ROOT))
    os.environ |= {"DATA_DIR": str(folder), "SITE_URL": "http://localhost:8000", "MIRROR": "0", "PYTHONUTF8": "1"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fællessekretariat.settings")
    import django

    django.setup()
    from core.addresses import follow_site_url

    follow_site_url()


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


def fixed_work() -> float:
    """Return the milliseconds of CPU of a piece of work that is always the same."""
    since = time.process_time()
    sum(number * number for number in range(200_000))
    return (time.process_time() - since) * 1000


def main() -> None:
    """Answer until nobody asks any more."""
    set_up(Path(sys.argv[1]))
    from mirror.requests import ask
    from news.models import NewsPage

    if (posts := int(sys.argv[2])) > NewsPage.objects.count():
        add_posts(posts)
    for line in sys.stdin:
        path = line.strip()
        if (status := ask(path).status) != 200:
            print(f"! answers {status}", flush=True)
            continue
        ask(path)
        before, since = fixed_work(), time.process_time()
        for _ in range(ROUND):
            ask(path)
        took = (time.process_time() - since) / ROUND * 1000
        print(took, (before + fixed_work()) / 2, flush=True)


if __name__ == "__main__":
    main()
