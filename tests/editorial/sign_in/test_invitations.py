"""Inviting staff: the leader writes name, e-mail and role; the person chooses the password by the mail's link."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.signing import TimestampSigner
from django.test import Client
from wagtail.models import ModelLogEntry

from core.models import OutgoingMail
from editorial.groups import EDITORS, LEADERS
from editorial.sign_in import links
from tests.editorial.sign_in.helpers import is_signed_in, link_in, sign_in

pytestmark = pytest.mark.django_db

NEW = "fire helt nye ord"
ADD = "/admin/users/new/"


@pytest.fixture
def desk(client: Client, leader: Any) -> Client:
    """The leader's browser."""
    sign_in(client, leader)
    return client


def invite(desk: Client, **changes: Any) -> Any:
    """Fill in the form for a new account."""
    sent = {
        "first_name": "Prøve",
        "last_name": "Person",
        "email": "proeve@example.org",
        "groups": [Group.objects.get(name=EDITORS).pk],
    }
    return desk.post(ADD, sent | changes, follow=True)


@pytest.fixture
def invited(desk: Client, django_user_model: Any) -> Any:
    """An account that was made a moment ago."""
    invite(desk)
    return django_user_model.objects.get(email="proeve@example.org")


def mail_to(user: Any) -> OutgoingMail:
    """The newest invitation of an account."""
    mail = OutgoingMail.objects.filter(reference=f"invitation-{user.pk}").first()
    assert mail
    return mail


def test_the_form_asks_for_name_e_mail_and_role_alone(desk: Client) -> None:
    html = desk.get(ADD).content.decode()
    for name in ("first_name", "last_name", "email", "groups"):
        assert f'name="{name}"' in html
    for name in ("username", "password1", "is_superuser"):
        assert f'name="{name}"' not in html


def test_who_is_invited_gets_a_danish_mail_with_a_link(desk: Client, invited: Any, leader: Any) -> None:
    mail = mail_to(invited)
    assert mail.to == "proeve@example.org" and mail.reply_to == leader.email
    assert "Hej Prøve" in mail.text and "har oprettet en konto til dig" in mail.text
    assert "Vælg din adgangskode" in mail.html and 'lang="da"' in mail.html
    assert not invited.has_usable_password()
    assert {group.name for group in invited.groups.all()} == {EDITORS}
    assert "Invitationen er på vej" in desk.get("/admin/users/").content.decode()


def test_the_link_is_good_for_one_password_and_signs_in(invited: Any) -> None:
    link = link_in(mail_to(invited))
    person = Client()
    assert "proeve@example.org" in person.get(link).content.decode()
    weak = person.post(link, {"password1": "123", "password2": "123"})
    assert weak.status_code == 200 and "mindst 12 tegn" in weak.content.decode()
    answer = person.post(link, {"password1": NEW, "password2": NEW})
    assert answer.url == "/admin/"
    assert is_signed_in(person)
    again = Client().get(link)
    assert again.status_code == 404 and "Linket virker ikke længere" in again.content.decode()
    invited.refresh_from_db()
    assert sign_in(Client(), invited, NEW).url == "/admin/"
    assert ModelLogEntry.objects.filter(object_id=str(invited.pk), action="editorial.choose_password").exists()


def test_where_two_steps_are_required_the_second_follows_at_once(invited: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    person = Client()
    person.post(link_in(mail_to(invited)), {"password1": NEW, "password2": NEW})
    assert person.get("/admin/").url.startswith("/admin/login/to-trin/")
    # Without being asked for the new password once more.
    assert person.get("/admin/account/to-trin/app/").status_code == 200


def test_somebody_else_s_session_is_left_before(desk: Client, invited: Any) -> None:
    desk.post(link_in(mail_to(invited)), {"password1": NEW, "password2": NEW})
    assert int(desk.session["_auth_user_id"]) == invited.pk


def test_a_link_works_for_two_weeks(invited: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    link = link_in(mail_to(invited))
    assert Client().get(link).status_code == 200
    monkeypatch.setitem(links.LASTS, links.INVITATION, dt.timedelta(seconds=-1))
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize("token", ["x", "a.b.c", "%00", "æøå"])
def test_a_made_up_link_is_none(token: str) -> None:
    assert Client().get(f"/admin/velkommen/{token}/").status_code == 404


def test_a_link_of_another_purpose_or_account_is_none(invited: Any, leader: Any) -> None:
    forged = TimestampSigner(salt="editorial.sign_in.other", sep=".").sign_object([invited.pk, "x"])
    assert links.find_user(forged) is None
    right = TimestampSigner(salt="editorial.sign_in.invitation", sep=".").sign_object([leader.pk, "x" * 24])
    assert links.find_user(right) is None


def test_inviting_again(desk: Client, invited: Any) -> None:
    address = f"/admin/users/{invited.pk}/invitation/"
    assert address in desk.get("/admin/users/").content.decode()
    before = OutgoingMail.objects.count()
    desk.get(address)
    assert OutgoingMail.objects.count() == before
    assert "En invitation er på vej til proeve@example.org" in desk.post(address, follow=True).content.decode()
    assert OutgoingMail.objects.count() == before + 1


def test_a_mail_that_fails_is_seen(desk: Client, invited: Any) -> None:
    OutgoingMail.objects.filter(pk=mail_to(invited).pk).update(state="failed", fault="recipient")
    assert "Invitationen kunne ikke sendes" in desk.get("/admin/users/").content.decode()
    assert "Modtageren findes ikke" in desk.get(f"/admin/users/{invited.pk}/invitation/").content.decode()


def test_an_e_mail_belongs_to_one_account(desk: Client, editor: Any, django_user_model: Any) -> None:
    answer = invite(desk, email="REDAKTOER@example.org")
    assert "Der er allerede en konto med denne e-mail" in answer.content.decode()
    assert django_user_model.objects.filter(email__iexact="redaktoer@example.org").count() == 1


def test_a_role_is_asked_for(desk: Client, django_user_model: Any) -> None:
    assert "Vælg en rolle" in invite(desk, groups=[]).content.decode()
    assert not django_user_model.objects.filter(email="proeve@example.org").exists()


def test_a_leader_invites_no_administrator_and_an_editor_nobody(desk: Client, editor: Any, invited: Any) -> None:
    admin = type(editor).objects.create_superuser("administrator", "admin@example.org")
    assert desk.post(f"/admin/users/{admin.pk}/invitation/").status_code == 302
    assert not OutgoingMail.objects.filter(reference=f"invitation-{admin.pk}").exists()
    other = Client()
    sign_in(other, editor)
    before = OutgoingMail.objects.count()
    other.post(f"/admin/users/{invited.pk}/invitation/")
    assert OutgoingMail.objects.count() == before


def test_an_account_s_form_shows_no_password_to_anybody(desk: Client, editor: Any) -> None:
    html = desk.get(f"/admin/users/edit/{editor.pk}/").content.decode()
    assert 'type="password"' not in html
    desk.post(
        f"/admin/users/edit/{editor.pk}/",
        {
            "username": "redaktoer",
            "email": editor.email,
            "first_name": "A",
            "last_name": "B",
            "is_active": "on",
            "groups": [Group.objects.get(name=LEADERS).pk],
            "password1": NEW,
            "password2": NEW,
        },
    )
    editor.refresh_from_db()
    assert not editor.check_password(NEW)
