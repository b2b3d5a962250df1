"""The confined process: gives up what it does not need, then reads the PDF on standard input and reports.

Started by `publications.pdf.sandbox` with one argument, the order as JSON. It answers on standard output with a line
of JSON for each thing found; the bytes of an image follow its line. It writes no file.
"""

import contextlib
import ctypes
import json
import mmap
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

KILLED_WITH_PARENT, NO_NEW_PRIVILEGES = 1, 38
Message = tuple[dict[str, Any], bytes]


def lower(kind: int, value: int, hard: int | None = None) -> None:
    """Set a limit, never above one that already holds."""
    _soft, held = resource.getrlimit(kind)
    hard = value if hard is None else hard
    hard = hard if held == resource.RLIM_INFINITY else min(hard, held)
    try:
        resource.setrlimit(kind, (min(value, hard), hard))
    except (ValueError, OSError):
        # macOS knows no limit on address space; it is for trying things out only.
        if sys.platform == "linux":
            raise


def confine(order: dict[str, Any]) -> None:
    """Give up memory, files, processes and priority beyond the order's limits; die with the parent."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(KILLED_WITH_PARENT, signal.SIGKILL)
        libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if os.getppid() != order["parent"]:
            sys.exit(1)
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
    os.nice(10)
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_FSIZE, 0)
    lower(resource.RLIMIT_NOFILE, 64)
    if hasattr(resource, "RLIMIT_NPROC"):
        lower(resource.RLIMIT_NPROC, 0)
    lower(resource.RLIMIT_AS, order["memory"])
    allow_seconds(order["page_seconds"], order["total"])


def allow_seconds(seconds: float, total: float | None = None) -> None:
    """Allow so many seconds of processor time from now on; the kernel ends the process after them."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(time.process_time() + seconds) + 1
    lower(resource.RLIMIT_CPU, until, int(total) + 1 if total else hard if hard != resource.RLIM_INFINITY else until)


def contents(size: int) -> ctypes.Array[ctypes.c_char]:
    """Return the file on standard input as memory; private, so that nothing done here reaches the file."""
    mapped = mmap.mmap(0, size, access=mmap.ACCESS_COPY)
    return (ctypes.c_char * size).from_buffer(mapped)


def peak_memory() -> int:
    """Return the most memory this process has held, in bytes."""
    with contextlib.suppress(OSError), open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def answer(order: dict[str, Any]) -> Iterator[Message]:
    """Do what is ordered; yield each message with the bytes that follow it."""
    # Imported under the limits: nothing of this library runs without them.
    from publications.pdf import reading, values

    try:
        pdf = reading.open_pdf(contents(order["size"]))
        if order["task"] == "read":
            found = reading.facts(pdf, order["pages"])
            yield {"kind": "facts", **found}, b""
            left = values.TEXT_CHARACTERS
            for number in range(1, len(pdf) + 1):
                allow_seconds(order["page_seconds"])
                page = reading.open_page(pdf, number)
                width, height = reading.page_size(page)
                text = reading.page_text(page)[:left]
                left -= len(text)
                yield {"kind": "page", "number": number, "width": width, "height": height, "text": text}, b""
                page.close()
        else:
            pdf.init_forms()
            for number in order["numbers"]:
                allow_seconds(order["page_seconds"])
                for image in reading.images(pdf, number, order["widths"]):
                    measure = {"asked": image.asked, "width": image.width, "height": image.height}
                    yield {"kind": "image", "page": number, **measure, "bytes": len(image.data)}, image.data
        yield {"kind": "end", "peak": peak_memory()}, b""
    except reading.Refused as refused:
        yield {"kind": "refused", "code": refused.code, "page": refused.page}, b""
    except MemoryError:
        yield {"kind": "refused", "code": values.Refusal.TOO_DEMANDING, "page": None}, b""


def main(argument: str) -> int:
    """Take the order as JSON; return the exit code."""
    order = json.loads(argument)
    confine(order)
    try:
        for message, data in answer(order):
            line = json.dumps(message, ensure_ascii=False).encode("utf-8", errors="replace")
            sys.stdout.buffer.write(line + b"\n" + data)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever asked has gone. Standard output would be flushed once more at exit.
        os._exit(1)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
