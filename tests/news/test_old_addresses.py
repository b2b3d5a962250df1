"""The old site's numbered news pages lead to the same place in the new ones."""

import pytest
from django.test import Client

from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [0, 1, 2, 99])
def test_a_numbered_page_leads_to_the_news(client: Client, number: int) -> None:
    answer = client.get(f"/page/{number}/")
    assert (answer.status_code, answer["Location"]) == (301 if number < 2 else 302, "/nyheder/")


def test_a_numbered_page_leads_to_the_same_page_where_there_is_one(client: Client) -> None:
    index = NewsIndexPage.objects.get()
    for number in range(10):
        index.add_child(instance=NewsPage(title=f"Nyhed {number}"))
    answer = client.get("/page/2/")
    assert (answer.status_code, answer["Location"]) == (301, "/nyheder/side/2/")
    assert client.get("/nyheder/side/2/").status_code == 200
    assert client.get("/page/3/")["Location"] == "/nyheder/"
