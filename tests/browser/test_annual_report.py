"""Publishing the annual report by mouse, finger and keyboard: how many taps it takes, and what the staff see."""

import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import DESKTOP, Visit, Visitor
from tests.browser.hands import LARGE, THUMB, Hands
from tests.editorial.reports import report_pdf
from tools.site import Site

MOST_INTERACTIONS = 4
# A report may be read while other tests keep the machine busy.
PATIENCE = 60_000


def pdf(title: str, padding: int = 0) -> FilePayload:
    """A report to choose, made larger by bytes that no reader looks at."""
    content = report_pdf(title) + b"\n%" + b"0" * padding
    return {"name": f"{title}.pdf", "mimeType": "application/pdf", "buffer": content}


@pytest.fixture(params=[{"viewport": DESKTOP}, THUMB], ids=["mouse", "thumb"])
def desk(request: pytest.FixtureRequest, visitor: Visitor, site: Site) -> Iterator[Visit]:
    """The start page of the admin, signed in, on a desk and on a phone."""
    visit = visitor(**request.param)
    page = visit.open("/admin/")
    page.fill("input[name=login]", site.username)
    page.fill("input[name=password]", site.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    page.wait_for_load_state("networkidle")
    yield visit
    assert visit.faults == []


def is_touch(visit: Visit) -> bool:
    """Whether the visit is one by thumb."""
    return visit.page.viewport_size["width"] == THUMB["viewport"]["width"]  # type: ignore[index]


def keeps_its_width(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_report_is_online_in_few_taps_and_offline_again(desk: Visit, visitor: Visitor) -> None:
    page = desk.page
    year = 2019 if is_touch(desk) else 2018
    hands = Hands(page, is_touch(desk))
    assert keeps_its_width(page)
    hands.press("[data-choice=report]", least=LARGE)
    page.wait_for_url("**/admin/aarsskrift/")
    page.wait_for_load_state("networkidle")
    assert keeps_its_width(page)
    hands.choose("input[type=file]", pdf(f"Årsskrift {year}"))
    expect(page.locator("[name=action-publish]")).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    assert keeps_its_width(page)
    expect(page.locator("#id_report-title")).to_have_value(f"Årsskrift {year}")
    expect(page.locator("#id_report-slug")).to_have_value(f"aarsskrift-{year}")
    expect(page.locator("#id_post-slug")).to_have_value(f"aarsskrift-{year}")
    assert page.locator(".report-form__cover").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert page.locator("[name=action-publish]").evaluate(
        "button => button.getBoundingClientRect().bottom <= window.innerHeight"
    )
    hands.press("[name=action-publish]", least=LARGE)
    expect(page.locator(".report-done__page")).to_have_count(2, timeout=PATIENCE)
    assert hands.count <= MOST_INTERACTIONS
    assert keeps_its_width(page)

    reader = visitor()
    post = reader.open(f"/nyheder/aarsskrift-{year}/")
    assert f"/udgivelser/aarsskrift-{year}/" in post.locator("main").inner_html()
    assert reader.open(f"/udgivelser/aarsskrift-{year}/").locator("h1").inner_text() == f"Årsskrift {year}"
    assert reader.faults == []

    # Undone as easily; the site is as it was for the tests that follow.
    done = page.url
    for left in (1, 0):
        page.locator("a", has_text="Træk tilbage").first.click()
        page.locator("main form [type=submit]").first.click()
        page.wait_for_load_state("networkidle")
        page.goto(done)
        expect(page.locator("a", has_text="Træk tilbage")).to_have_count(left)
    assert visitor().page.request.get(f"{desk.base_url}/udgivelser/aarsskrift-{year}/").status == 404


def test_sending_shows_how_far_it_is_and_can_be_cancelled(desk: Visit) -> None:
    page = desk.open("/admin/documents/")
    documents = page.locator("main tbody tr").count()
    desk.open("/admin/aarsskrift/")
    network = desk.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 400_000}
    network.send("Network.emulateNetworkConditions", slow)
    page.set_input_files("input[type=file]", pdf("Årsskrift 2030", padding=4_000_000))
    expect(page.locator("[data-percent]")).to_have_text(re.compile(r"^([1-9]|[1-9]\d) %$"), timeout=PATIENCE)
    assert keeps_its_width(page)
    page.locator("[data-cancel]").tap() if is_touch(desk) else page.keyboard.press("Enter")
    expect(page.locator("[data-error]")).to_have_text("Filen blev ikke sendt.")
    expect(page.locator("[data-zone]")).to_be_visible()
    network.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": -1})
    assert desk.open("/admin/documents/").locator("main tbody tr").count() == documents


REFUSED: dict[str, Any] = {
    "empty": (b"", "Filen er tom."),
    "HTML": (b"<!doctype html>", "Filen er ikke en PDF"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_wrong_file_is_refused_before_it_is_sent(desk: Visit, kind: str) -> None:
    content, words = REFUSED[kind]
    page = desk.open("/admin/aarsskrift/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.set_input_files(
        "input[type=file]", {"name": "aarsskrift.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    expect(page.locator("[data-error]")).to_contain_text(words)
    assert sent == []


def test_a_file_is_dropped_and_cancelled(desk: Visit) -> None:
    page = desk.open("/admin/aarsskrift/")
    file = pdf("Årsskrift 2032")
    dropped = page.evaluate_handle(
        """([name, content]) => {
            const data = new DataTransfer();
            data.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name));
            return data;
        }""",
        [file["name"], b64encode(file["buffer"]).decode()],
    )
    page.dispatch_event("[data-zone]", "drop", {"dataTransfer": dropped})
    expect(page.locator("[name=action-publish]")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#id_report-title")).to_have_value("Årsskrift 2032")
    page.click("button:has-text('Annullér')")
    page.wait_for_url("**/admin/")
    assert page.locator(".report-unfinished", has_text="2032").count() == 0


def test_it_works_without_a_script(visitor: Visitor, desk: Visit) -> None:
    options = THUMB if is_touch(desk) else {"viewport": DESKTOP}
    plain = visitor(java_script_enabled=False, storage_state=desk.context.storage_state(), **options)
    page = plain.open("/admin/aarsskrift/")
    page.set_input_files("input[type=file]", pdf("Årsskrift 2031"))
    page.click("form.report-drop button[type=submit]")
    looks = iter(range(200))
    while page.locator("[name=action-publish]").count() == 0 and next(looks) >= 0:
        with page.expect_navigation():
            page.click(".report-reading noscript a")
    page.click("text=Annullér")
    page.wait_for_url("**/admin/")
    assert page.locator(".report-unfinished", has_text="2031").count() == 0
