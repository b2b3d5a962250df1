"""What the tests of running the site share."""

from tests.mirror.conftest import commit, site

__all__ = ["commit", "site"]
