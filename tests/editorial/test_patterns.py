"""The pattern page: every component is on it, as visitors meet it, for staff alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.models import SiteImage
from editorial.patterns.book import PATTERNS, shown_states
from editorial.patterns.views import scheme_stylesheet
from people.models import Person

COMPONENTS = sorted(path.stem for path in (settings.BASE_DIR / "templates" / "components").glob("*.html"))

pytestmark = pytest.mark.django_db


def test_every_component_has_examples_and_nothing_else_has() -> None:
    assert sorted(PATTERNS) == COMPONENTS


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_state_shows_something_and_nothing_inline(name: str) -> None:
    shown = shown_states(name)
    assert shown
    assert len({str(state.label) for state in shown}) == len(shown)
    for state in shown:
        assert state.html.strip(), f"{name}, {state.label} shows nothing"
        assert not re.search(r"<style|\sstyle=|\son\w+=", state.html)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_site_without_pictures_films_and_pages_has_the_page_too(name: str) -> None:
    Page.objects.filter(depth__gt=1).update(live=False)
    Person.objects.update(active=False)
    SiteImage.objects.all().delete()
    assert shown_states(name)


@pytest.mark.parametrize("address", ["", "alle/", "contact/", "contact/ramme/", "farver/dark.css"])
def test_visitors_are_asked_to_sign_in(client: Client, address: str) -> None:
    response = client.get(f"/admin/moenstre/{address}")
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_editors_find_it_among_the_reports(client: Client, editor: Any) -> None:
    client.force_login(editor)
    assert reverse("patterns") in client.get("/admin/").content.decode()
    page = client.get("/admin/moenstre/")
    assert page.status_code == 200
    links = set(re.findall(r'href="/admin/moenstre/(\w+)/"', page.content.decode()))
    assert links == {*COMPONENTS, "alle"}


def test_each_is_framed_in_the_chosen_colours_and_direction(client: Client, editor: Any) -> None:
    client.force_login(editor)
    html = client.get("/admin/moenstre/contact/?scheme=dark&dir=rtl").content.decode()
    frames = re.findall(r'<iframe[^>]* src="([^"]+)"', html)
    assert len(frames) == 2
    frame = client.get(frames[0].replace("&amp;", "&"))
    text = frame.content.decode()
    assert '<html lang="da" dir="rtl">' in text
    assert "/admin/moenstre/farver/dark.css" in text
    plain = client.get("/admin/moenstre/contact/ramme/?scheme=x&dir=%22").content.decode()
    assert 'dir="ltr"' in plain
    assert "farver" not in plain


def test_the_frame_keeps_the_policy_of_public_pages(client: Client, editor: Any) -> None:
    public = client.get("/")["Content-Security-Policy"]
    client.force_login(editor)
    frame = client.get("/admin/moenstre/alle/ramme/")
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    rules = {rule.strip() for rule in frame["Content-Security-Policy"].split(";")}
    expected = {rule.strip() for rule in public.split(";")} - {"frame-ancestors 'none'"}
    assert rules == expected | {"frame-ancestors 'self'"}
    assert "unsafe-inline" in client.get("/admin/moenstre/")["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["findes-ikke/", "findes-ikke/ramme/", "alle/ramme/x/", "farver/sepia.css"])
def test_there_is_nothing_else(client: Client, editor: Any, address: str) -> None:
    client.force_login(editor)
    assert client.get(f"/admin/moenstre/{address}").status_code == 404


def test_forced_colours_are_those_of_the_tokens(client: Client, editor: Any) -> None:
    tokens = Path(settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    dark = tokens[tokens.index("prefers-color-scheme: dark") : tokens.index("prefers-contrast")]
    light_paper, dark_paper = (re.search(r"--paper: (#\w+)", part)[1] for part in (tokens, dark))  # type: ignore[index]
    for scheme, paper in (("light", light_paper), ("dark", dark_paper)):
        css = scheme_stylesheet(scheme)
        assert re.findall(r"--paper: (#\w+)", css)[-1] == paper
        assert re.findall(r"color-scheme: ([\w ]+)", css)[-1] == scheme
        assert css.count("{") == css.count("}") == 2
    client.force_login(editor)
    assert client.get("/admin/moenstre/farver/dark.css")["Content-Type"].startswith("text/css")
