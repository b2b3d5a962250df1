"""Reports of errors to Sentry, or what speaks its protocol, where SENTRY_DSN is set; nothing of any visitor's."""

from typing import Any

# What an event says of the machine and its software; all else that comes with a request is left out.
CONTEXTS = {"runtime", "os", "trace"}
FORGOTTEN = ("request", "user", "breadcrumbs", "extra", "_meta", "message", "logentry", "threads")


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
    """Return an event with what kind of thing went wrong and where in the code, in no words but our own.

    The words of an error quote what somebody wrote, and so does a line of a log.
    """
    for name in FORGOTTEN:
        event.pop(name, None)
    event["contexts"] = {name: one for name, one in event.get("contexts", {}).items() if name in CONTEXTS}
    for exception in event.get("exception", {}).get("values", []):
        exception["value"] = ""
        for frame in (exception.get("stacktrace") or {}).get("frames", []):
            frame.pop("vars", None)
    if record := hint.get("log_record"):
        event["logentry"] = {"message": f"logged by {record.name}, {record.filename} line {record.lineno}"}
    return event
