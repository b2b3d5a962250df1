"""Approving from a phone: the mail's link, one screen, one press; looking changes nothing."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, TaskState

from home.models import MissionPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(editor: Any, django_capture_on_commit_callbacks: Any) -> MissionPage:
    """A page with a change that was sent for approval."""
    page = MissionPage.objects.get(slug="analyse")
    page.summary = "Vi regner efter, hvad tallene siger om områderne."
    page.save_revision(user=editor)
    with django_capture_on_commit_callbacks(execute=True):
        page.get_workflow().start(page, editor)
    return page


@pytest.fixture
def phone(client: Client, leader: Any) -> Client:
    """The leader's phone."""
    client.force_login(leader)
    return client


def address(page: Page) -> str:
    """Where the mail leads."""
    return f"/admin/godkend/{page.pk}/"


def press(phone: Client, page: Page, action: str, **more: str) -> Any:
    """Look at the screen and press one of its buttons."""
    html = phone.get(address(page)).content.decode()
    found = re.search(r'name="revision" value="(\d+)"', html)
    assert found
    return phone.post(address(page), {"revision": found[1], "action": action, **more}, follow=True)


def is_online(page: Page) -> bool:
    """Whether visitors see the change."""
    return "Vi regner efter" in Client().get(page.url).content.decode()


def test_the_mail_leads_to_the_screen(leader: Any, proposal: MissionPage) -> None:
    sent = next(message for message in mail.outbox if leader.email in message.to)
    html = next(str(content) for content, kind in sent.alternatives if kind == "text/html")
    for text in (sent.body, html):
        assert f"http://localhost:8000{address(proposal)}" in text
        assert "venter på din godkendelse" in text


def test_signing_in_leads_on_to_it(proposal: MissionPage) -> None:
    assert Client().get(address(proposal)).url == f"/admin/login/?next={address(proposal)}"


def test_looking_changes_nothing(phone: Client, proposal: MissionPage) -> None:
    for _number in range(2):
        html = phone.get(address(proposal)).content.decode()
        assert "Godkend og udgiv" in html and "Sendt af redaktoer" in html
        shown = phone.get(f"{address(proposal)}vis/")
        assert "Vi regner efter" in shown.content.decode()
        assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert TaskState.objects.filter(status="in_progress").count() == 1
    assert not is_online(proposal)


def test_one_press_publishes(phone: Client, proposal: MissionPage, leader: Any) -> None:
    answer = press(phone, proposal, "approve")
    assert "Siden er godkendt og udgivet." in answer.content.decode()
    assert "Her venter intet på godkendelse" in answer.content.decode()
    assert is_online(proposal)
    assert TaskState.objects.get().finished_by == leader


def test_sending_back_takes_a_reason(phone: Client, proposal: MissionPage, editor: Any) -> None:
    mail.outbox.clear()
    empty = press(phone, proposal, "reject", reason="")
    assert "Skriv, hvad der skal ændres" in empty.content.decode()
    assert TaskState.objects.get().status == "in_progress"
    answer = press(phone, proposal, "reject", reason="Tallet er fra 2015.")
    assert "sendt tilbage" in answer.content.decode()
    assert TaskState.objects.get().comment == "Tallet er fra 2015."
    assert not is_online(proposal)


def test_what_was_changed_meanwhile_is_looked_at_again(phone: Client, proposal: MissionPage) -> None:
    answer = phone.post(address(proposal), {"revision": "1", "action": "approve"}, follow=True)
    assert "ændret, mens du så på den" in answer.content.decode()
    assert not is_online(proposal)


def test_the_second_leader_is_told_that_it_is_done(phone: Client, proposal: MissionPage) -> None:
    press(phone, proposal, "approve")
    answer = phone.post(address(proposal), {"revision": "1", "action": "approve"}, follow=True)
    assert "En anden var hurtigere" in answer.content.decode()


def test_the_button_says_when_a_planned_page_goes_online(phone: Client, editor: Any) -> None:
    page = MissionPage.objects.get(slug="analyse")
    page.go_live_at = timezone.make_aware(dt.datetime(2099, 1, 5, 9))
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    html = phone.get(address(page)).content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")
    assert re.findall(r'value="approve">([^<]+)<', html) == ["Godkend; udgives mandag den 5. januar 2099 kl. 09.00"]


def test_nobody_approves_what_they_may_not(proposal: MissionPage, editor: Any, django_user_model: Any) -> None:
    stranger = django_user_model.objects.create_user("fremmed")
    for user in (editor, stranger):
        client = Client()
        client.force_login(user)
        for answer in (client.get(address(proposal)), client.post(address(proposal), {"action": "approve"})):
            assert answer.status_code in (302, 403)
            assert "Godkend og udgiv" not in answer.content.decode()
        assert client.get(f"{address(proposal)}vis/").status_code in (302, 403)
    assert not is_online(proposal)
