"""The headers that keep a browser on its guard: the same whoever answers, Django, a kept file or a static one."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.mirror.conftest import KeptSite

# What every answer bears in production; of the first, more is said below.
ALWAYS = {
    "Content-Security-Policy": None,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": None,
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.fixture
def production(settings: Any, tmp_path: Path) -> None:
    """The settings of a site with https, as settings.py makes them; and one static file."""
    settings.SITE_URL = "https://example.org"
    settings.ALLOWED_HOSTS = ["example.org"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "site.css").write_text("body {}")


def guarding(headers: dict[str, str]) -> dict[str, str | None]:
    """Return those of the headers of an answer that this is about; the order of a policy's parts says nothing."""
    found = {name: headers.get(name) for name in ALWAYS}
    policy = found["Content-Security-Policy"] or ""
    return {**found, "Content-Security-Policy": "; ".join(sorted(policy.split("; ")))}


def test_every_answer_of_a_public_site_bears_the_same_headers(production: None, site: KeptSite) -> None:
    rendered, kept = site.ask("/kontakt/"), site.ask("/kontakt/")
    assert kept.headers["ETag"] and kept.text == rendered.text
    wanted = guarding(kept.headers)
    assert {name: value for name, value in wanted.items() if ALWAYS[name]} == {k: v for k, v in ALWAYS.items() if v}
    policy = wanted["Content-Security-Policy"] or ""
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert "camera=()" in (wanted["Permissions-Policy"] or "")
    others = ["/static/site.css", "/findes-ikke/", "/robots.txt", "/nyheder/rss/", "/documents/999/x.pdf", "/%00/"]
    others += ["/?s=beboere", "/media/originals/x.png"]
    for path in [*others, "/soeg/"]:
        assert guarding(site.ask(path).headers) == wanted, path
    assert guarding(site.ask("/kontakt/", method="POST").headers) == wanted
    assert guarding(rendered.headers) == wanted


def test_pictures_may_stand_on_other_pages(production: None, site: KeptSite) -> None:
    from core.models import SiteRendition

    address = SiteRendition.objects.first().url
    assert site.ask(address).headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_admin_lets_no_inline_script_through_and_frames_only_itself(production: None, leader: Any) -> None:
    client = Client(SERVER_NAME="example.org", HTTP_X_FORWARDED_PROTO="https")
    client.force_login(leader)
    answer = client.get("/admin/account/")
    own = guarding(dict(answer.items()))
    policy = {part.split()[0]: part.split()[1:] for part in str(own.pop("Content-Security-Policy")).split("; ")}
    assert policy["script-src"] == ["'self'"] and policy["default-src"] == ["'none'"]
    assert own == {**own, **{name: value for name, value in ALWAYS.items() if value}}
    assert "no-store" in answer["Cache-Control"]


def test_cookies_belong_to_this_host_alone(production: None, db: None) -> None:
    client = Client(SERVER_NAME="example.org", HTTP_X_FORWARDED_PROTO="https")
    client.get("/admin/login/")
    assert list(client.cookies) == ["__Host-csrftoken"]
    cookie = client.cookies["__Host-csrftoken"]
    assert cookie["secure"] and cookie["path"] == "/" and not cookie["domain"] and cookie["samesite"] == "Lax"


def test_plain_http_leads_to_https(production: None, db: None) -> None:
    answer = Client(SERVER_NAME="example.org").get("/kontakt/")
    assert (answer.status_code, answer["Location"]) == (301, "https://example.org/kontakt/")
