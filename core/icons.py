"""The icons that browsers ask for by themselves: /favicon.ico and the web app manifest."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from core.site_settings import SiteSettings

PAPER = "#fbf7f0"
SHORT_NAME = "Fællessekretariatet"
A_DAY = "public, max-age=86400"


@lru_cache(maxsize=1)
def _favicon() -> bytes:
    return (settings.BASE_DIR / "static" / "img" / "icons" / "favicon.ico").read_bytes()


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon at the address where browsers look for one without being told."""
    return HttpResponse(_favicon(), content_type="image/x-icon", headers={"Cache-Control": A_DAY})


@require_safe
def web_manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows when the site is put on its home screen (W3C Web Application Manifest)."""
    name = SiteSettings.load().name
    shapes = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable"))
    icons = [
        {"src": static(f"img/icons/{file}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for file, size, purpose in shapes
    ]
    manifest = {
        "name": name,
        "short_name": SHORT_NAME if SHORT_NAME[:-2] in name else name,
        "lang": "da",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": icons,
    }
    headers = {"Cache-Control": A_DAY}
    options = {"ensure_ascii": False}
    return JsonResponse(manifest, json_dumps_params=options, content_type="application/manifest+json", headers=headers)
