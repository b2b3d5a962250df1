"""Where the second step is required, whoever can publish reaches nothing of the admin before it was shown."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve
from wagtail.models import Page

from core.models import SiteDocument
from editorial.sign_in.middleware import is_open
from tests.editorial.sign_in.helpers import PASSWORD, code, give_app, is_signed_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings: Any) -> None:
    """As in production."""
    settings.SECOND_FACTOR_REQUIRED = True


def admin_addresses() -> Iterator[tuple[str, str]]:
    """Yield every address of the admin, with numbers and words put in, and the name of its view."""
    for pattern in get_resolver().url_patterns:
        if not isinstance(pattern, URLPattern) and str(pattern.pattern) == "admin/":
            yield from _below(pattern, "/admin/")


def _below(resolver: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            path = re.sub(r"<int:\w+>", "1", route)
            path = re.sub(r"<(str|slug|path):\w+>", "x", path)
            path = re.sub(r"\(\?P<\w+>(\w+)[^)]*\)", r"\1", path)
            if not path.startswith("^"):
                # Of two patterns for one address, the first answers.
                yield prefix + path, resolve(prefix + path).view_name
        else:
            yield from _below(pattern, prefix + re.sub(r"<(int|str|slug):\w+>", "1", route))


def test_every_address_of_the_admin_is_closed_before_the_second_step(client: Client, leader: Any) -> None:
    sign_in(client, leader)
    reached, looked_at = [], 0
    for address, name in admin_addresses():
        if is_open(name):
            continue
        looked_at += 1
        for answer in (client.get(address), client.post(address)):
            if answer.status_code != 302 or not answer.url.startswith("/admin/login/to-trin/?next="):
                reached.append((answer.status_code, address, name))
    assert reached == []
    assert looked_at > 250


def test_what_is_open_shows_nothing_of_the_site_s_contents() -> None:
    names = {name for _address, name in admin_addresses() if is_open(name)}
    others = {name for name in names if not name.startswith(("account_", "mfa_", "sign_in_"))}
    # Wagtail's own pages for signing in and out and for new passwords are hidden behind ours.
    assert others == {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}


def test_outside_the_admin_one_is_nobody_before_the_second_step(client: Client, leader: Any) -> None:
    document = SiteDocument(title="Udkast", uploaded_by_user=leader)
    document.file.save("udkast.pdf", ContentFile(b"%PDF-1.4 udkast"))
    page = Page.objects.get(slug="presse")
    page.view_restrictions.create(restriction_type="login")
    sign_in(client, leader)
    assert client.get(document.url).status_code == 404
    asked = client.get(page.url, follow=True)
    assert asked.redirect_chain[-1][0] == f"/admin/login/to-trin/?next={page.url}"
    give_app(leader)
    client.post("/admin/login/bekraeft/kode/", {"code": code()})
    assert client.get(document.url).status_code == 200
    assert client.get(page.url).status_code == 200


def test_scripts_and_previews_are_told_no(client: Client, leader: Any) -> None:
    sign_in(client, leader)
    page = Page.objects.get(slug="presse")
    for address in (
        "/admin/api/main/pages/",
        "/admin/images/chooser/",
        f"/admin/pages/{page.pk}/edit/preview/",
        f"/admin/pages/{page.pk}/edit/",
    ):
        for headers in ({"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}):
            assert client.get(address, headers=headers).status_code == 401
            assert client.post(address, {"title": "Nyt"}, headers=headers).status_code == 401


def test_setting_it_up_leads_to_where_one_was_going(
    client: Client, leader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client, leader)
    asked = client.get("/admin/users/")
    page = client.get(asked.url).content.decode()
    assert "en adgangskode er ikke nok" in page
    secret = re.findall(r"<code>(\w+)</code>", client.get("/admin/account/to-trin/app/").content.decode())[0]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/account/to-trin/app/", {"code": code(secret)})
    assert client.get("/admin/login/videre/").url == "/admin/users/"
    assert client.get("/admin/users/").status_code == 200


def test_the_second_step_lets_in_and_another_browser_has_to_show_it_too(leader: Any) -> None:
    give_app(leader)
    here, elsewhere = Client(), Client()
    sign_in(here, leader)
    here.post("/admin/login/kode/", {"code": code(step=0)})
    assert is_signed_in(here)
    # A session that began before there was an app, say.
    elsewhere.force_login(leader, "allauth.account.auth_backends.AuthenticationBackend")
    asked = elsewhere.get("/admin/users/")
    assert asked.url == "/admin/login/bekraeft/kode/?next=/admin/users/"
    assert elsewhere.post(asked.url, {"code": code(step=1), "next": "/admin/users/"}).url == "/admin/users/"
    assert is_signed_in(elsewhere)


def test_removing_the_last_factor_closes_the_admin_again(client: Client, leader: Any) -> None:
    give_app(leader)
    sign_in(client, leader)
    client.post("/admin/login/kode/", {"code": code()})
    client.post("/admin/account/to-trin/app/fjern/")
    assert not leader.authenticator_set.exists()
    client.post("/admin/logout/")
    sign_in(client, leader)
    assert client.get("/admin/").url.startswith("/admin/login/to-trin/")


def test_signing_out_and_one_s_account_stay_open(client: Client, leader: Any) -> None:
    sign_in(client, leader)
    for address in ("/admin/login/to-trin/", "/admin/account/to-trin/app/", "/admin/account/adgangskode/"):
        assert client.get(address).status_code == 200, address
    assert client.get("/admin/login/tilstand/").json() == {"signed_in": False}
    assert client.post("/admin/logout/").url.startswith("/admin/login/")


def test_whoever_cannot_publish_needs_none(client: Client, guest: Any) -> None:
    from django.contrib.auth.models import Permission

    guest.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.post("/admin/login/", {"login": "gaest", "password": PASSWORD})
    assert is_signed_in(client)


def test_where_it_is_not_required_it_is_offered(client: Client, leader: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    sign_in(client, leader)
    page = client.get("/admin/account/").content.decode()
    assert "/admin/login/to-trin/" in page and "/admin/account/adgangskode/" in page
