"""The operator's log: as lines or JSON, without links that let whoever reads them act for somebody, or false alarms."""

import datetime as dt
import json
import logging
import re
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from core import request_ids

# A party's own link to its sign-up, and those to a new password.
PERSONAL = re.compile(r"(/tilmeld/ret/|/password_reset/confirm/|/admin/velkommen/)[^\s\"']+")


def without_secrets(text: str) -> str:
    """Return a text without the secret part of the addresses in it."""
    return PERSONAL.sub(r"\1…", text)


class HidePersonalLinks(logging.Filter):
    """Cuts the secret part out of the addresses in a message."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without secrets."""
        message = record.getMessage()
        hidden = without_secrets(message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True


class HideGoneRows(logging.Filter):
    """Leaves out that Wagtail came too late to index what was deleted meanwhile: nothing is left to do."""

    UPKEEP = ("path=wagtail.tasks.", "path=modelsearch.tasks.")

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every other record through."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name != "django_tasks" or not isinstance(error, ObjectDoesNotExist):
            return True
        return not any(path in record.getMessage() for path in self.UPKEEP)


class JsonFormatter(logging.Formatter):
    """One JSON object a line, with the id of the request that it is about, if any."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON."""
        line: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            "request": request_ids.current.get(),
        }
        if record.exc_info:
            line["exception"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps({name: value for name, value in line.items() if value != ""}, ensure_ascii=False)
