"""Say that the folder can't be written, once a minute: the site works on without it."""

import logging
import time

logger = logging.getLogger("mirror")

PAUSE = 60.0
_said: dict[str, float] = {}


def report(doing: str, error: Exception) -> None:
    """Log what could not be done, unless the same was said within the last minute."""
    now = time.monotonic()
    if now - _said.get(doing, -PAUSE) >= PAUSE:
        _said[doing] = now
        logger.error("%s: %s; pages are rendered for each visitor meanwhile", doing, str(error).strip())
