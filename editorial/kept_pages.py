"""The worker looks after the kept pages every second; the mirror knows no worker, and the worker no mirror."""

from core import work
from mirror.upkeep import tend

work.every_seconds(1.0, tend)
