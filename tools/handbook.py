"""Take the pictures of the handbook from the running site, into static/admin/help/; `make handbook`."""

import io
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tools.browser import ChromiumMissing, chromium, ensure_chromium
from tools.screenshots import sign_in
from tools.site import ROOT, Site, SiteFailed, running_site

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

TARGET = ROOT / "static" / "admin" / "help"
WINDOW: "ViewportSize" = {"width": 1200, "height": 825}
SIZE = (960, 660)
# A frame around what the text speaks of.
FRAME = """element => {
    element.style.outline = "4px solid #9c3b26";
    // Inside of what reaches to the window's edge.
    element.style.outlineOffset = element.getBoundingClientRect().right > innerWidth - 10 ? "-6px" : "4px";
}"""


def key(site: Site, table: str, column: str = "id", which: str = "MIN") -> int:
    """Return the first (or last, MAX) key in a table of the site's database."""
    with sqlite3.connect(f"file:{site.data_folder / 'db.sqlite3'}?mode=ro", uri=True) as link:
        return int(link.execute(f"SELECT {which}({column}) FROM {table}").fetchone()[0])  # noqa: S608  our own names


def mission(site: Site) -> str:
    """Return the address at which a mission page is changed."""
    return f"/admin/pages/{key(site, 'home_missionpage', 'page_ptr_id', 'MAX')}/edit/"


def go(page: "Page", site: Site, address: str) -> None:
    """Open an address, and wait until nothing is loading."""
    page.goto(site.url + address)
    page.wait_for_load_state("networkidle")


def press(page: "Page", name: str) -> None:
    """Answer the editor's form as the button of that name does, and wait for what follows.

    The administrator, who takes the pictures, may publish and isn't offered to ask for approval.
    """
    page.locator("textarea[name=summary]").evaluate(
        """(field, name) => {
            const button = Object.assign(document.createElement("button"), {name, value: name});
            field.form.append(button);
            field.form.requestSubmit(button);
        }""",
        name,
    )
    page.wait_for_load_state("load")
    page.locator(".messages .success").first.wait_for()


def news(page: "Page", site: Site) -> str:
    """A new post, begun."""
    index = key(site, "news_newsindexpage", "page_ptr_id")
    go(page, site, f"/admin/pages/add/news/newspage/{index}/")
    page.fill("input[name=title]", "Åbent hus i januar")
    page.fill("textarea[name=summary]", "Kom og se, hvad vi laver, og få en kop kaffe.")
    return "form footer"


def change(page: "Page", site: Site) -> str:
    """The field that finds a page."""
    go(page, site, "/admin/")
    return "main [role=search]"


def undo(page: "Page", site: Site) -> str:
    """The versions of a page that was changed."""
    address = mission(site)
    for text in ("Vi fortæller om områderne, som de er.", "Vi fortæller om områderne, som de er i dag."):
        go(page, site, address)
        page.fill("textarea[name=summary]", text)
        press(page, "action-publish")
    go(page, site, address.replace("/edit/", "/history/"))
    return "main table"


def guests(page: "Page", site: Site) -> str:
    """A guest list with somebody on it."""
    invitation = key(site, "news_invitationpage", "newspage_ptr_id", "MAX")
    for name in ("Eksempel Et", "Eksempel To"):
        go(page, site, f"/admin/tilmeldinger/{invitation}/ny/")
        page.fill("input[name=name]", name)
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_load_state("load")
    go(page, site, f"/admin/tilmeldinger/{invitation}/")
    return "main table"


def report(page: "Page", site: Site) -> str:
    """Where the report's file is chosen."""
    go(page, site, "/admin/aarsskrift/")
    return "main form"


def picture(page: "Page", site: Site) -> str:
    """A picture with its description."""
    go(page, site, f"/admin/images/{key(site, 'core_siteimage')}/")
    return "#id_description"


def staff(page: "Page", site: Site) -> str:
    """Somebody of the staff."""
    go(page, site, f"/admin/snippets/people/person/edit/{key(site, 'people_person')}/")
    return "input[name=phone]"


def leaving(page: "Page", site: Site) -> str:
    """Somebody who leaves."""
    go(page, site, f"/admin/fratraeder/{key(site, 'people_person', which='MAX')}/")
    return "main"


def approval(page: "Page", site: Site) -> str:
    """A page that waits to be approved."""
    go(page, site, mission(site))
    if not page.locator("[data-workflow-action-name=approve]").count():
        page.fill("textarea[name=summary]", "Vi fortæller om områderne, som de er nu.")
        press(page, "action-submit")
        go(page, site, mission(site))
    return "form footer"


def signing_in(page: "Page", site: Site) -> str:
    """Signing in, seen by somebody who hasn't."""
    page.context.clear_cookies()
    go(page, site, "/admin/login/")
    return "main form, .content-wrapper form, form"


def trouble(page: "Page", site: Site) -> str:
    """The mails and how they fared."""
    go(page, site, "/admin/reports/mails/")
    return "main"


# Each picture by its task; signing in comes last, as nobody is signed in after it.
SCENES: dict[str, Callable[["Page", Site], str]] = {
    "nyhed": news,
    "ret": change,
    "fortryd": undo,
    "invitation": guests,
    "aarsskrift": report,
    "billeder": picture,
    "medarbejdere": staff,
    "fratraeder": leaving,
    "godkend": approval,
    "galt": trouble,
    "log-ind": signing_in,
}


def play(page: "Page", site: Site, slug: str) -> bytes:
    """Bring a task's page about and frame what matters; return the picture as WebP."""
    framed = page.locator(SCENES[slug](page, site)).first
    framed.wait_for()
    framed.evaluate(FRAME)
    with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as large:
        small = large.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
    written = io.BytesIO()
    small.save(written, "WEBP", quality=82, method=6)
    return written.getvalue()


def main() -> int:
    """Start the site with its initial content and take every picture; return the exit code."""
    try:
        ensure_chromium()
        TARGET.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
            print("Starting the site with its initial content", flush=True)
            with running_site(Path(folder), seconds=600) as site, chromium() as browser:
                page = browser.new_page(viewport=WINDOW, color_scheme="light", locale="da-DK")
                sign_in(page, site)
                for slug in SCENES:
                    (TARGET / f"{slug}.webp").write_bytes(play(page, site, slug))
                    print(f"  {slug}", flush=True)
    except (ChromiumMissing, SiteFailed) as error:
        print(f"make: {error}", file=sys.stderr)
        return 1
    for old in TARGET.glob("*.webp"):
        if old.stem not in SCENES:
            old.unlink()
    print(f"Pictures are in {TARGET.relative_to(ROOT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
