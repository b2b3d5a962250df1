"""gunicorn's log: one JSON object a line, and of a request no visitor's address, query string or browser.

The lines are those of hosting/nginx/, so that either can be counted (editorial/visits/).
"""

import datetime as dt
import json
import os
import re
import time
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

from core.logs import JsonFormatter, without_secrets
from core.request_ids import HEADER

# Whoever says in its name that it is a program; the name itself is not kept.
ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|^$", re.IGNORECASE)
SENDER = re.compile(r" from ip=\S*(?=:\s)")
# Where lines go: files, one a day; standard output; nowhere.
FILES, STDOUT, NOWHERE = "files", "-", "off"
# Seconds between two complaints that nothing can be noted.
PAUSE = 60.0


class AccessLog(Logger):
    """gunicorn's logger, of which ACCESS_LOG says where requests are noted."""

    def setup(self, cfg: Any) -> None:
        """Begin to log as the environment says."""
        super().setup(cfg)
        self.said = -PAUSE
        self.goal = os.environ.get("ACCESS_LOG") or FILES
        data = Path(os.environ.get("DATA_DIR") or "var").resolve()
        self.folder = Path(os.environ.get("ACCESS_LOG_DIR") or data / "logs")
        if log_format() == "json":
            for handler in self.error_log.handlers:
                handler.setFormatter(JsonFormatter())

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Say what gunicorn warns of, without the address of whoever sent what it can't read."""
        super().warning(SENDER.sub("", str(msg)), *args, **kwargs)

    @property
    def access_log_enabled(self) -> bool:
        """Whether requests are noted at all."""
        return bool(self.goal != NOWHERE)

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: dt.timedelta) -> None:
        """Note a request and its answer; a log that can't be written keeps nobody from an answer."""
        if not self.access_log_enabled:
            return
        now = dt.datetime.now().astimezone()
        entry = line(now, resp, environ, request_time)
        try:
            if self.goal == STDOUT:
                os.write(1, entry)
                return
            self.folder.mkdir(mode=0o770, parents=True, exist_ok=True)
            place = self.folder / f"access-{now.date()}.log"
            # A line is written by one call, so those of several processes stand one after the other.
            descriptor = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
            try:
                os.write(descriptor, entry)
            finally:
                os.close(descriptor)
        except OSError as error:
            if time.monotonic() - self.said > PAUSE:
                self.said = time.monotonic()
                self.error("requests can't be noted: %s", error)


def log_format() -> str:
    """Return how the log is written, as settings.py takes it from the environment."""
    in_production = os.environ.get("SITE_URL", "").startswith("https:")
    return os.environ.get("LOG_FORMAT") or ("json" if in_production else "line")


def line(now: dt.datetime, resp: Any, environ: dict[str, Any], request_time: dt.timedelta) -> bytes:
    """Return what is noted of a request, as a line of JSON."""
    path = environ.get("RAW_URI", "").partition("?")[0]
    headers = dict(getattr(resp, "headers", ()))
    entry = {
        "time": now.isoformat(timespec="seconds"),
        "method": environ.get("REQUEST_METHOD", ""),
        "path": without_secrets(path),
        "status": int(str(resp.status).split()[0]),
        "bytes": getattr(resp, "sent", 0) or 0,
        "seconds": round(request_time.total_seconds(), 3),
        "robot": int(bool(ROBOT.search(environ.get("HTTP_USER_AGENT", "")))),
        "request": headers.get(HEADER, ""),
    }
    return (json.dumps(entry, ensure_ascii=False) + "\n").encode()
