"""Photograph every page type, at 360 and 1280 pixels, light and dark, into var/screenshots/; two for the README."""

import io
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree

from PIL import Image

from tools.browser import ChromiumMissing, chromium, ensure_chromium
from tools.site import ROOT, Site, SiteFailed, running_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TARGET = ROOT / "var" / "screenshots"
# The README shows these two, small enough to be committed.
README_PICTURES = ROOT / "docs" / "pictures"
README_WIDTH, README_LIMIT = 800, 80_000
WIDTHS = {360: 800, 1280: 900}
SCHEMES = ("light", "dark")
# Beyond the sitemap: what has an address of its own but is no page in the tree, or must not be found.
FURTHER = ["/nyheder/side/1/", "/nyheder/emne/interessevaretagelse/", "/nyheder/2017/", "/findes-ikke/"]
BEFORE_LOGIN = ["/admin/login/"]
AFTER_LOGIN = ["/admin/", "/admin/pages/", "/admin/reports/"]


def addresses(site: Site) -> list[str]:
    """Take a running site; return the paths in its sitemap."""
    with urllib.request.urlopen(f"{site.url}/sitemap.xml", timeout=60) as answer:  # noqa: S310
        tree = ElementTree.parse(answer)  # noqa: S314  our own site's answer
    places = [element.text or "" for element in tree.iter() if element.tag.endswith("}loc")]
    return sorted({urlsplit(place).path for place in places})


def file_name(path: str, width: int, scheme: str) -> str:
    """Return a picture's name: /nyheder/side/1/ at 360 in the dark is nyheder-side-1.360.dark.png."""
    return f"{path.strip('/').replace('/', '-') or 'forside'}.{width}.{scheme}.png"


def settings() -> Iterator[tuple[int, int, str]]:
    """Yield width, height and colour scheme of each series of pictures."""
    for width, height in WIDTHS.items():
        for scheme in SCHEMES:
            yield width, height, scheme


def sign_in(page: "Page", site: Site) -> None:
    """Sign the administrator in, as a person would."""
    page.goto(f"{site.url}/admin/login/")
    page.fill("input[name=login]", site.username)
    page.fill("input[name=password]", site.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{site.url}/admin/")


def photograph(page: "Page", site: Site, path: str, name: str) -> str:
    """Take one picture of the whole page; return what is wrong with it (it is too wide), or nothing."""
    page.goto(f"{site.url}{path}", wait_until="load")
    # What loads when it comes into view is to be seen as well.
    page.evaluate("document.querySelectorAll('[loading=lazy]').forEach(each => { each.loading = 'eager' })")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=TARGET / name, full_page=True, animations="disabled")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return f"{name}: {wide} px wider than the window" if wide > 0 else ""


def photograph_all(browser: "Browser", site: Site) -> list[str]:
    """Photograph public pages and the admin in every setting; return what is wrong."""
    public = addresses(site) + FURTHER + BEFORE_LOGIN
    wrong = []
    for width, height, scheme in settings():
        page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="da-DK",
        )
        wrong += [photograph(page, site, path, file_name(path, width, scheme)) for path in public]
        sign_in(page, site)
        wrong += [photograph(page, site, path, file_name(path, width, scheme)) for path in AFTER_LOGIN]
        page.close()
        print(f"{width} px, {scheme}: {len(public) + len(AFTER_LOGIN)} pages", flush=True)
    return [line for line in wrong if line]


def save_small(shot: bytes, target: Path) -> str:
    """Write a screenshot as a small PNG of few colours; return what is wrong with it (too large), or nothing."""
    with Image.open(io.BytesIO(shot)) as large:
        height = round(large.height * README_WIDTH / large.width)
        small = large.convert("RGB").resize((README_WIDTH, height), Image.Resampling.LANCZOS)
    # Dithering makes flat fills noisy, and the file large.
    small.quantize(256, kmeans=4, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    return f"{target.name}: {size} bytes, more than {README_LIMIT}" if size > README_LIMIT else ""


def photograph_for_readme(browser: "Browser", site: Site) -> list[str]:
    """Photograph the top of the front page and the admin's start page; return what is wrong."""
    README_PICTURES.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(viewport={"width": 1280, "height": 880}, color_scheme="light", locale="da-DK")
    page.goto(f"{site.url}/", wait_until="networkidle")
    wrong = [save_small(page.screenshot(animations="disabled"), README_PICTURES / "forside.png")]
    sign_in(page, site)
    page.wait_for_load_state("networkidle")
    wrong.append(save_small(page.screenshot(animations="disabled"), README_PICTURES / "admin.png"))
    page.close()
    return [line for line in wrong if line]


def main() -> int:
    """Start the site with its initial content, photograph it; return the exit code."""
    try:
        ensure_chromium()
        shutil.rmtree(TARGET, ignore_errors=True)
        TARGET.mkdir(parents=True)
        with tempfile.TemporaryDirectory(prefix="screenshots-") as folder:
            print("Starting the site with its initial content", flush=True)
            with running_site(Path(folder)) as site, chromium() as browser:
                wrong = photograph_for_readme(browser, site) + photograph_all(browser, site)
    except (ChromiumMissing, SiteFailed) as error:
        print(f"make: {error}", file=sys.stderr)
        return 1
    print(
        *wrong,
        f"Pictures are in {TARGET.relative_to(ROOT)}/, those of the README in {README_PICTURES.relative_to(ROOT)}/",
        sep="\n",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
