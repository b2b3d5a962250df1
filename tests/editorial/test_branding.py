"""Signing in and the admin carry the house's name, mark and colours."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = pytest.mark.django_db

NAME = "Det Boligsociale Fællessekretariat"
BEFORE = ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/done/", "/admin/password_reset/complete/"]


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("address", BEFORE)
def test_pages_before_signing_in_are_ours(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert re.search(rf"<title>[^<]*{NAME}</title>", html)
    assert "admin/admin.css" in html
    assert "/favicon.ico" in html
    assert "wagtailadmin/images/favicon.ico" not in html
    assert "icon-wagtail" not in html


def test_signing_in_says_whose_site_it_is_in_danish(client: Client) -> None:
    html = client.get("/admin/login/").content.decode()
    assert "<h1>Log ind</h1>" in html
    assert "Her skriver medarbejderne på hjemmesiden" in html
    for words in ("Adgangskode", "Har du glemt din adgangskode?", "E-mail eller brugernavn"):
        assert words in html
    for words in ("Sign in", "Password<", "Remember me", "Forgotten"):
        assert words not in html


def test_the_admin_shows_our_mark(client: Client, editor: object) -> None:
    client.force_login(editor)  # type: ignore[arg-type]
    html = client.get("/admin/").content.decode()
    mark = re.search(r"<template data-wagtail-sidebar-branding-logo>(.*?)</template>", html, re.DOTALL)
    assert mark and "<svg" in mark[1]
    assert f"{NAME}</title>" in html


def test_the_admin_s_colours_have_contrast() -> None:
    css = (settings.BASE_DIR / "static" / "admin" / "admin.css").read_text(encoding="utf-8")
    blocks = re.findall(r"\{([^{}]*--w-color-secondary:[^{}]*)\}", css)
    light, dark, system = (dict(re.findall(r"--w-color-([\w-]+): (#\w{6})", block)) for block in blocks)
    assert dark == system
    # White on the menu and on buttons, links on white; in the dark links on Wagtail's page (grey 600).
    assert contrast("#ffffff", light["primary"]) >= 7
    assert contrast("#ffffff", light["secondary"]) >= 7
    assert contrast("#ffffff", light["secondary-400"]) >= 7
    assert contrast("#ffffff", dark["secondary"]) >= 4.5
    assert contrast("#ffffff", dark["secondary-400"]) >= 4.5
    assert contrast("#262626", dark["secondary-100"]) >= 7
    assert contrast("#262626", dark["focus"]) >= 3
    for ground in ("#ffffff", light["primary"]):
        assert contrast(ground, light["focus"]) >= 3


def test_the_admin_s_stylesheet_is_not_the_visitors_s() -> None:
    site = finders.find("css/site.css")
    with open(str(site), encoding="utf-8") as file:
        assert "--w-color" not in file.read()
