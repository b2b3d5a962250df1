"""Hostile, broken and foreign files: each is refused in a sentence, costs little, and leaves nothing behind."""

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pikepdf import ObjectStreamMode, Pdf

from publications.pdf import sandbox
from publications.pdf.refused import PdfRefused
from publications.pdf.values import Limits, Refusal
from tests.publications.pdf import samples
from tests.publications.pdf.helpers import check_sentence, draw, read, refusal, watched

REPORT = settings.BASE_DIR / "home/initial/media/aarsskrift-2016.pdf"
MEMORY = Limits().memory


@pytest.fixture(autouse=True)
def nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """No temporary file and no open file may be left by any of these."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    before = len(os.listdir("/proc/self/fd"))
    yield
    assert list(folder.iterdir()) == []
    assert len(os.listdir("/proc/self/fd")) <= before


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Refusal.EMPTY),
        (b"<!doctype html><title>a.pdf</title><p>%PDF", Refusal.NOT_PDF),
        (zipped(), Refusal.NOT_PDF),
        (b"%PDF-1.7", Refusal.DAMAGED),
        (b"<html>%PDF-1.7 %%EOF</html>", Refusal.DAMAGED),
        (samples.locked(user="hemmelig"), Refusal.PASSWORD),
        (samples.without_pages(), Refusal.NO_PAGES),
        (samples.with_text(2000), Refusal.TOO_MANY_PAGES),
    ],
    ids=["empty", "html", "zip", "header", "html-with-header", "password", "no-pages", "2000-pages"],
)
def test_a_file_that_cannot_be_published_is_refused_in_a_sentence(data: bytes, code: Refusal) -> None:
    assert refusal(data).code == code


def test_a_file_cut_off_anywhere_is_refused() -> None:
    data = REPORT.read_bytes()
    for part in range(1, 15):
        assert refusal(data[: len(data) * part // 15]).code == Refusal.DAMAGED
    assert refusal(data[:-7]).code == Refusal.DAMAGED
    assert len(read(data + b"\n\0\0").pages) == 14


def test_a_file_for_fast_web_view_cut_off_anywhere_is_refused() -> None:
    buffer = io.BytesIO()
    with Pdf.open(REPORT) as report:
        report.save(buffer, linearize=True, object_stream_mode=ObjectStreamMode.disable)
    data = buffer.getvalue()
    assert len(read(data).pages) == 14
    # The end mark after its first page is still there, and the library would fill the rest with nothing.
    for part in range(2, 10):
        assert refusal(data[: len(data) * part // 10]).code == Refusal.DAMAGED


def test_a_page_that_is_not_there_is_named() -> None:
    def edit(pdf: Pdf) -> None:
        pdf.Root.Pages.Kids[1] = pdf.make_indirect(7)

    refused = refusal(samples.with_text(3, edit=edit))
    assert (refused.code, refused.page) == (Refusal.DAMAGED, 2)


def test_a_very_large_file_is_refused_before_any_process_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "start", None)
    path = tmp_path / "stor.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(200_000_000)
    with path.open("rb") as file, pytest.raises(PdfRefused) as caught:
        sandbox.read(file)
    assert caught.value.code == Refusal.TOO_LARGE
    check_sentence(caught.value)
    assert refusal(bytes(2_000_000), Limits(size=1_000_000)).code == Refusal.TOO_LARGE


@pytest.mark.parametrize("make", [samples.form_bomb, samples.unpacking_bomb], ids=["forms", "unpacking"])
def test_a_bomb_is_refused_within_memory_and_time(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    data = make()
    start = time.monotonic()
    with watched(monkeypatch) as watch:
        refused = refusal(data)
    assert (refused.code, refused.page) == (Refusal.TOO_DEMANDING, 1)
    assert 0 < watch.peak <= MEMORY + len(data)
    assert time.monotonic() - start < 30


def test_a_bomb_is_refused_when_drawn_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with watched(monkeypatch) as watch, pytest.raises(PdfRefused) as caught:
        draw(samples.form_bomb())
    assert (caught.value.code, caught.value.page) == (Refusal.TOO_DEMANDING, 1)
    assert 0 < watch.peak <= MEMORY * 1.01


@pytest.mark.parametrize("color", [True, False])
def test_a_picture_of_30000_by_30000_is_drawn_or_refused_within_memory(
    color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = samples.picture(30_000, 30_000, color)
    with watched(monkeypatch) as watch:
        assert len(read(data).pages) == 1
        try:
            assert draw(data)[1, 480].width == 480
        except PdfRefused as refused:
            assert refused.code == Refusal.TOO_DEMANDING
    assert 0 < watch.peak <= MEMORY + len(data)


def test_processor_time_ends_a_page_that_takes_too_long() -> None:
    limits = Limits(page_seconds=1, memory=8 * MEMORY)
    refused = refusal(samples.form_bomb(8), limits)
    assert (refused.code, refused.page) == (Refusal.TOO_DEMANDING, 1)
    assert f"exit -{signal.SIGXCPU:d}" in refused.detail


@pytest.mark.parametrize("limits", [Limits(silence=0.02), Limits(total=0.02)], ids=["silence", "total"])
def test_the_clock_ends_what_says_nothing_or_never_ends(limits: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    with watched(monkeypatch) as watch:
        assert refusal(samples.form_bomb(), limits).code == Refusal.TOO_DEMANDING
    assert watch.processes[0].returncode == -signal.SIGKILL


def test_a_slow_taker_is_not_held_against_the_reader() -> None:
    def take(done: int, of: int) -> None:
        if done == 1:
            time.sleep(3.5)

    with REPORT.open("rb") as file:
        assert len(sandbox.read(file, on_page=take, limits=Limits(silence=3, total=3)).pages) == 14


def test_the_process_knows_no_secret_and_may_write_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hemmelig")
    seen: list[bytes] = []
    with watched(monkeypatch) as watch:

        def look(done: int, of: int) -> None:
            if not seen:
                folder = Path("/proc") / str(watch.processes[0].pid)
                seen.extend((folder / name).read_bytes() for name in ("environ", "limits", "cmdline"))

        # So many pages that the process waits for its pipe to be emptied while it is looked at.
        sandbox.read(io.BytesIO(samples.with_text(900)), on_page=look)
    environment, limits, command = seen
    assert b"hemmelig" not in environment + command
    held = {line[:26].strip(): line[26:].split()[0] for line in limits.decode().splitlines()[1:]}
    assert held["Max file size"] == held["Max processes"] == held["Max core file size"] == "0"


def test_a_reader_that_crashes_or_lies_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    start = sandbox.start
    for script, code in (
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Refusal.READER_FAILED),
        ("raise MemoryError", Refusal.TOO_DEMANDING),
        ("print('{}')", Refusal.READER_FAILED),
        ("print('[' * 100_000)", Refusal.READER_FAILED),
        ("print('x' * 5_000_000)", Refusal.READER_FAILED),
        ("""print('{"kind": "end", "peak": 1}')""", Refusal.READER_FAILED),
        ("""print('{"kind": "image", "bytes": 999999999999}')""", Refusal.READER_FAILED),
        ("""print('{"kind": "refused", "code": "nonsense"}')""", Refusal.READER_FAILED),
        ("", Refusal.READER_FAILED),
    ):

        def started(*arguments: Any, script: str = script) -> Any:
            with monkeypatch.context() as patch:
                popen = subprocess.Popen
                patch.setattr(
                    subprocess, "Popen", lambda command, **options: popen([sys.executable, "-c", script], **options)
                )
                return start(*arguments)

        monkeypatch.setattr(sandbox, "start", started)
        assert refusal(samples.with_text()).code == code, script


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's signal at a parent's death is Linux's")
def test_the_process_dies_with_the_worker_that_started_it(tmp_path: Path) -> None:
    path = tmp_path / "lang.pdf"
    path.write_bytes(samples.with_text(900))
    script = (
        "import sys, time\n"
        "from publications.pdf import sandbox\n"
        "start = sandbox.start\n"
        "def started(*given):\n"
        "    child = start(*given)\n"
        "    print(child.process.pid, flush=True)\n"
        "    return child\n"
        "sandbox.start = started\n"
        "sandbox.read(open(sys.argv[1], 'rb'), on_page=lambda done, of: time.sleep(60))\n"
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout
    child = int(worker.stdout.readline())
    worker.kill()
    worker.wait()
    worker.stdout.close()
    end = time.monotonic() + 10
    while time.monotonic() < end and is_running(child):
        time.sleep(0.05)
    assert not is_running(child)


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
