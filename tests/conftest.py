"""What all tests share: a data folder of their own, and the initial content loaded once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils.translation.reloader import translation_file_changed

from tools.messages import compile_catalogues

pytest_plugins = ["tests.plugins.no_skips", "tests.plugins.database"]


def pytest_configure(config: pytest.Config) -> None:
    """Tests read the Danish texts as they stand now; those that were loaded while Django was set up may be older."""
    compile_catalogues()
    translation_file_changed(sender=None, file_path=Path("django.mo"))


@pytest.fixture(scope="session", autouse=True)
def test_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Files go to a folder of the run; static files need no collecting; passwords are hashed fast."""
    # Here, as pytest wants to load its plugins itself.
    from tests.plugins.database import AT_ONCE

    folder = tmp_path_factory.mktemp("data")
    (folder / "static").mkdir()
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        DATA_DIR=folder,
        MEDIA_ROOT=folder / "media",
        STATIC_ROOT=folder / "static",
        STORAGES=storages,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        SITE_URL="http://localhost:8000",
        MAIL_DELIVERY="django.core.mail.backends.locmem.EmailBackend",
        # Its own tests switch it on.
        MIRROR=False,
        MIRROR_ROOT=folder / "mirror",
        # Work is done at once where it is enqueued.
        TASKS=AT_ONCE,
    ):
        yield folder


@pytest.fixture(scope="session")
def django_db_setup(filling: bool, django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database holds the initial content, as a newcomer's does."""
    if not filling:
        with django_db_blocker.unblock():
            call_command("load_initial_content")


@pytest.fixture
def editor(db: None, django_user_model: Any) -> Any:
    """A member of the group "Redaktører"."""
    return staff(django_user_model, "redaktoer", "Redaktører")


@pytest.fixture
def leader(db: None, django_user_model: Any) -> Any:
    """A member of the group "Ledelse"."""
    return staff(django_user_model, "leder", "Ledelse")


def staff(users: Any, name: str, group: str) -> Any:
    """Return a new user in a group."""
    from django.contrib.auth.models import Group

    user = users.objects.create_user(name, f"{name}@example.org", "correct horse battery")
    user.groups.add(Group.objects.get(name=group))
    return user
