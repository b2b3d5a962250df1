"""How long one stays signed in: half an hour without doing anything, eight hours in all."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from wagtail.admin.models import EditingSession
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from editorial.sign_in.sessions import LAST_ACTION, SIGNED_IN_AT
from editorial.sign_in.upkeep import forget_sessions
from tests.addresses import FEEDS, LISTS, PAGES
from tests.editorial.sign_in.helpers import age, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

MINUTE, HOUR = 60, 60 * 60


@pytest.fixture
def desk(client: Client, leader: Any) -> Client:
    """The leader's browser."""
    sign_in(client, leader)
    return client


def seconds_left(desk: Client) -> int:
    """What the server says of the session."""
    said: int = desk.get("/admin/login/tilstand/").json()["seconds"]
    return said


def test_half_an_hour_without_an_action_ends_it(desk: Client) -> None:
    age(desk, **{LAST_ACTION: 29 * MINUTE})
    assert is_signed_in(desk)
    assert seconds_left(desk) > 29 * MINUTE
    age(desk, **{LAST_ACTION: 31 * MINUTE})
    answer = desk.get("/admin/users/")
    assert answer.url == "/admin/login/?next=/admin/users/&udloebet=1"
    assert "Du er logget ud, fordi der ikke er sket noget" in desk.get(answer.url).content.decode()


def test_eight_hours_end_it_whatever_is_done(desk: Client) -> None:
    age(desk, **{SIGNED_IN_AT: 8 * HOUR - 5 * MINUTE})
    assert is_signed_in(desk)
    assert seconds_left(desk) <= 5 * MINUTE
    assert desk.get("/admin/login/tilstand/").json()["can_stay"] is False
    age(desk, **{SIGNED_IN_AT: 8 * HOUR + 1})
    assert not is_signed_in(desk)


def test_pings_of_the_editor_keep_nobody_signed_in_but_autosaves_do(desk: Client, leader: Any) -> None:
    page = Page.objects.get(slug="presse").specific
    session = EditingSession.objects.create(
        user=leader, content_object=page, last_seen_at=page.latest_revision_created_at or page.first_published_at
    )
    age(desk, **{LAST_ACTION: 20 * MINUTE})
    ping = f"/admin/editing-sessions/ping/wagtailcore/page/{page.pk}/{session.pk}/"
    assert desk.post(ping).status_code == 200
    assert 9 * MINUTE < seconds_left(desk) <= 10 * MINUTE
    edit = f"/admin/pages/{page.pk}/edit/"
    form = querydict_from_html(desk.get(edit).content.decode(), form_id="page-edit-form")
    # The body's fields are made in the browser.
    form["body-count"] = "0"
    age(desk, **{LAST_ACTION: 20 * MINUTE})
    assert desk.post(edit, form, headers={"Accept": "application/json"}).json()["success"]
    assert seconds_left(desk) > 29 * MINUTE


def test_saying_that_one_is_here_goes_on(desk: Client) -> None:
    age(desk, **{LAST_ACTION: 28 * MINUTE})
    assert seconds_left(desk) <= 2 * MINUTE
    assert desk.get("/admin/login/bliv/").status_code == 405
    assert desk.post("/admin/login/bliv/").json()["seconds"] > 29 * MINUTE


def test_an_autosave_after_the_end_is_told_so_in_danish(desk: Client) -> None:
    age(desk, **{LAST_ACTION: HOUR})
    answer = desk.post("/admin/pages/5/edit/", {"title": "Ny"}, headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert "Du er logget ud" in answer.json()["error_message"]


def test_a_token_from_before_signing_in_again_is_told_so_in_danish(leader: Any) -> None:
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(leader)
    saved = desk.post("/admin/pages/5/edit/", {"title": "Ny"}, headers={"Accept": "application/json"})
    assert saved.status_code == 403
    assert "gem den igen" in saved.json()["error_message"]
    assert "Det blev ikke gemt" in desk.post("/admin/pages/5/edit/", {"title": "Ny"}).content.decode()


def test_the_cookie_ends_with_the_browser(desk: Client) -> None:
    cookie = desk.cookies["sessionid"]
    assert cookie["max-age"] == "" and cookie["expires"] == ""
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_ended_sessions_are_deleted(desk: Client) -> None:
    age(desk, **{LAST_ACTION: HOUR})
    forget_sessions()
    assert not Session.objects.filter(session_key=desk.cookies["sessionid"].value).exists()


@pytest.mark.parametrize("address", [*PAGES, *LISTS, *FEEDS, "/findes-ikke/", "/robots.txt", "/sitemap.xml"])
def test_public_pages_leave_the_session_alone(desk: Client, address: str) -> None:
    visitor = Client()
    answer = visitor.get(address)
    assert not visitor.cookies
    assert "Cookie" not in answer.get("Vary", "")
    age(desk, **{LAST_ACTION: 20 * MINUTE})
    desk.get(address)
    assert seconds_left(desk) <= 10 * MINUTE
