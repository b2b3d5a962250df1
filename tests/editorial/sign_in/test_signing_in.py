"""Signing in: with user name or e-mail, with the second step, and back to where one was going."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.editorial.sign_in.helpers import LOGIN, PASSWORD, SECRET, code, give_app, is_signed_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["leder", "leder@example.org", "LEDER@example.org"])
def test_by_user_name_or_e_mail(client: Client, leader: Any, name: str) -> None:
    answer = client.post(LOGIN, {"login": name, "password": PASSWORD})
    assert answer.url == "/admin/"
    assert is_signed_in(client)


def test_a_wrong_password_says_the_same_as_an_unknown_name(client: Client, leader: Any) -> None:
    said = []
    for name in ("leder", "leder@example.org", "ingen", "ingen@example.org"):
        answer = client.post(LOGIN, {"login": name, "password": "forkert"})
        said.append(re.findall(r'role="alert">(.*?)</div>', answer.content.decode(), re.DOTALL)[0])
    assert len(set(said)) == 1
    assert "E-mail, brugernavn eller adgangskode er forkert" in said[0]


def test_one_comes_to_where_one_was_going_within_this_site(client: Client, leader: Any) -> None:
    asked = client.get("/admin/users/")
    assert asked.url == f"{LOGIN}?next=/admin/users/"
    form = client.get(asked.url).content.decode()
    assert 'name="next" value="/admin/users/"' in form
    answer = client.post(LOGIN, {"login": "leder", "password": PASSWORD, "next": "/admin/users/"})
    assert answer.url == "/admin/users/"


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(leader: Any, place: str) -> None:
    client = Client()
    answer = client.post(f"{LOGIN}?next={place}", {"login": "leder", "password": PASSWORD, "next": place})
    assert answer.url == "/admin/"
    assert Client().get("/admin/logout/", {"next": place}).url.startswith(LOGIN)


def test_signing_in_makes_a_new_session_and_signing_out_ends_it(client: Client, leader: Any) -> None:
    client.get("/admin/login/to-trin/")
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in(client, leader)
    after = client.session.session_key
    assert after != before
    answer = client.post("/admin/logout/")
    assert answer.url == f"{LOGIN}?logget-ud=1"
    assert "Du er logget ud." in client.get(answer.url).content.decode()
    client.cookies["sessionid"] = after
    assert not is_signed_in(client)


def test_with_an_app_the_password_is_half_the_way(client: Client, leader: Any) -> None:
    give_app(leader)
    answer = sign_in(client, leader)
    assert answer.url == "/admin/login/kode/"
    assert not is_signed_in(client)
    wrong = client.post(answer.url, {"code": "000000"})
    assert "Koden er forkert eller for gammel" in wrong.content.decode()
    assert client.post(answer.url, {"code": code()}).url == "/admin/"
    assert is_signed_in(client)


def test_a_code_is_good_once(leader: Any) -> None:
    give_app(leader)
    first, second = Client(), Client()
    for client, lets_in in ((first, True), (second, False)):
        sign_in(client, leader)
        client.post("/admin/login/kode/", {"code": code()})
        assert is_signed_in(client) is lets_in


def test_a_recovery_code_lets_in_once_and_says_how_many_are_left(leader: Any) -> None:
    give_app(leader)
    first = leader.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    client = Client()
    sign_in(client, leader)
    client.post("/admin/login/kode/", {"code": first})
    assert "Du har 9 tilbage" in client.get("/admin/").content.decode()
    again = Client()
    sign_in(again, leader)
    again.post("/admin/login/kode/", {"code": first})
    assert not is_signed_in(again)


def test_the_last_recovery_code_asks_for_new_ones(leader: Any) -> None:
    give_app(leader)
    recovery = leader.authenticator_set.get(type="recovery_codes").wrap()
    *used, last = recovery.get_unused_codes()
    assert len(used) == 9 and all(map(recovery.validate_code, used))
    client = Client()
    sign_in(client, leader)
    client.post("/admin/login/kode/", {"code": last})
    assert is_signed_in(client)
    assert "Du har ingen tilbage" in client.get("/admin/account/to-trin/").content.decode()
    assert "Du har ingen reservekoder tilbage" in client.get("/admin/account/").content.decode()


def test_an_app_is_added_with_its_first_code_and_codes_to_keep(
    client: Client, leader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client, leader)
    page = client.get("/admin/account/to-trin/app/").content.decode()
    secret = re.findall(r"<code>(\w+)</code>", page)[0]
    assert secret != SECRET
    wrong = client.post("/admin/account/to-trin/app/", {"code": "000000"})
    assert "Koden er forkert" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/admin/account/to-trin/app/", {"code": code(secret)})
    assert answer.url == "/admin/account/to-trin/koder/"
    kept = re.findall(r"<code>(\w+)</code>", client.get(answer.url).content.decode())
    assert len(kept) == 10
    assert client.get("/admin/account/to-trin/koder/hent/").content.decode().split() == kept


def test_removing_the_app_asks_for_a_code_when_the_last_was_long_ago(client: Client, leader: Any) -> None:
    give_app(leader)
    sign_in(client, leader)
    client.post("/admin/login/kode/", {"code": code(step=0)})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    asked = client.get("/admin/account/to-trin/app/fjern/")
    assert asked.url.startswith("/admin/login/bekraeft/kode/")
    # The password is not enough: whoever sits at an open computer may have found it out.
    assert client.get("/admin/login/bekraeft/").url.startswith("/admin/login/bekraeft/kode/")
    answer = client.post(asked.url, {"code": code(step=1)})
    assert answer.url == "/admin/account/to-trin/app/fjern/"
    client.post(answer.url)
    assert not leader.authenticator_set.exists()


def test_the_password_is_changed_and_other_browsers_are_signed_out(leader: Any) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, leader)
    sign_in(elsewhere, leader)
    new = "fire helt nye ord"
    answer = here.post("/admin/account/adgangskode/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.url == "/admin/account/"
    assert is_signed_in(here) and not is_signed_in(elsewhere)
    wrong = here.post("/admin/account/adgangskode/", {"oldpassword": "nej", "password1": new, "password2": new})
    assert "Det er ikke din nuværende adgangskode" in wrong.content.decode()


def test_an_account_without_a_role_is_told_and_can_sign_out(client: Client, guest: Any) -> None:
    sign_in(client, guest)
    answer = client.get("/admin/")
    assert answer.status_code == 403
    assert "Din konto må ikke skrive på hjemmesiden" in answer.content.decode()
    assert client.post("/admin/logout/").status_code == 302


def test_an_account_that_is_switched_off_is_told(client: Client, leader: Any) -> None:
    leader.is_active = False
    leader.save()
    answer = sign_in(client, leader)
    assert "Din konto er lukket" in client.get(answer.url).content.decode()


def test_nobody_signs_up() -> None:
    for name in ("account_signup", "mfa_signup_webauthn", "account_signup_by_passkey"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
