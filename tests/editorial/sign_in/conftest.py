"""Who signs in."""

from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_attempts_before(db: None) -> None:
    """What other tests tried does not count."""
    cache.clear()


@pytest.fixture
def guest(django_user_model: Any) -> Any:
    """Somebody with an account and no role."""
    return django_user_model.objects.create_user("gaest", "gaest@example.org", "correct horse battery")
