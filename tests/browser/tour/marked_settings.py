"""The site's own settings, with the marked catalogues (marked.py) in DATA_DIR before all others."""

from fællessekretariat.settings import *  # noqa: F403
from fællessekretariat.settings import DATA_DIR, LOCALE_PATHS

LOCALE_PATHS = [DATA_DIR / "marked", *LOCALE_PATHS]
