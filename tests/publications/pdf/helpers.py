"""What the tests of reading share: short ways to read and draw, and a watch on the confined processes."""

import io
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.utils import translation

from publications.pdf import sandbox
from publications.pdf.refused import PdfRefused
from publications.pdf.values import PHONE_WIDTH, Limits, PageImage, Reading, Refusal


def read(data: bytes, limits: Limits = sandbox.LIMITS) -> Reading:
    """Read a PDF given as bytes."""
    return sandbox.read(io.BytesIO(data), limits=limits)


def draw(data: bytes, pages: Sequence[int] = (1,), widths: Sequence[int] = (PHONE_WIDTH,), **options: Any) -> Any:
    """Return a PDF's images by page and width asked for."""
    images: dict[tuple[int, int], PageImage] = {}
    sandbox.draw(
        io.BytesIO(data),
        pages,
        lambda image: images.update({(image.page, image.asked): image}),
        widths=widths,
        **options,
    )
    return images


def refusal(data: bytes, limits: Limits = sandbox.LIMITS) -> PdfRefused:
    """Return how a file is refused; its sentence must be Danish, whole and without a gap."""
    with pytest.raises(PdfRefused) as caught:
        read(data, limits)
    check_sentence(caught.value)
    return caught.value


def check_sentence(refused: PdfRefused) -> None:
    """See that a refusal has a sentence in Danish."""
    with translation.override("da"):
        danish = refused.message
    with translation.override("en"):
        assert danish != refused.message
    assert danish.endswith(".") and "%(" not in danish


class Watch:
    """The confined processes started meanwhile, and the most memory any of them held at once."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        self.peak = 0
        self.over = threading.Event()

    def sample(self) -> None:
        while not self.over.is_set():
            for process in list(self.processes):
                try:
                    with open(f"/proc/{process.pid}/status") as status:
                        held = [int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")]
                except OSError:
                    continue
                self.peak = max([self.peak, *held])
            time.sleep(0.005)


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Watch the confined processes; at the end none may be left."""
    watch = Watch()
    start = sandbox.start

    def started(*arguments: Any) -> Any:
        child = start(*arguments)
        watch.processes.append(child.process)
        return child

    monkeypatch.setattr(sandbox, "start", started)
    thread = threading.Thread(target=watch.sample)
    thread.start()
    try:
        yield watch
    finally:
        watch.over.set()
        thread.join()
    assert all(process.returncode is not None for process in watch.processes)


CODES = set(Refusal)
