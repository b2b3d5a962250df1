"""Follow confined processes: take what they say as it comes, notice how they end, end them when they take too long."""

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from publications.pdf.messages import LONGEST_LINE, MessageBroken, bytes_after, number_in, parse, refusal_of
from publications.pdf.values import Refusal

BLOCK = 256 * 1024
KEPT_ERRORS = 2000
# Seconds to end after the last word.
FAREWELL = 5
# The kernel ends a process by these for processor time and, in need of memory, for its size.
EXHAUSTED = {signal.SIGXCPU, signal.SIGKILL}
# The library gives up by one of these when it gets no memory.
GAVE_UP = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}


@dataclass(frozen=True)
class Outcome:
    """Why a process did not do what was asked."""

    child: "Child"
    code: Refusal
    page: int | None = None
    detail: str = ""


class Child:
    """A confined process with what it has said so far."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout and process.stderr  # noqa: S101 for the types
        self.process = process
        self.output: IO[bytes] = process.stdout
        self.errors: IO[bytes] = process.stderr
        self.silent = 0.0
        self.complaint = b""
        self.peak = 0
        self.done = False
        self._buffer = bytearray()
        self._waiting: tuple[dict[str, Any], int] | None = None

    def next_message(self) -> tuple[dict[str, Any], bytes] | None:
        """Return the next whole message with its bytes, None until more is said. Raises MessageBroken."""
        if self._waiting is None:
            end = self._buffer.find(b"\n")
            if end < 0:
                if len(self._buffer) > LONGEST_LINE:
                    raise MessageBroken("a line without end")
                return None
            message = parse(bytes(self._buffer[:end]))
            del self._buffer[: end + 1]
            self._waiting = message, bytes_after(message)
        message, length = self._waiting
        if len(self._buffer) < length:
            return None
        data = bytes(self._buffer[:length])
        del self._buffer[:length]
        self._waiting = None
        return message, data

    def hear(self, stream: IO[bytes]) -> bool:
        """Take in what is there on a stream; return whether more may come."""
        block = os.read(stream.fileno(), BLOCK)
        self.silent = 0.0
        if stream is self.output:
            self._buffer += block
        else:
            self.complaint = (self.complaint + block)[-KEPT_ERRORS:]
        return bool(block)

    def end(self) -> None:
        """End the process and all it may have started, and close its pipes; nothing happens when it has ended."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.output.close()
        self.errors.close()


def follow(
    children: Sequence[Child],
    take: Callable[[Child, dict[str, Any], bytes], None],
    *,
    silence: float,
    total: float,
) -> Outcome | None:
    """Call `take` with each message of each child; return None when all came to a good end, else the first bad one.

    `silence` and `total` are seconds of waiting; what `take` needs is no child's fault. Raises MessageBroken, and what
    `take` raises. The caller ends the children.
    """
    waited = 0.0
    with selectors.DefaultSelector() as selector:
        for child in children:
            selector.register(child.output, selectors.EVENT_READ, child)
            selector.register(child.errors, selectors.EVENT_READ, child)
        while selector.get_map():
            began = time.monotonic()
            ready = selector.select(timeout=min(1.0, silence / 4))
            elapsed = time.monotonic() - began
            waited += elapsed
            open_children = {key.data for key in selector.get_map().values()}
            for child in open_children:
                child.silent += elapsed
            for key, _events in ready:
                child = key.data
                stream = child.output if key.fd == child.output.fileno() else child.errors
                more = child.hear(stream)
                outcome = told(child, take)
                if not more:
                    selector.unregister(stream)
                    if stream is child.output:
                        outcome = outcome or ending(child)
                if outcome:
                    return outcome
            for child in open_children:
                if waited > total or child.silent > silence:
                    return Outcome(child, Refusal.TOO_DEMANDING, detail="ended by the clock")
    return None


def told(child: Child, take: Callable[[Child, dict[str, Any], bytes], None]) -> Outcome | None:
    """Hand on what a child has said; return an outcome when it refuses the file."""
    while (said := child.next_message()) is not None:
        message, data = said
        if child.done:
            raise MessageBroken("a message after the last")
        if message["kind"] == "refused":
            return Outcome(child, *refusal_of(message))
        if message["kind"] == "end":
            child.done = True
            child.peak = number_in(message, "peak", 0, 2**50)
        else:
            take(child, message, data)
    return None


def ending(child: Child) -> Outcome | None:
    """Wait for a child that has said its last; return an outcome unless all was said and it ended well."""
    try:
        code = child.process.wait(FAREWELL)
    except subprocess.TimeoutExpired:
        return Outcome(child, Refusal.READER_FAILED, detail="did not end")
    if child.done and code == 0:
        return None
    with contextlib.suppress(OSError):
        os.set_blocking(child.errors.fileno(), False)
        child.hear(child.errors)
    detail = f"exit {code} " + child.complaint.decode(errors="replace").strip()
    if -code in EXHAUSTED | GAVE_UP or b"MemoryError" in child.complaint:
        return Outcome(child, Refusal.TOO_DEMANDING, detail=detail)
    return Outcome(child, Refusal.READER_FAILED, detail=detail)
