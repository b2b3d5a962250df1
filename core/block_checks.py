"""A StreamField is checked for one form at a time in each process.

While Wagtail checks a draft, it notes on the blocks themselves that nothing is required. They are shared by all
threads: two editors who save at the same moment meet an error, or leave a block that isn't required any more. So it is
in Wagtail 8.0.
"""

from threading import RLock
from typing import Any

from wagtail.blocks.base import BlockField

_one_form = RLock()
_clean = BlockField.clean


def check_one_at_a_time() -> None:
    """Let each form wait for the one before."""

    def clean(self: BlockField, value: Any) -> Any:
        with _one_form:
            return _clean(self, value)

    BlockField.clean = clean
