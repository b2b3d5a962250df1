"""The worker looks after the kept pages every second; a restored site begins without any. The mirror knows neither."""

from typing import Any

from core import work
from core.backup import site_restored
from mirror.changes import note_change
from mirror.upkeep import tend
from mirror.watching import erase

work.every_seconds(1.0, tend)


def begin_anew(**kwargs: Any) -> None:
    """Erase the pages of what was there before: the archive's database has counted otherwise, or not at all."""
    note_change()
    erase()


site_restored.connect(begin_anew, dispatch_uid="mirror")
