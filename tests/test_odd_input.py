"""Whatever is asked for: 404, the first page or a redirect, never a 500; error pages need no database."""

import errno
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import views

pytestmark = pytest.mark.django_db

ODD = [
    "/nyheder/side/0/",
    "/nyheder/side/999999999999999999999999/",
    "/nyheder/side/-1/",
    "/nyheder/side/x/",
    "/nyheder/0000/",
    "/nyheder/9999/",
    "/nyheder/2016/side/99/",
    "/nyheder/2016/side/0/",
    "/nyheder/emne/%00/",
    "/nyheder/emne/../",
    "/nyheder/emne/interessevaretagelse/side/99/",
    "/nyheder/%C3%A5rsskrift/",
    "/%00",
    "/%ff%fe/",
    "/%F0%9F%90%95/",
    "/nyheder/" + "a" * 3000 + "/",
    "/page/0/",
    "/page/99999999999999999999/",
    "/udgivelser/aarsskrift-2016/%00.pdf",
    "/udgivelser/aarsskrift-2016/x/y.pdf",
    "/media/%00",
    "/media/images/",
    "/media/images/../../../etc/passwd",
    "/documents/1/x.pdf",
    "/documents/999999999999999999999/x.pdf",
    "/?page=x&category=%00&date_from=abc",
    "/nyheder/?page=x",
    "/nyheder/?p=%00",
    "/nyheder/?" + "a=1&" * 500,
]


@pytest.mark.parametrize("address", ODD)
def test_odd_addresses_are_answered(client: Client, address: str) -> None:
    assert client.get(address).status_code in {200, 301, 302, 404}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["/", "/nyheder/", "/nyheder/emne/", "/nyheder/side/", "/udgivelser/", "/media/images/", "/page/"]),
    st.text(max_size=60),
    st.text(max_size=30),
)
def test_any_address_is_answered(client: Client, base: str, text: str, value: str) -> None:
    path = base + quote(text.encode("utf-8", "surrogatepass"), safe="/")
    response = client.get(path + "?page=" + quote(value.encode("utf-8", "surrogatepass")))
    assert response.status_code in {200, 301, 302, 404}


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_other_methods_do_no_harm(client: Client, method: str) -> None:
    for address in ("/", "/nyheder/", "/robots.txt", "/was/"):
        assert getattr(client, method)(address).status_code in {200, 302, 403, 405}


def test_a_strange_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "example.net"}).status_code == 400


def test_an_unknown_page_helps_on(client: Client) -> None:
    response = client.get("/findes-ikke/")
    page = response.content.decode().replace("&nbsp;", "\u00a0")
    assert response.status_code == 404
    assert "Siden findes ikke" in page
    assert "22\u00a028\u00a019\u00a022" in page
    assert 'href="/det-goer-vi/"' in page


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "Adressen kunne ikke læses"),
        (views.permission_denied, 403, "adgang"),
        (views.page_not_found, 404, "Siden findes ikke"),
        (views.server_error, 500, "Noget gik galt"),
    ],
)
def test_error_pages_stand_without_a_database(view: object, status: int, words: str) -> None:
    request = RequestFactory().get("/", SERVER_NAME="localhost")

    def no_database(*args: object) -> None:
        raise OperationalError("the database is away")

    with connection.execute_wrapper(no_database):
        response = view(request)
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert page.count("<h1") == 1


def test_a_silent_database_is_told_as_503() -> None:
    client = Client(raise_request_exception=False)

    def no_database(*args: object) -> None:
        raise OperationalError("the database is away")

    with connection.execute_wrapper(no_database):
        response = client.get("/kontakt/")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert response.content.decode().count("<h1") == 1


def test_a_full_disk_is_told_in_a_sentence() -> None:
    client = Client(raise_request_exception=False)
    with patch("home.models.TextPage.serve", side_effect=OSError(errno.ENOSPC, "No space left on device")):
        response = client.get("/kontakt/")
    assert response.status_code == 507
    assert "er ikke gemt, for serverens disk er fuld" in response.content.decode()


def test_a_mistake_of_ours_is_a_plain_500() -> None:
    client = Client(raise_request_exception=False)
    with patch("home.models.TextPage.serve", side_effect=RuntimeError("a mistake")):
        response = client.get("/kontakt/")
    assert response.status_code == 500
    assert "a mistake" not in response.content.decode()


def test_pages_and_error_pages_stand_without_collected_static_files(client: Client, settings: Any) -> None:
    backend = {"BACKEND": "core.staticfiles.SiteStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}
    assert "/static/css/site.css" in client.get("/kontakt/").content.decode()
    request = RequestFactory().get("/", SERVER_NAME="localhost")
    assert "Noget gik galt" in views.server_error(request).content.decode()
