"""Read PDFs of unknown origin in processes of their own, which may use little and leave nothing behind.

No file is written: the PDF goes in as an open file, whatever its name, and what is found comes out through a pipe. So
a reading that was killed leaves nothing over, and can go on with the pages that are not there yet.
"""

import contextlib
import json
import logging
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from publications.pdf.following import Child, Outcome, follow
from publications.pdf.messages import Collected, MessageBroken, image_of
from publications.pdf.refused import PdfRefused
from publications.pdf.values import PHONE_WIDTH, Limits, PageImage, Reading, Refusal

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Limits()
# Two cores are common; more processes would only take turns, and memory is used by each.
PROCESSES = 2
WIDEST = 4000
# Nothing of the caller's environment, which holds secrets.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}

logger = logging.getLogger(__name__)


def read(file: IO[bytes], *, on_page: Callable[[int, int], None] | None = None, limits: Limits = LIMITS) -> Reading:
    """Take an open PDF; return its facts and its text.

    `on_page` is called with the number of pages read and of all pages. Raises PdfRefused.
    """
    with confined(file, limits) as (descriptor, size):
        collected = Collected(size, limits.pages)

        def take(child: Child, message: dict[str, Any], data: bytes) -> None:
            collected.add(message)
            if on_page and message.get("kind") == "page":
                on_page(len(collected.pages), collected.count)

        child = start(descriptor, size, limits, {"task": "read", "pages": limits.pages}, limits.total)
        run([child], take, limits, limits.total, lambda child: len(collected.pages) + 1 if collected.facts else None)
        try:
            return collected.reading()
        except MessageBroken as error:
            raise PdfRefused(Refusal.READER_FAILED, detail=str(error), limits=limits) from None


def draw(
    file: IO[bytes],
    pages: Sequence[int],
    on_image: Callable[[PageImage], None],
    *,
    widths: Sequence[int] = (PHONE_WIDTH,),
    processes: int = PROCESSES,
    limits: Limits = LIMITS,
) -> None:
    """Take an open PDF and the numbers of pages; call `on_image` with each image as soon as it is there.

    A page's images come narrowest first; pages come about in the order asked for. What `on_image` raises ends the
    drawing and passes on. To go on with one that was cut short, ask for the pages that are missing. Raises PdfRefused,
    and ValueError for pages or widths that cannot be.
    """
    wanted = list(dict.fromkeys(pages))
    sizes = sorted(set(widths))
    if not all(1 <= page <= limits.pages for page in wanted) or not all(1 <= width <= WIDEST for width in sizes):
        raise ValueError("pages count from 1, and widths are pixels")
    if not wanted or not sizes:
        return
    shares = [share for place in range(processes) if (share := wanted[place::processes])]
    missing: dict[Child, list[tuple[int, int]]] = {}

    def take(child: Child, message: dict[str, Any], data: bytes) -> None:
        image = image_of(message, data)
        if not missing[child] or missing[child][0] != (image.page, image.asked):
            raise MessageBroken("an image that was not asked for")
        on_image(image)
        missing[child].pop(0)

    def being_drawn(child: Child) -> int | None:
        return missing[child][0][0] if missing[child] else None

    total = limits.total + limits.total_per_page * len(wanted)
    with confined(file, limits) as (descriptor, size):
        children: list[Child] = []
        try:
            for share in shares:
                order = {"task": "draw", "numbers": share, "widths": sizes}
                child = start(descriptor, size, limits, order, total)
                children.append(child)
                missing[child] = [(page, width) for page in share for width in sizes]
        except BaseException:
            for child in children:
                child.end()
            raise
        run(children, take, limits, total, being_drawn)
        if any(missing.values()):
            raise PdfRefused(Refusal.READER_FAILED, detail="fewer images than asked for", limits=limits)


@contextlib.contextmanager
def confined(file: IO[bytes], limits: Limits) -> Iterator[tuple[int, int]]:
    """Yield descriptor and size of an open file, of a nameless copy if it lies elsewhere; refuses by size and start."""
    with contextlib.ExitStack() as stack:
        try:
            descriptor = file.fileno()
            local = stat.S_ISREG(os.fstat(descriptor).st_mode)
        except (OSError, AttributeError):
            local = False
        if not local:
            descriptor = stack.enter_context(copied(file, limits)).fileno()
        size = os.fstat(descriptor).st_size
        if size > limits.size:
            raise PdfRefused(Refusal.TOO_LARGE, limits=limits)
        if not size:
            raise PdfRefused(Refusal.EMPTY, limits=limits)
        # No process for what does not even begin like a PDF.
        if b"%PDF-" not in os.pread(descriptor, 1024, 0):
            raise PdfRefused(Refusal.NOT_PDF, limits=limits)
        yield descriptor, size


@contextlib.contextmanager
def copied(file: IO[bytes], limits: Limits) -> Iterator[IO[bytes]]:
    """Yield a copy of a file without a descriptor of its own, in a file without a name that goes by itself."""
    with tempfile.TemporaryFile() as copy:
        file.seek(0)
        while block := file.read(1024 * 1024):
            if copy.tell() + len(block) > limits.size:
                raise PdfRefused(Refusal.TOO_LARGE, limits=limits)
            copy.write(block)
        copy.flush()
        yield copy


def start(descriptor: int, size: int, limits: Limits, order: dict[str, Any], total: float) -> Child:
    """Start a confined process on an open file; `order` says what to do."""
    order = {
        **order,
        "size": size,
        "parent": os.getpid(),
        # The file lies in the process's memory and is none of its doing.
        "memory": limits.memory + size,
        "page_seconds": limits.page_seconds,
        "total": total,
    }
    return Child(
        subprocess.Popen(
            [sys.executable, "-E", "-s", "-B", "-X", "utf8", "-m", "publications.pdf.child", json.dumps(order)],
            stdin=descriptor,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            cwd=ROOT,
            env=ENVIRONMENT,
            start_new_session=True,
        )
    )


def run(
    children: list[Child],
    take: Callable[[Child, dict[str, Any], bytes], None],
    limits: Limits,
    total: float,
    page_of: Callable[[Child], int | None],
) -> None:
    """Follow processes to their end; raise PdfRefused when one refuses, fails, or takes too long."""
    outcome: Outcome | None = None
    try:
        outcome = follow(children, take, silence=limits.silence, total=total)
    except MessageBroken as error:
        raise PdfRefused(Refusal.READER_FAILED, detail=str(error), limits=limits) from None
    finally:
        for child in children:
            child.end()
    if outcome:
        page = outcome.page or page_of(outcome.child)
        if outcome.code not in (Refusal.DAMAGED, Refusal.TOO_DEMANDING):
            page = None
        refused = PdfRefused(outcome.code, page, outcome.detail, limits)
        logger.info("a PDF was refused: %s", refused)
        raise refused
    logger.debug("a PDF was read; at most %d MB held", max(child.peak for child in children) // 1_000_000)
