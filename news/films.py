"""What a film's file is: MP4 (ISO/IEC 14496-12) or WebM, told by its first bytes, and how long an MP4 lasts."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

EBML = b"\x1a\x45\xdf\xa3"
# Boxes looked at before giving up; a real file has a handful on each level.
MOST_BOXES = 200
# Brands of files that begin like MP4 and are none that browsers play: pictures, and QuickTime.
OTHER_BRANDS = {b"heic", b"heix", b"mif1", b"avif", b"qt  "}


def kind_of(file: BinaryIO) -> str:
    """Return "mp4", "webm", or "" for anything else; the file is left at its beginning."""
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if head[4:8] == b"ftyp" and head[8:12] not in OTHER_BRANDS:
        return "mp4"
    return "webm" if head.startswith(EBML) and b"webm" in head else ""


def mp4_duration(file: BinaryIO) -> float:
    """Return how many seconds an MP4 lasts, from its movie header; 0 when that can't be found."""
    try:
        size = file.seek(0, 2)
        for kind, start, end in _boxes(file, 0, size):
            if kind == b"moov":
                for inner, at, _end in _boxes(file, start, end):
                    if inner == b"mvhd":
                        return _header_duration(file, at)
        return 0
    except (OSError, struct.error):
        return 0
    finally:
        file.seek(0)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the kind of each box between two places, and where its content begins and ends."""
    for _number in range(MOST_BOXES):
        if start + 8 > end:
            return
        file.seek(start)
        length, kind = struct.unpack(">I4s", file.read(8))
        head = 8
        if length == 1:
            (length,) = struct.unpack(">Q", file.read(8))
            head = 16
        elif length == 0:
            length = end - start
        if length < head or start + length > end:
            return
        yield kind, start + head, start + length
        start += length


def _header_duration(file: BinaryIO, at: int) -> float:
    file.seek(at)
    version = file.read(4)[0:1]
    if version == b"\x01":
        scale, duration = struct.unpack(">16xIQ", file.read(28))
    else:
        scale, duration = struct.unpack(">8xII", file.read(16))
    return round(duration / scale, 2) if scale and duration < 2**32 * scale else 0
