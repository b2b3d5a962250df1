"""The bar above public pages: staff who may change the page see it, visitors get no trace of it."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import TextPage

pytestmark = pytest.mark.django_db

ADDRESS = "/kontakt/"


def test_staff_come_from_a_page_to_its_editor(client: Client, editor: Any) -> None:
    client.force_login(editor)
    page = TextPage.objects.get(slug="kontakt")
    answer = client.get(ADDRESS)
    html = answer.content.decode()
    assert "Ret denne side" in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert reverse("wagtailadmin_pages:history", args=[page.pk]) in html
    assert "Kladde er nyere" not in html
    assert {"private", "no-store"} <= {part.strip() for part in answer["Cache-Control"].split(",")}
    page.save_revision(user=editor)
    assert "Kladde er nyere" in client.get(ADDRESS).content.decode()


def test_visitors_get_no_trace_and_no_session_is_asked_for() -> None:
    visitor = Client()
    with CaptureQueriesContext(connection) as captured:
        answer = visitor.get(ADDRESS)
    html = answer.content.decode()
    assert "editbar" not in html
    assert "Ret denne side" not in html
    assert "Cookie" not in answer.get("Vary", "")
    assert "no-store" not in answer.get("Cache-Control", "")
    assert not visitor.cookies
    assert not [query for query in captured.captured_queries if "django_session" in query["sql"]]


def test_a_session_that_is_over_shows_nothing() -> None:
    visitor = Client()
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "findes-ikke"
    answer = visitor.get(ADDRESS)
    assert "editbar" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_who_may_not_change_the_page_sees_nothing(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("uden", password="x"))
    assert "editbar" not in client.get(ADDRESS).content.decode()


def test_a_draft_and_an_error_page_have_no_bar(client: Client, editor: Any) -> None:
    client.force_login(editor)
    page = TextPage.objects.get(slug="kontakt")
    page.save_revision(user=editor)
    assert "editbar" not in client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "editbar" not in client.get("/findes-ikke/").content.decode()
