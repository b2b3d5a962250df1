"""Word of every change to how one signs in, in Danish, to whom it concerns."""

from typing import Any

import pytest
from django.test import Client

from core.models import OutgoingMail
from editorial.sign_in.mails import KINDS, send
from tests.editorial.sign_in.helpers import code, give_app, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("template", KINDS)
def test_every_mail_is_danish_with_text_and_html(leader: Any, template: str) -> None:
    send(template, leader.email, {"user": leader, "password_reset_url": "/x/" if KINDS[template].button else ""})
    mail = OutgoingMail.objects.get()
    assert mail.text.startswith("Hej leder\n")
    assert 'lang="da"' in mail.html and "<img" not in mail.html
    english = ("You ", "Your ", "The ", "Was it")
    assert [word for word in english if word in mail.text or word in mail.subject] == []


def test_a_removed_app_is_told_by_mail(client: Client, leader: Any) -> None:
    give_app(leader)
    sign_in(client, leader)
    client.post("/admin/login/kode/", {"code": code()})
    client.post("/admin/account/to-trin/app/fjern/")
    assert OutgoingMail.objects.filter(to=leader.email, subject="Appen til koder er fjernet").exists()
