"""Django's LOGGING: everything goes to standard error, without personal links."""

from typing import Any


def log_settings(level: str) -> dict[str, Any]:
    """Take the level from which on something is written; return the setting."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "filters": {"links": {"()": "core.logs.HidePersonalLinks"}, "gone": {"()": "core.logs.HideGoneRows"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links", "gone"]}},
        "root": {"handlers": ["stderr"], "level": level},
    }
