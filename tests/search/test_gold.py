"""What people ask is answered: the right page among the three best, the right page of the report first."""

import pytest
from django.test import Client

from tests.search.asking import search
from tests.search.gold import PDF_PAGES, QUESTIONS

pytestmark = pytest.mark.django_db


def test_questions_find_their_page_among_the_three_best(client: Client) -> None:
    missed = []
    for question, answers in QUESTIONS:
        found = search(client, question)
        if not found.best() & set(answers):
            missed.append((question, found.urls[:6]))
    assert not missed


def test_questions_find_their_page_of_the_report(client: Client) -> None:
    missed = []
    for question, number in PDF_PAGES:
        reports = search(client, question).groups.get("udgivelser", [])
        leaves = reports[0].leaves if reports else []
        if leaves[:1] != [f"/udgivelser/aarsskrift-2016/laes/#side-{number}"]:
            missed.append((question, number, leaves))
    assert not missed
