"""A house for the short drills: on SQLite one that is fit for all, on PostgreSQL one whose server can be stopped."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from drills import clock, no_database, no_mail
from drills.house import House
from tests.browser.quick_start import CACHE, STATIC, copy, quick_site
from tests.smtp import MailServer


@pytest.fixture(scope="package")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house, on the database that the tests run on."""
    folder = tmp_path_factory.mktemp("house")
    if connection.vendor == "sqlite":
        server = MailServer()
        environ = {**clock.MOVABLE, "EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}
        with quick_site(folder, environ) as site:
            no_mail.SERVERS[site.url] = server
            yield House(site, environ)
            server.stop()
    else:
        request.getfixturevalue("django_db_setup")
        with copied_database(request.getfixturevalue("django_db_blocker")) as url:
            shutil.copytree(settings.MEDIA_ROOT, folder / "media")
            for name in STATIC:
                copy(CACHE / name, folder / name)
            with no_database.house_on(url, folder) as made:
                yield made


@contextmanager
def copied_database(blocker: Any) -> Iterator[str]:
    """Copy the tests' own filled database on its server; yields the address of the copy."""
    own = connection.settings_dict
    copied = f"{own['NAME']}_house"
    with blocker.unblock():
        # A database that somebody is connected to can't be copied.
        connection.close()
    server = {"host": own["HOST"], "port": own["PORT"] or 5432, "user": own["USER"], "dbname": "template1"}
    with psycopg.connect(**server, autocommit=True) as at:
        at.execute(f'CREATE DATABASE "{copied}" TEMPLATE "{own["NAME"]}"')  # type: ignore[arg-type]
    yield f"postgres://{own['USER']}@{quote(own['HOST'], safe='')}:{own['PORT'] or 5432}/{copied}"
    with psycopg.connect(**server, autocommit=True) as at:
        at.execute(f'DROP DATABASE "{copied}" WITH (FORCE)')  # type: ignore[arg-type]
