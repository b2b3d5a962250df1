"""Read many mutants of a PDF in one confined process: the bytes on standard input, seed and number as arguments.

Prints how many were read and how many refused; anything else ends the process badly.
"""

import ctypes
import os
import random
import sys

from publications.pdf import reading
from publications.pdf.child import allow_seconds, confine


def mutant(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some changed, left out, doubled or swapped."""
    result = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(result))
        length = chance.choice((1, 1, 1, 4, 20))
        kind = chance.randrange(4)
        if kind == 0:
            result[place] = chance.randrange(256)
        elif kind == 1:
            del result[place : place + length]
        elif kind == 2:
            result[place:place] = result[place : place + length]
        else:
            result[place : place + 1] = chance.choice((b"0", b"9999999999", b"-1", b"<<", b">>", b"[", b"R", b"\0"))
    return bytes(result)


def main(seed: int, number: int) -> None:
    """Read and draw the mutants."""
    data = sys.stdin.buffer.read()
    confine({"parent": os.getppid(), "memory": 512 * 1024 * 1024, "page_seconds": 10, "total": 120})
    counts = {"read": 0, "refused": 0}
    for place in range(number):
        allow_seconds(10)
        changed = mutant(data, random.Random(seed + place))  # noqa: S311
        try:
            pdf = reading.open_pdf((ctypes.c_char * len(changed)).from_buffer_copy(changed))
            reading.facts(pdf, 1000)
            for page in range(1, min(len(pdf), 3) + 1):
                reading.page_text(reading.open_page(pdf, page))
                list(reading.images(pdf, page, (60,)))
            counts["read"] += 1
        except reading.Refused:
            counts["refused"] += 1
    print(counts["read"], counts["refused"])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
