"""Guessing a password: the same name has to wait at the same address, and nobody else does."""

import datetime as dt
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from editorial.sign_in.lockout import forget_attempts
from tests.editorial.sign_in.helpers import LOGIN, PASSWORD, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"


def guess(times: int, name: str = "leder", address: str = HERE) -> Any:
    """Write a wrong password so often; return the last answer."""
    for _number in range(times):
        answer = Client().post(LOGIN, {"login": name, "password": "forkert"}, REMOTE_ADDR=address)
    return answer


def test_after_six_wrong_passwords_the_right_one_has_to_wait(leader: Any) -> None:
    assert guess(5).status_code == 200
    answer = guess(1)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "For mange forkerte forsøg" in answer.content.decode()
    assert "i 15 minutter" in answer.content.decode()
    assert sign_in(Client(), leader, REMOTE_ADDR=HERE).status_code == 429


def test_user_name_and_e_mail_are_the_same_account(leader: Any) -> None:
    guess(3)
    assert guess(3, "LEDER@example.org").status_code == 429


def test_nobody_locks_the_leader_out_from_another_address(leader: Any) -> None:
    for number in range(20):
        guess(6, address=f"198.51.100.{number}")
    client = Client()
    assert sign_in(client, leader, REMOTE_ADDR=HERE).url == "/admin/"
    assert is_signed_in(client)


def test_others_in_the_same_house_sign_in(leader: Any, editor: Any) -> None:
    assert guess(6).status_code == 429
    assert sign_in(Client(), editor, REMOTE_ADDR=HERE).url == "/admin/"


def test_it_opens_by_itself(leader: Any) -> None:
    guess(6)
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=16))
    assert sign_in(Client(), leader, REMOTE_ADDR=HERE).url == "/admin/"


def test_trying_on_does_not_prolong_it(leader: Any) -> None:
    guess(6)
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=14))
    before = AccessAttempt.objects.get().attempt_time
    guess(3)
    assert AccessAttempt.objects.get().attempt_time == before


def test_signing_in_forgets_the_wrong_ones(leader: Any) -> None:
    guess(5)
    sign_in(Client(), leader, REMOTE_ADDR=HERE)
    assert guess(5).status_code == 200


def test_an_address_behind_a_trusted_proxy_is_the_visitor_s(leader: Any, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    for _number in range(6):
        Client().post(
            LOGIN, {"login": "leder", "password": "nej"}, REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": ELSEWHERE}
        )
    answer = Client().post(
        LOGIN, {"login": "leder", "password": PASSWORD}, REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": HERE}
    )
    assert answer.url == "/admin/"


def test_one_home_s_addresses_count_as_one(leader: Any) -> None:
    for number in range(5):
        guess(1, address=f"2001:db8:1:2::{number}")
    assert guess(1, address="2001:db8:1:2:ffff::9").status_code == 429
    assert sign_in(Client(), leader, REMOTE_ADDR="2001:db8:1:3::1").url == "/admin/"


def test_what_was_tried_is_forgotten_after_a_week(leader: Any) -> None:
    guess(1)
    forget_attempts()
    assert AccessAttempt.objects.exists()
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(days=8))
    forget_attempts()
    assert not AccessAttempt.objects.exists()
