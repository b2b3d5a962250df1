"""Every route answers each role as the tables beside this file say."""

import os
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from home.models import MissionPage
from news.models import NewsPage
from tests.editorial.permissions.routes import Asked, routes
from tests.editorial.permissions.samples import Samples
from tests.editorial.permissions.table import FILES, ROLES, WRITE, read, write

METHODS = ("GET", "POST")
# Nothing filled in, and what a form of Wagtail's takes for granted.
EMPTY = {"body-count": "0"}
WRITE_SQL = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) \"(\w+)\"")
OF_THE_VISIT = ("django_session", "wagtailadmin_editingsession", "wagtailadmin_formstate", "wagtailusers_userprofile")
OF_THE_VISIT += ("core_siterendition",)


class Unrendered:
    """Middleware that leaves templates out: a status is known before them, and they take most of the time."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as ever."""
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """Say that it is rendered already."""
        response.content = b""
        return response


@pytest.fixture
def asked(db: None, leader: Any) -> list[Asked]:
    """Every route, with something of everything to ask about."""
    return routes(Samples(leader))


@pytest.fixture
def browser(request: pytest.FixtureRequest, role: str, django_user_model: Any, settings: Any) -> Client:
    """A browser of that role, that takes an error page as an answer."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Unrendered"]
    client = Client(raise_request_exception=False)
    if role == "superuser":
        client.force_login(django_user_model.objects.create_superuser("administrator"))
    elif role != "visitor":
        client.force_login(request.getfixturevalue(role))
    return client


class Writes:
    """Whether the database was written to while it is in force, other than for the visit itself."""

    def __init__(self) -> None:
        self.seen = False
        self.wrapper = connection.execute_wrapper(self.see)

    def see(self, execute: Any, sql: str, *rest: Any) -> Any:
        """Look at a statement and run it."""
        written = WRITE_SQL.match(sql)
        self.seen |= written is not None and written[1] not in OF_THE_VISIT
        return execute(sql, *rest)

    def __enter__(self) -> "Writes":
        self.wrapper.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.wrapper.__exit__(*error)


def status(answer: HttpResponse) -> str:
    """Return the answer's status; of a redirect that refuses, how it does."""
    place = answer.get("Location", "").split("?")[0]
    if place.endswith((reverse("wagtailadmin_login"), reverse("site_login"))):
        return "login"
    return "home" if place == reverse("wagtailadmin_home") else str(answer.status_code)


def answers(client: Client, asked: list[Asked]) -> Iterator[tuple[Asked, str]]:
    """Ask every route with both methods; whatever an answer changed is taken back before the next."""
    cookies = client.cookies.output(header="", sep=";")
    for one in asked:
        said = []
        for method in METHODS:
            client.cookies = SimpleCookie(cookies)
            with transaction.atomic(), Writes() as writes:
                answer = client.get(one.address) if method == "GET" else client.post(one.address, EMPTY)
                said.append(status(answer) + ("*" if writes.seen else ""))
                transaction.set_rollback(True)
        yield one, " ".join(said)


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_each_role_as_the_tables_say(role: str, browser: Client, asked: list[Asked]) -> None:
    now: dict[str, dict[str, str]] = {kind: {} for kind in FILES}
    for one, said in answers(browser, asked):
        now[one.kind][one.name] = said
    wrong = []
    for kind, found in now.items():
        if os.environ.get(WRITE):
            write(kind, role, found)
        pinned = {route: cells[role] for route, cells in read(kind).items()}
        for route in sorted(pinned.keys() | found.keys()):
            if pinned.get(route) != found.get(route):
                said = found.get(route, "no such route")
                wrong.append(f"{role}, {route}: {said}, not {pinned.get(route, 'in the table')}")
    assert not wrong, "\n".join([*wrong, "looked at, and right? python -m tests.editorial.permissions write"])


@pytest.mark.parametrize(("kind", "published"), [(MissionPage, False), (NewsPage, True)])
def test_an_editor_who_sends_publish_publishes_posts_alone(
    client: Client, db: None, editor: Any, kind: type[Page], published: bool
) -> None:
    page = kind.objects.earliest("pk")
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    sent = form.dict() | EMPTY | {"title": "Prøve", "action-publish": "1"}
    assert client.post(address, sent).status_code == 302
    page.refresh_from_db()
    assert (page.title == "Prøve") == published
    assert page.get_latest_revision_as_object().title == "Prøve"
