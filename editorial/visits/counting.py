"""Count what the front server, or gunicorn, noted (fællessekretariat/access_log.py); each line once, however often."""

import datetime as dt
import hashlib
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.work import every_minute
from editorial.visits.models import LogRead, VisitCount

# A page's address; a file's that somebody takes home. Feeds are asked for by programs, and /admin/ is nobody's visit.
PAGE = re.compile(r"/(?:[A-Za-z0-9_-]+/)*")
FILE = re.compile(r"/documents/\d+/[^/]+|/(?:[\w-]+/)+[\w-]+\.(?:pdf|ics|vcf)")
NO_VISIT = re.compile(r"/(?:admin|_util|healthz|static|media|soeg)/|.*/(?:rss|atom|json)/$")
LONGEST = 255
# Seconds between two rounds of the worker; days for which the files are kept afterwards.
ROUND, KEPT = 3600, 30
# Lines that are counted in one transaction.
AT_ONCE = 20_000

Key = tuple[dt.date, str, bool]


def count_visits(folder: Path | None = None) -> int:
    """Count what was noted since the last time; return how many visits and downloads that were."""
    found = 0
    for file in sorted((folder or Path(settings.ACCESS_LOG_DIR)).glob("access-*.log")):
        is_done = False
        while not is_done:
            count, is_done = count_some(file)
            found += count
    return found


def count_some(file: Path) -> tuple[int, bool]:
    """Count the next lines of a file; return how many were visits, and whether its end is reached."""
    with file.open("rb") as log, transaction.atomic():
        first = hashlib.sha256(log.readline()).hexdigest()
        read, _ = LogRead.objects.select_for_update().get_or_create(
            name=file.name[:100], defaults={"first_line": first}
        )
        if read.first_line != first or read.offset > file.stat().st_size:
            # Another file has taken the name.
            read.first_line, read.offset = first, 0
        log.seek(read.offset)
        counts, lines = counted_lines(log)
        for (day, path, is_download), count in counts.items():
            row, _ = VisitCount.objects.get_or_create(day=day, path=path, defaults={"is_download": is_download})
            VisitCount.objects.filter(pk=row.pk).update(count=F("count") + count)
        read.offset += sum(map(len, lines))
        read.save()
    return sum(counts.values()), len(lines) < AT_ONCE


def counted_lines(log: BinaryIO) -> tuple[Counter[Key], list[bytes]]:
    """Return what the next whole lines say, and those lines; one that is still being written is left."""
    lines: list[bytes] = []
    while len(lines) < AT_ONCE and (line := log.readline()).endswith(b"\n"):
        lines.append(line)
    found = (key_of(line) for line in lines)
    return Counter(key for key in found if key is not None), lines


def key_of(line: bytes) -> Key | None:
    """Return what a line counts for: the day here, the address, and whether it is a file's; None for no visit."""
    try:
        entry: dict[str, Any] = json.loads(line)
        moment = dt.datetime.fromisoformat(entry["time"])
        path, status = unquote(str(entry["path"])), int(entry["status"])
        if entry["method"] != "GET" or entry["robot"] or moment.tzinfo is None:
            return None
    except (ValueError, KeyError, TypeError):
        return None
    if len(path) > LONGEST or NO_VISIT.match(path):
        return None
    is_page = PAGE.fullmatch(path) and status in (200, 304)
    is_file = FILE.fullmatch(path) and status == 200
    return (timezone.localtime(moment).date(), path, not is_page) if is_page or is_file else None


def clear_logs(folder: Path) -> None:
    """Delete files of the log that were counted long ago."""
    for file in folder.glob("access-*.log"):
        if file.stat().st_mtime < time.time() - KEPT * 24 * 3600:
            file.unlink(missing_ok=True)
            LogRead.objects.filter(name=file.name[:100]).delete()


@every_minute
def count_now_and_then() -> None:
    """Count once an hour; two workers that do at the same moment count each line once all the same."""
    folder, now = Path(settings.ACCESS_LOG_DIR), time.time()
    # The moment, not only that it was: a clock that was ahead for a while must not hold it up for as long.
    since = now - (cache.get("visits-counted") or 0)
    if folder.is_dir() and not 0 <= since < ROUND:
        cache.set("visits-counted", now, None)
        count_visits(folder)
        clear_logs(folder)
