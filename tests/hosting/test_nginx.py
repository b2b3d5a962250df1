"""nginx before the site: what it answers itself is what the application would answer, and stays when that is away."""

import gzip
import json
import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.conf import settings

from core.limits import FILM_BYTES
from tests.hosting.front import Front, Reply, front
from tests.hosting.test_headers import ALWAYS
from tools.nginx import HEADERS, ensure_nginx, headers
from tools.site import ROOT

NGINX_ETAG = re.compile(r'"[0-9a-f]+-[0-9a-f]+"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Front]:
    """The running site, whose front page and others are kept already."""
    with front(tmp_path_factory.mktemp("front")) as running:
        end = time.monotonic() + 60
        while not (running.mirror / "errors/503.html").exists():
            assert time.monotonic() < end
            time.sleep(0.1)
        for path in ("/", "/kontakt/", "/nyheder/"):
            assert running.ask_behind(path).status == 200
        yield running


def is_file(reply: Reply) -> bool:
    """Whether nginx answered from a file."""
    return reply.status == 200 and bool(NGINX_ETAG.fullmatch(reply.headers.get("etag", "")))


def alike(reply: Reply) -> dict[str, Any]:
    """Return what two answers to one request must have in common."""
    named = {name: reply.headers.get(name.lower()) for name in ALWAYS}
    policy = str(named.pop("Content-Security-Policy")).split("; ")
    kind = reply.headers.get("content-type", "").replace('"', "").lower()
    return {**named, "policy": sorted(policy), "kind": kind, "age": reply.headers.get("cache-control")}


def address_in(page: bytes, pattern: str) -> str:
    """Return the first address in a page that looks so."""
    found = re.search(pattern, page.decode())
    assert found, pattern
    return found[0]


def test_files_are_answered_as_the_application_would(site: Front) -> None:
    home = site.ask("/")
    post = site.ask("/nyheder/")
    addresses = {
        "/": True,
        "/kontakt/": True,
        "/nyheder/?fbclid=x": True,
        address_in(home.body, r"/static/[^\"]+\.css"): True,
        address_in(home.body, r"/static/[^\"]+\.js"): True,
        address_in(home.body, r"/static/[^\"]+\.svg"): True,
        address_in(home.body, r"/media/images/[^\" ]+\.webp"): True,
        "/media/images/findes-ikke.webp": False,
        "/media/original_images/vagthund.png": False,
        "/media/documents/aarsskrift-2016.pdf": False,
        "/findes-ikke/": False,
        "/soeg/?q=beboere": False,
        "/nyheder/rss/": False,
        "/robots.txt": False,
        "/kontakt": False,
        "/current/kontakt/": False,
        "/last-good/": False,
        "/503.html": False,
        "/.time": False,
    }
    assert post.status == 200
    for path, kept in addresses.items():
        seen, behind = site.ask(path), site.ask_behind(path)
        assert is_file(seen) is kept, path
        assert (seen.status, alike(seen)) == (behind.status, alike(behind)), path
        assert seen.body == behind.body or not kept, path
    for name, value in ALWAYS.items():
        assert value is None or home.headers[name.lower()] == value


def test_who_may_be_somebody_is_left_to_the_application(site: Front) -> None:
    assert is_file(site.ask("/kontakt/", Cookie="andet=sessionid"))
    for asked in (
        {"Cookie": "a=b; __Host-sessionid=x"},
        {"Cookie": "sessionid=x"},
        {"Authorization": "Basic x"},
        {"method": "POST", "Content_Length": "0"},
    ):
        seen = site.ask("/kontakt/", **asked)
        assert not is_file(seen), asked
        assert alike(seen) == alike(site.ask_behind("/kontakt/", **asked))
    # The old site's addresses are no front page.
    for name in settings.MIRROR_QUERY_NAMES:
        seen, behind = site.ask(f"/?{name}=3"), site.ask_behind(f"/?{name}=3")
        assert (seen.status, alike(seen)) == (behind.status, alike(behind)), name
        assert not is_file(seen) and seen.headers.get("location") == behind.headers.get("location"), name
    assert site.ask("/?s=beboere").status in (301, 302)


def test_files_are_small_known_and_read_in_parts(site: Front) -> None:
    plain = site.ask("/kontakt/")
    brotlied, zipped = site.ask("/kontakt/", Accept_Encoding="gzip, br"), site.ask("/kontakt/", Accept_Encoding="gzip")
    assert brotlied.headers["content-encoding"] == "br" and brotli.decompress(brotlied.body) == plain.body
    assert zipped.headers["content-encoding"] == "gzip" and gzip.decompress(zipped.body) == plain.body
    assert "content-encoding" not in site.ask("/kontakt/", Accept_Encoding="br;q=0").headers
    assert {reply.headers["vary"] for reply in (plain, brotlied, zipped)} == {"Accept-Encoding"}
    assert site.ask("/kontakt/", If_None_Match=plain.headers["etag"]).status == 304
    head = site.ask("/kontakt/", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(plain.body)))
    sheet = address_in(plain.body, r"/static/[^\"]+\.css")
    assert gzip.decompress(site.ask(sheet, Accept_Encoding="gzip").body) == site.ask(sheet).body
    picture = address_in(site.ask("/").body, r"/media/images/[^\" ]+\.webp")
    part = site.ask(picture, Range="bytes=0-3")
    assert (part.status, part.body) == (206, b"RIFF")


def test_another_name_or_no_encryption_gets_no_page(site: Front) -> None:
    assert site.ask("/kontakt/", Host="example.org").status == 421
    moved = site.ask_plainly("/kontakt/?a=b")
    assert (moved.status, moved.headers["location"]) == (301, f"https://{site.netloc}/kontakt/?a=b")
    assert alike(moved)["Strict-Transport-Security"]
    # Machines that look after the site know no name; nor does who gives certificates ask by https.
    assert json.loads(site.ask_plainly("/healthz/live", Host="10.0.0.1").body) == {"live": True}
    (site.folder / "challenges/.well-known/acme-challenge/proof").write_text("ours")
    assert site.ask_plainly("/.well-known/acme-challenge/proof").body == b"ours"
    with pytest.raises(ssl.SSLError):
        ssl.get_server_certificate(("127.0.0.1", site.https), timeout=10)


def test_requests_are_noted_without_who_made_them(site: Front) -> None:
    asked = {"User_Agent": "Mozilla/5.0", "Cookie": "a=hemmelig", "X_Forwarded_For": "203.0.113.7"}
    known = site.ask("/nyheder/?q=anna@example.org", X_Request_ID="noted-in-the-test", **asked)
    behind = site.ask("/nyheder/a/tilmeld/ret/minnoegle/", X_Request_ID='odd "id"', **asked)
    assert known.headers["x-request-id"] == "noted-in-the-test" and len(behind.headers["x-request-id"]) == 32
    site.ask("/", User_Agent="Examplebot/1.0", X_Request_ID="asked-by-a-program")
    noted = {entry["request"]: entry for entry in map(json.loads, site.noted.splitlines())}
    entry = noted["noted-in-the-test"]
    assert set(entry) == {"time", "method", "path", "status", "bytes", "seconds", "robot", "request"}
    assert (entry["path"], entry["status"], entry["robot"]) == ("/nyheder/", 200, 0)
    assert noted[behind.headers["x-request-id"]]["path"] == "/nyheder/a/tilmeld/ret/…"
    assert noted["asked-by-a-program"]["robot"] == 1
    secrets = ["anna@", "hemmelig", "203.0.113.7", "127.0.0.1", "Mozilla", "minnoegle"]
    assert not [secret for secret in secrets if secret in site.noted + (site.folder / "nginx.err").read_text()]


def test_what_cannot_be_read_is_refused_in_danish_and_nobody_is_named(site: Front) -> None:
    trusting = ssl._create_unverified_context()  # noqa: S323
    for host in (site.netloc, "example.org"):
        plain = socket.create_connection(("localhost", site.https))
        with trusting.wrap_socket(plain, server_hostname="localhost") as sent:
            sent.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nHost: b\r\n\r\n".encode())
            said = b"".join(iter(partial(sent.recv, 65536), b"")).decode()
        head, _, page = said.partition("\r\n\r\n")
        assert head.startswith("HTTP/1.1 400 ") and "Retry-After" not in head, host
        assert head.count("X-Frame-Options: DENY") == 1, host
        assert ('lang="da"' in page) == (host == site.netloc)
    with socket.create_connection(("localhost", site.https)) as mangled:
        mangled.sendall(b"\x16\x03\x01\x00\x05hello" * 9)
        mangled.recv(100)
    with socket.create_connection(("localhost", site.web)) as mangled:
        mangled.sendall(b"GET / HTTP/9.9\r\n\r\n")
        assert b" 400 " in mangled.recv(100)
    written = (site.folder / "nginx.err").read_text() + (site.folder / "data/site.log").read_text()
    assert "Invalid request" in written and not re.search(r"127\.0\.0\.1(?!:)|client:|::1", written)


def test_too_much_text_is_refused_in_danish(site: Front) -> None:
    for path in ("/kontakt/", "/admin/login/", "/admin/login/kode/", "/admin/images/add/"):
        refused = site.ask(path, "POST", Content_Length="2000000")
        assert refused.status == 413 and "retry-after" not in refused.headers, path
        assert "Der var for meget tekst" in refused.body.decode() and alike(refused)["X-Frame-Options"] == "DENY"
        # Where staff send files, the application looks who it is.
        assert ("etag" in refused.headers) is (path != "/admin/images/add/"), path
    assert site.ask("/admin/login/").status == 200


def test_whoever_sends_a_large_file_to_the_admin_reads_why_it_is_refused(site: Front) -> None:
    command = ["curl", "-sk", "-o", "-", "-w", "%{http_code}", "--data-binary", "@-", "-H", "Content-Type: image/png"]
    done = subprocess.run(
        [*command, f"https://{site.netloc}/admin/images/add/"], input=b"x" * 60_000_000, capture_output=True
    )
    assert done.stdout.endswith(b"413") and "logget ind" in done.stdout.decode()


def test_pages_stay_when_the_application_is_away(site: Front) -> None:
    site.running.close()
    assert is_file(site.ask("/kontakt/"))
    # Between two generations nothing is kept; then the last page there was is as good.
    (site.mirror / "current").unlink()
    assert "Kontakt" in site.ask("/kontakt/").body.decode()
    down = site.ask("/soeg/?q=beboere")
    assert (down.status, down.headers["retry-after"]) == (503, "60")
    assert "22" in down.body.decode() and alike(down)["X-Frame-Options"] == "DENY"
    assert site.ask("/admin/").status == 503
    assert site.ask("/findes-ikke/", Cookie="__Host-sessionid=x").status == 503


def test_the_headers_file_is_made_of_the_settings() -> None:
    assert HEADERS.read_text() == headers(), "run: python -m tools.nginx"


def test_the_largest_film_gets_as_far_as_the_application() -> None:
    template = (ROOT / "hosting/nginx/site.conf.template").read_text()
    megabytes = re.search(r"client_max_body_size (\d+)m;", template)
    assert megabytes and int(megabytes[1]) * 1_000_000 > FILM_BYTES


@pytest.mark.parametrize(
    ("site_url", "said"),
    [
        # Without a certificate, for a server before it that has one.
        ("https://example.org", "syntax is ok"),
        ("http://example.org", "nginx: SITE_URL must be an https address, not 'http://example.org'"),
    ],
)
def test_the_start_takes_an_address_with_https_alone(tmp_path: Path, site_url: str, said: str) -> None:
    own = {"PATH": os.environ["PATH"], "NGINX": str(ensure_nginx()), "RUN": str(tmp_path), "DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [ROOT / "hosting/nginx/start", "-t"], env={**own, "SITE_URL": site_url}, capture_output=True, text=True
    )
    assert said in done.stderr, done.stderr
    if done.returncode == 0:
        assert "listen 8080" in (tmp_path / "plain.conf").read_text()
