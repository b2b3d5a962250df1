"""Visitors read files: what is kept, what never is, and that both answer alike."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from mirror.headers import OF_ONE_ANSWER
from mirror.paths import root
from news.models import NewsIndexPage, NewsPage
from tests.addresses import FEEDS, LISTS, PAGES
from tests.mirror.conftest import Commit, KeptSite

NEWS = "/nyheder/"


@pytest.mark.parametrize("address", [*PAGES, *LISTS, "/udgivelser/aarsskrift-2016/laes/"])
def test_a_page_is_rendered_once_and_then_read_without_the_database(site: KeptSite, address: str) -> None:
    rendered = site.ask(address)
    assert rendered.status == 200
    with CaptureQueriesContext(connection) as captured:
        read = site.ask(address)
    assert len(captured) == 0
    assert read.body == rendered.body
    shared = [{k: v for k, v in one.headers.items() if k.lower() not in OF_ONE_ANSWER} for one in (rendered, read)]
    assert shared[0] == shared[1]
    assert read.headers["Cache-Control"] == "no-cache" and read.headers["Vary"] == "Accept-Encoding"
    assert "default-src 'none'" in read.headers["Content-Security-Policy"]


def test_head_and_conditional_requests_are_answered_from_the_file(site: KeptSite) -> None:
    site.visit(NEWS)
    whole = site.ask(NEWS)
    head = site.ask(NEWS, method="HEAD")
    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)
    assert int(whole.headers["Content-Length"]) == len(whole.body)
    etag, modified = whole.headers["ETag"], whole.headers["Last-Modified"]
    for known in (
        {"HTTP_IF_NONE_MATCH": etag},
        {"HTTP_IF_NONE_MATCH": f'"other", W/{etag}'},
        {"HTTP_IF_NONE_MATCH": "*"},
        {"HTTP_IF_MODIFIED_SINCE": modified},
    ):
        unchanged = site.ask(NEWS, **known)
        assert (unchanged.status, unchanged.body, unchanged.headers["ETag"]) == (304, b"", etag)
        assert "Content-Length" not in unchanged.headers
    for unknown in (
        {"HTTP_IF_NONE_MATCH": '"other"', "HTTP_IF_MODIFIED_SINCE": modified},
        {"HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"HTTP_IF_MODIFIED_SINCE": "yesterday"},
    ):
        assert site.ask(NEWS, **unknown).status == 200


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.0", ""),
        ("", ""),
    ],
)
def test_a_page_comes_in_the_encoding_that_is_asked_for(site: KeptSite, accepted: str, encoding: str) -> None:
    import gzip

    import brotli

    plain = site.visit(NEWS)
    reply = site.ask(NEWS, HTTP_ACCEPT_ENCODING=accepted)
    assert reply.headers.get("Content-Encoding", "") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    assert unpack(reply.body).decode() == plain
    assert reply.headers["ETag"] == site.ask(NEWS, HTTP_ACCEPT_ENCODING=accepted).headers["ETag"]
    if encoding:
        assert reply.headers["ETag"] != site.ask(NEWS).headers["ETag"]


def test_a_query_costs_nothing_and_changes_nothing(site: KeptSite) -> None:
    first = site.ask("/kontakt/", query="fbclid=xyzzy&next=//evil.example/")
    assert first.status == 200 and "xyzzy" not in first.text and "evil.example" not in first.text
    with CaptureQueriesContext(connection) as captured:
        assert site.ask("/kontakt/", query="fbclid=another").body == first.body
        assert site.ask("/kontakt/").body == first.body
    assert len(captured) == 0


def test_where_a_query_counts_it_is_asked_about(site: KeptSite, settings: Any) -> None:
    settings.MIRROR_QUERY_PATHS = [NEWS]
    site.visit(NEWS)
    with CaptureQueriesContext(connection) as captured:
        assert site.ask(NEWS, query="q=1").status == 200
    assert len(captured) > 0
    site.ask("/nyheder/2016/", query="q=1")
    assert site.kept == [NEWS]


def test_the_old_site_s_search_leads_to_ours_although_the_front_page_is_kept(site: KeptSite) -> None:
    site.visit("/")
    reply = site.ask("/", query="s=beboer")
    assert (reply.status, reply.headers["Location"]) == (301, "/soeg/?q=beboer")
    for _ in range(2):
        assert "beboer" in site.ask("/soeg/", query="q=beboer").text
    assert site.kept == ["/"]


@pytest.mark.parametrize(
    "who", [{"HTTP_COOKIE": "a=b; sessionid=forged"}, {"HTTP_AUTHORIZATION": "Basic eDp4"}, {"REQUEST_METHOD": "POST"}]
)
def test_who_may_be_somebody_goes_past_and_leaves_nothing(site: KeptSite, who: dict[str, str]) -> None:
    site.ask("/kontakt/", **who)
    assert site.kept == []
    site.visit("/kontakt/")
    with CaptureQueriesContext(connection) as captured:
        site.ask("/kontakt/", **who)
    assert len(captured) > 0 or who.get("REQUEST_METHOD") == "POST"


def test_the_cookie_of_production_goes_past_too(site: KeptSite, settings: Any) -> None:
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    site.visit("/kontakt/")
    with CaptureQueriesContext(connection) as captured:
        reply = site.ask("/kontakt/", HTTP_COOKIE="__Host-sessionid=forged")
    assert len(captured) > 0
    assert "private" in reply.headers["Cache-Control"]


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost", "localhost:8001", "LOCALHOST:8000", "127.0.0.1:8000", ""]
)
def test_another_host_leaves_nothing(site: KeptSite, host: str) -> None:
    site.ask("/", HTTP_HOST=host)
    assert site.files == set()


ODD_PATHS = [
    "//",
    "/nyheder",
    "//nyheder/",
    "/nyheder//",
    "/nyheder/../kontakt/",
    "/../../etc/passwd/",
    "/%2e%2e/",
    "/nyheder/\0/",
    "/nyheder\\..\\/",
    "/.time",
    "/.time/",
    "/index.html",
    "/nyheder/index.html/",
    "/n%79heder/",
    "/æøå/".encode().decode("latin-1"),
    "/" + "a" * 300 + "/",
    "/" + "a/" * 200,
]


@pytest.mark.parametrize("path", ODD_PATHS)
def test_an_odd_path_leaves_nothing(site: KeptSite, path: str) -> None:
    before = sorted(root().parent.iterdir())
    assert site.ask(path).status in (200, 301, 302, 404)
    assert site.files == set()
    assert sorted(root().parent.iterdir()) == before


def test_a_page_of_a_list_has_one_address(site: KeptSite, commit: Commit) -> None:
    index = NewsIndexPage.objects.get()
    for number in range(15):
        index.add_child(instance=NewsPage(title=f"Post {number}", date="2019-03-01"))
    commit()
    for number in ("02", "0" * 80 + "2", "1", "01"):
        for base in (NEWS, "/nyheder/2019/"):
            reply = site.ask(f"{base}side/{number}/")
            goal = base if number.endswith("1") else f"{base}side/2/"
            # A year's number has six digits at most.
            assert reply.status == 404 or (reply.status, reply.headers["Location"]) == (301, goal)
    assert site.kept == []
    assert "Side 2" in site.visit("/nyheder/side/2/")


@pytest.mark.parametrize(
    "address",
    [
        "/findes-ikke/",
        "/was/",
        "/admin/",
        "/admin/login/",
        "/_util/login/",
        "/sitemap.xml",
        "/robots.txt",
        "/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf",
        "/nyheder/invitation-til-nytaarskur/tilmeld/",
        "/nyheder/invitation-til-nytaarskur/tilmeld/tak/",
        *FEEDS,
    ],
)
def test_what_is_no_plain_page_is_not_kept(site: KeptSite, address: str) -> None:
    site.ask(address)
    assert site.files == set()


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_a_private_page_is_not_kept_nor_one_below(site: KeptSite, commit: Commit, kind: str) -> None:
    section = Page.objects.get(slug="om-os")
    PageViewRestriction.objects.create(page=section, restriction_type=kind, password="kun os")
    commit()
    for address in ("/om-os/", "/om-os/presse/"):
        site.ask(address)
    assert site.kept == []


def test_a_preview_is_not_kept(site: KeptSite, admin_client: Client, commit: Commit) -> None:
    page = Page.objects.get(slug="kontakt").specific
    page.title = "Kun en kladde"
    page.save_revision()
    assert "Kun en kladde" in admin_client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    # Neither is one that nobody's cookie came along with.
    page.make_preview_request()
    commit()
    assert site.files == set()
    assert "Kun en kladde" not in site.visit("/kontakt/")


def test_an_answer_with_a_header_of_its_own_is_not_kept(site: KeptSite, monkeypatch: pytest.MonkeyPatch) -> None:
    from home.models import TextPage

    serve = TextPage.serve
    for name, value in (
        ("X-Robots-Tag", "noindex"),
        ("Set-Cookie", "a=b"),
        ("Vary", "Cookie"),
        ("Cache-Control", "private"),
    ):

        def with_header(self: Any, *args: Any, name: str = name, value: str = value, **kwargs: Any) -> Any:
            response = serve(self, *args, **kwargs)
            response[name] = value
            return response

        monkeypatch.setattr(TextPage, "serve", with_header)
        assert site.ask("/kontakt/").headers[name].startswith(value)
        assert site.files == set(), name


def test_files_are_readable_for_a_front_server_whatever_the_umask(site: KeptSite) -> None:
    import os

    before = os.umask(0o077)
    try:
        site.visit("/nyheder/2016/")
    finally:
        os.umask(before)
    for place in root().rglob("*"):
        if not place.is_symlink() and place.name not in ("lock",):
            assert place.stat().st_mode & 0o777 == (0o755 if place.is_dir() else 0o644), place
    assert not list((root() / "tmp").iterdir())
