"""The way back in: a new password by mail, and `manage.py recover_access`."""

import logging
import re
from io import StringIO
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import ModelLogEntry

from core.logs import HidePersonalLinks
from core.models import OutgoingMail
from tests.editorial.sign_in.helpers import LOGIN, PASSWORD, give_app, is_signed_in, link_in, sign_in

pytestmark = pytest.mark.django_db

NEW = "fire helt nye ord"
ASK = "/admin/password_reset/"


def test_a_link_to_a_new_password_comes_by_mail_and_works_once(leader: Any) -> None:
    give_app(leader)
    person = Client()
    assert person.post(ASK, {"email": leader.email}).url == f"{ASK}done/"
    mail = OutgoingMail.objects.get()
    assert mail.to == leader.email and "Vælg en ny adgangskode" in mail.text
    link = link_in(mail)
    # The key does not stay in the address.
    form = person.get(link)
    assert form.url.endswith("-set-password/")
    answer = person.post(form.url, {"password1": NEW, "password2": NEW})
    assert answer.url == f"{ASK}complete/"
    assert "Din adgangskode er ændret" in OutgoingMail.objects.first().subject
    used = Client().get(link)
    assert "Linket virker ikke længere" in used.content.decode()
    # The second step is asked for all the same.
    assert sign_in(person, leader, NEW).url == "/admin/login/kode/"
    assert not is_signed_in(person)


def test_asking_never_tells_whether_there_is_an_account(leader: Any) -> None:
    answers = [Client().post(ASK, {"email": email}, follow=True) for email in (leader.email, "ingen@example.org")]
    # Each browser has a token of its own.
    first, second = (re.sub(r'"CSRF_TOKEN": "\w+"', "", answer.content.decode()) for answer in answers)
    assert first == second
    assert [mail.to for mail in OutgoingMail.objects.all()] == [leader.email]


@pytest.mark.parametrize("email", ["leder@example.org", "ingen@example.org"])
def test_asking_too_often_is_refused_alike(leader: Any, email: str) -> None:
    codes = [Client().post(ASK, {"email": email}).status_code for _number in range(4)]
    assert codes == [302, 302, 302, 429]
    assert "For mange forsøg" in Client().post(ASK, {"email": email}).content.decode()


def test_the_link_is_at_the_site_s_own_address(leader: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    Client().post(ASK, {"email": leader.email}, headers={"host": "evil.example"})
    assert "http://localhost:8000/admin/password_reset/confirm/" in OutgoingMail.objects.get().text
    assert "evil.example" not in OutgoingMail.objects.get().text


def recover(*arguments: str) -> str:
    """Run the command; return what it prints."""
    out = StringIO()
    call_command("recover_access", *arguments, stdout=out)
    return out.getvalue()


def test_recover_access_removes_factor_password_sessions_and_locks(leader: Any) -> None:
    desk = Client()
    desk.force_login(leader)
    give_app(leader)
    for _number in range(6):
        Client().post(LOGIN, {"login": "leder", "password": "forkert"})
    said = recover("leder@example.org")
    link = said[said.index("/admin/velkommen/") :].strip()
    assert not leader.authenticator_set.exists() and not AccessAttempt.objects.exists()
    assert not is_signed_in(desk)
    assert sign_in(Client(), leader, PASSWORD).status_code == 200
    person = Client()
    assert person.post(link, {"password1": NEW, "password2": NEW}).url == "/admin/"
    assert is_signed_in(person)
    assert Client().get(link).status_code == 404


def test_recover_access_is_logged_without_the_link(leader: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        recover("leder")
    assert "recover_access: the account leder was opened anew" in caplog.text
    assert "velkommen" not in caplog.text
    assert ModelLogEntry.objects.filter(object_id=str(leader.pk), action="editorial.recover_access").exists()


def test_recover_access_mails_the_link(leader: Any) -> None:
    assert "/admin/velkommen/" not in recover("leder", "--mail")
    assert link_in(OutgoingMail.objects.get()).startswith("/admin/velkommen/")
    assert "gamle adgangskode virker ikke længere" in OutgoingMail.objects.get().text


def test_recover_access_changes_nothing_when_it_cannot_go_on(leader: Any) -> None:
    give_app(leader)
    with pytest.raises(CommandError, match="there is no account ingen"):
        recover("ingen")
    leader.email = ""
    leader.save()
    with pytest.raises(CommandError, match="no e-mail"):
        recover("leder", "--mail")
    assert leader.authenticator_set.count() == 2
    assert leader.check_password(PASSWORD)


def test_links_are_not_in_the_log_of_requests() -> None:
    record = logging.LogRecord("x", logging.WARNING, "", 1, "Not Found: /admin/velkommen/abc.def/", (), None)
    HidePersonalLinks().filter(record)
    assert "abc" not in record.getMessage()
