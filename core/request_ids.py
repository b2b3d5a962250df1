"""Each request has an id: the front server's, or else one made here; it stands in every line that is logged for it."""

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

HEADER, ENVIRON = "X-Request-ID", "HTTP_X_REQUEST_ID"
# Nothing that could break a line of the log, or be more than an id; hosting/nginx/ asks the same.
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}")

current: ContextVar[str] = ContextVar("request_id", default="")

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class RequestIds:
    """A WSGI application (PEP 3333) around another: its answers bear the id of what they answer."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        given = environ.get(ENVIRON, "")
        own = given if WELL_FORMED.fullmatch(given) else uuid4().hex
        environ[ENVIRON] = own
        current.set(own)

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, (HEADER, own)], *more)

        return self.application(environ, start)
