"""A site of one page, to try what stands around the real one."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from core.request_ids import RequestIds


def page(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with four bytes, and with an error in the log where one is asked for."""
    if environ["PATH_INFO"].startswith("/fejl/"):
        logging.getLogger("echo").error("no luck at %s", environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
    return [b"side"]


application = RequestIds(page)
