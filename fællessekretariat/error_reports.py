"""Reports of errors to Sentry, or what speaks its protocol, where SENTRY_DSN is set; nothing of any visitor's."""

import re
from typing import Any

from core.logs import without_secrets

EMAIL = re.compile(r"[^\s<>()=,;:'\"]+@[\w.-]+")
# What an event says of the machine and its software; all else that comes with a request is left out.
CONTEXTS = {"runtime", "os", "trace"}
FORGOTTEN = ("request", "user", "breadcrumbs", "extra", "_meta")


def start_reporting(dsn: str) -> None:
    """Send what goes wrong from now on to a project of Sentry's, named by its DSN."""
    import sentry_sdk
    from sentry_sdk.integrations.django import DjangoIntegration

    sentry_sdk.init(
        dsn=dsn,
        # The name of the view, not the address that somebody asked for.
        integrations=[DjangoIntegration(transaction_style="function_name")],
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        before_breadcrumb=lambda crumb, hint: None,
        before_send=before_send,
    )


def before_send(event: Any, hint: dict[str, Any]) -> Any:
    """Return an event with what went wrong and where, and nothing of who met it."""
    for name in FORGOTTEN:
        event.pop(name, None)
    event["contexts"] = {name: one for name, one in event.get("contexts", {}).items() if name in CONTEXTS}
    for exception in event.get("exception", {}).get("values", []):
        # PostgreSQL tells the row that it refuses on further lines.
        exception["value"] = _impersonal((exception.get("value") or "").partition("\n")[0])
        for frame in (exception.get("stacktrace") or {}).get("frames", []):
            frame.pop("vars", None)
    entry = event.get("logentry")
    if entry:
        event["logentry"] = {"message": _impersonal(entry.get("message") or "")}
    return event


def _impersonal(text: str) -> str:
    return EMAIL.sub("…@…", without_secrets(text))
