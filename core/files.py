"""Answer with a stored file, whole or in part, so that a film can be wound and a download resumed."""

import mimetypes
import re
from collections.abc import Iterator
from typing import BinaryIO

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def ranged_response(
    request: HttpRequest, storage: Storage, name: str, content_type: str = "", filename: str = ""
) -> HttpResponseBase:
    """Return the file as 200, 206 for one range of bytes, 304 when unchanged, 416 for a range outside it.

    Follows RFC 9110 (sections 13 and 14); several ranges at once are answered with the whole file, as it allows.
    Raises Http404 when there is no such file.
    """
    try:
        size, modified = storage.size(name), storage.get_modified_time(name)
        file = None if hasattr(storage, "open_part") else storage.open(name)
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        # Missing, a folder, a name too long, or one that leads out of the storage.
        raise Http404 from error
    etag = f'"{int(modified.timestamp()):x}-{size:x}"'
    content_type = content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
    span = _requested_span(request, size, etag)
    filename = filename or name.rsplit("/", 1)[-1]
    if _unchanged(request, etag, modified.timestamp()):
        response: HttpResponseBase = HttpResponse(status=304)
    elif span is None and file is not None:
        response, file = FileResponse(file, content_type=content_type, filename=filename), None
    elif span is None:
        response = StreamingHttpResponse(_Part(storage.open_part(name, 0, size), size), content_type=content_type)
        response["Content-Disposition"] = content_disposition_header(False, filename) or "inline"
        response["Content-Length"] = str(size)
    elif span[0] >= size or span[1] < span[0]:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        (first, last), length = span, span[1] - span[0] + 1
        if file is None:
            part = _Part(storage.open_part(name, first, length), length)
        else:
            file.seek(first)
            part, file = _Part(file, length), None
        response = StreamingHttpResponse(part, status=206, content_type=content_type)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        response["Content-Length"] = str(length)
    if file is not None:
        file.close()
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    return response


def _requested_span(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """The first and last byte asked for, or None for the whole file."""
    match = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if not match or match.groups() == ("", ""):
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    first, last = match.groups()
    if first == "":
        return (max(0, size - int(last)), size - 1) if int(last) else (size, size)
    return int(first), min(int(last), size - 1) if last else size - 1


def _unchanged(request: HttpRequest, etag: str, modified: float) -> bool:
    """Whether the browser's copy is still right."""
    if tags := request.headers.get("If-None-Match"):
        return "*" in tags or etag in tags.replace("W/", "")
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and int(modified) <= since


class _Part:
    """So many bytes of an open file, from where it stands, in chunks; Django closes it with the response."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self.file, self.left = file, length

    def __iter__(self) -> Iterator[bytes]:
        while self.left > 0 and (chunk := self.file.read(min(CHUNK, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self) -> None:
        """Close the file."""
        self.file.close()
