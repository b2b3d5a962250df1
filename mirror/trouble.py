"""Say that the folder can't be written, once a minute: the site works on without it."""

import logging
import time

from mirror.paths import root

logger = logging.getLogger("mirror")

PAUSE = 60.0
_said: dict[str, float] = {}


def report(doing: str, error: Exception) -> None:
    """Log what could not be done, unless the same was said within the last minute."""
    now = time.monotonic()
    if now - _said.get(doing, -PAUSE) >= PAUSE:
        _said[doing] = now
        # A link that can't be cut is one that a front server goes on reading.
        is_cut = not (root() / "current").is_symlink()
        meanwhile = "pages are rendered for each visitor" if is_cut else "a front server goes on with what is kept"
        logger.error("%s: %s; %s meanwhile", doing, str(error).strip(), meanwhile)
