"""Asking another site: what counts as an answer, and that no machine of our own network is ever called."""

import socket

import pytest

from editorial.links.addresses import external, own_path
from editorial.links.fetching import Answer, ask, is_public
from tests.editorial.links.conftest import WebServer

AGENT = "linktjek"


def asked(server: WebServer, path: str) -> Answer:
    """Ask the test's server."""
    return ask(f"{server.url}{path}", AGENT, private=True)


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (200, ""),
        (204, ""),
        (403, ""),
        (401, ""),
        (429, ""),
        (999, ""),
        (404, "status"),
        (410, "status"),
        (500, "status"),
    ],
)
def test_what_counts_as_an_answer(web: WebServer, status: int, fault: str) -> None:
    web.answers["/side?a=1"] = status
    assert asked(web, "/side?a=1") == Answer(status, fault)
    assert {agent for _method, _path, agent in web.asked} == {AGENT}


def test_the_head_is_asked_for_first_and_the_page_only_where_that_is_refused(web: WebServer) -> None:
    web.answers |= {"/a": 200, "/b": 200}
    web.no_head.add("/b")
    assert asked(web, "/a").fault == asked(web, "/b").fault == ""
    assert [(method, path) for method, path, _agent in web.asked] == [("HEAD", "/a"), ("HEAD", "/b"), ("GET", "/b")]


def test_redirects_are_followed_as_far_as_makes_sense(web: WebServer) -> None:
    web.answers |= {
        "/gammel": (301, "/ny"),
        "/ny": (302, f"{web.url}/nyest#her"),
        "/nyest": 200,
        "/ring": (301, "/ring"),
    }
    assert asked(web, "/gammel") == Answer(200)
    assert asked(web, "/ring") == Answer(fault="redirects")
    web.answers |= {"/app": (302, "market://details"), "/tom": (302, "")}
    assert asked(web, "/app").fault == asked(web, "/tom").fault == ""


def test_a_server_that_never_ends_is_left(web: WebServer) -> None:
    web.endless.add("/evig")
    assert asked(web, "/evig").fault in ("broken", "silent")


def test_sites_that_are_not_there(web: WebServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/", AGENT, private=True) == Answer(fault="refused")
    assert ask("http://findes-ikke.invalid/", AGENT, private=True) == Answer(fault="no_host")
    assert ask(web.url.replace("http", "https"), AGENT, private=True).fault in ("silent", "certificate")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0", "2130706433"]
)
def test_our_own_network_is_not_called(web: WebServer, host: str) -> None:
    port = web.url.rsplit(":", 1)[1]
    assert ask(f"http://{host}:{port}/", AGENT) == Answer(fault="private")
    assert web.asked == []


def test_nor_by_way_of_a_redirect(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    # A public name, whose address is ours for the first connection alone.
    real, port = socket.getaddrinfo, int(web.url.rsplit(":", 1)[1])
    web.answers["/"] = (302, f"http://127.0.0.1:{port}/hemmelig")
    answers = iter(["public", "private"])

    def look_up(host: str, asked_port: int, **kwargs: object) -> list:
        assert next(answers) == ("public" if host == "example.org" else "private")
        return real(host if host != "example.org" else "93.184.215.14", asked_port, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("editorial.links.fetching.socket.getaddrinfo", look_up)
    connect = socket.socket.connect

    def to_ours(self: socket.socket, address: tuple) -> None:
        connect(self, ("127.0.0.1", port) if address[0] == "93.184.215.14" else address)

    monkeypatch.setattr("editorial.links.fetching.socket.socket.connect", to_ours)
    assert ask("http://example.org/", AGENT) == Answer(fault="private")
    assert [path for _method, path, _agent in web.asked] == ["/"]


@pytest.mark.parametrize(
    "address",
    [
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "100.64.0.1",
        "224.0.0.1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
    ],
)
def test_private_addresses_in_every_dress(address: str) -> None:
    assert not is_public(address)


def test_public_addresses() -> None:
    assert is_public("93.184.215.14") and is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    ("address", "asked_as"),
    [
        ("https://Example.org", "https://example.org/"),
        (" https://example.org/væk?q=ø#her ", "https://example.org/v%C3%A6k?q=%C3%B8"),
        ("https://ældresagen.dk/", "https://xn--ldresagen-f3a.dk/"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("http://localhost:8000/om-os/", None),
        ("/om-os/", None),
        ("mailto:a@example.org", None),
        ("javascript:alert(1)", None),
        ("http://", None),
        ("http://[::1", None),
        ("http://example.org:99999/", None),
        ("https://example.org/" + "a" * 3000, None),
    ],
)
def test_addresses_as_they_are_asked(address: str, asked_as: str | None) -> None:
    assert external(address) == asked_as


def test_addresses_of_our_own() -> None:
    assert own_path("http://localhost:8000/om-os/?a=1#b") == "/om-os/?a=1#b"
    assert own_path("http://localhost:8000") == "/" and own_path("#ned") == "#ned"
    assert own_path("http://localhost:9000/") is own_path("www.dr.dk") is own_path("tel:112") is None
