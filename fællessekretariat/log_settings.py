"""Django's LOGGING: everything goes to standard error, as lines or as JSON, without personal links."""

from typing import Any


def log_settings(form: str, level: str) -> dict[str, Any]:
    """Take `line` or `json`, and the level from which on something is written; return the setting."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
            "json": {"()": "core.logs.JsonFormatter"},
        },
        "filters": {"links": {"()": "core.logs.HidePersonalLinks"}, "gone": {"()": "core.logs.HideGoneRows"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form, "filters": ["links", "gone"]}},
        "root": {"handlers": ["stderr"], "level": level},
    }
