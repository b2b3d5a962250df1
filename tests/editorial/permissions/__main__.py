"""Write the tables anew: `python -m tests.editorial.permissions write`."""

import os
import sys
from pathlib import Path

import pytest

from tests.editorial.permissions.table import WRITE

if __name__ == "__main__":
    if sys.argv[1:] != ["write"]:
        sys.exit(__doc__)
    os.environ[WRITE] = "1"
    sys.exit(pytest.main([str(Path(__file__).parent), "-q", "-p", "no:xdist", "-k", "answers"]))
