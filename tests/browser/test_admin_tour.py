"""Every view of the admin once: its script policy is kept, nothing is logged, and every word came through a catalogue.

The site of this tour speaks a Danish in which each catalogue string carries marks (tests/browser/tour/).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import DESKTOP, Visit
from tests.browser.tour import cast, doing
from tests.browser.tour.contents import Contents
from tests.browser.tour.going import Tour
from tools.screenshots import sign_in
from tools.site import Site

HEARD = """addEventListener("securitypolicyviolation", event =>
    console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""
# What a question before a change looks like; the views that are linked from them are found from there.
QUESTIONS = {
    "SELECT page_ptr_id FROM news_newspage LIMIT 1": ["pages/{}/delete/", "pages/{}/move/", "som-sidste-aar/{}/"],
    "SELECT page_ptr_id FROM home_missionpage LIMIT 1": ["pages/{}/delete/", "pages/{}/history/"],
    "SELECT id FROM core_siteimage LIMIT 1": ["images/{}/delete/"],
    "SELECT id FROM core_sitedocument LIMIT 1": ["documents/delete/{}/"],
    "SELECT id FROM news_video LIMIT 1": ["media/delete/{}/"],
    "SELECT id FROM people_person LIMIT 1": ["snippets/people/person/delete/{}/", "snippets/people/person/copy/{}/"],
    "SELECT id FROM people_partner LIMIT 1": ["snippets/people/partner/delete/{}/"],
    "SELECT id FROM core_topic ORDER BY id DESC LIMIT 1": ["snippets/core/topic/delete/{}/"],
    "SELECT id FROM auth_user ORDER BY id DESC LIMIT 1": ["users/delete/{}/"],
    "SELECT id FROM wagtailredirects_redirect LIMIT 1": ["redirects/{}/delete/", "redirects/import/?{}"],
    "SELECT invitation_id FROM news_signup LIMIT 1": ["tilmeldinger/{}/skriv/", "tilmeldinger/{}/navneliste/"],
}


Guide = Callable[[str, str], tuple[Tour, Visit]]


@pytest.fixture
def tour_as(marked_site: Site, chromium: Browser) -> Iterator[Guide]:
    """Begin a tour signed in as somebody, by name and password."""
    contexts: list[BrowserContext] = []

    def begin(name: str, password: str) -> tuple[Tour, Visit]:
        context = chromium.new_context(locale="da-DK", timezone_id="Europe/Copenhagen", viewport=DESKTOP)
        contexts.append(context)
        context.add_init_script(HEARD)
        visit = Visit(context.new_page(), context, marked_site.url)
        visit.watch()
        sign_in(visit.page, replace(marked_site, username=name, password=password))
        return Tour(visit.page, marked_site.url, Contents(marked_site.data_folder / "db.sqlite3")), visit

    yield begin
    for context in contexts:
        context.close()


def assert_clean(tour: Tour, visit: Visit) -> None:
    """Nothing was against the policy or logged, and nothing came through no catalogue."""
    assert not visit.faults, "\n".join(visit.faults)
    assert not tour.foreign, "\n".join(f"{text!r} at {where}" for text, where in tour.foreign.items())


def test_every_view_keeps_its_policy_and_is_danish(tour_as: Guide, marked_site: Site) -> None:
    tour, visit = tour_as(marked_site.username, marked_site.password)
    one_of_each = tour.contents.rows("SELECT MIN(id) FROM wagtailcore_page WHERE depth > 1 GROUP BY content_type_id")
    questions = [
        f"/admin/{address.format(key)}"
        for statement, addresses in QUESTIONS.items()
        for key in tour.contents.rows(statement)
        for address in addresses
    ]
    # The first of the patterns stands for all; the page of all of them together takes long.
    tour.everywhere(
        ["/admin/", "/admin/moenstre/mark/", *(f"/admin/pages/{key}/edit/" for key in one_of_each), *questions]
    )
    assert tour.opened > 100
    assert_clean(tour, visit)


def test_what_opens_when_pressed_keeps_the_policy_and_is_danish(tour_as: Guide, marked_site: Site) -> None:
    tour, visit = tour_as(marked_site.username, marked_site.password)
    (index,) = tour.contents.rows("SELECT page_ptr_id FROM news_newsindexpage")
    (picture,) = tour.contents.rows("SELECT id FROM core_siteimage LIMIT 1")
    doing.write_news(tour, f"/admin/pages/add/news/newspage/{index}/")
    doing.upload_pictures(tour)
    doing.draw_focus(tour, f"/admin/images/{picture}/")
    doing.several_at_once(tour, f"/admin/pages/{index}/")
    assert_clean(tour, visit)


def test_approval_keeps_the_policy_and_is_danish(tour_as: Guide) -> None:
    writing, writer = tour_as(cast.EDITOR, cast.PASSWORD)
    (mission,) = writing.contents.rows("SELECT page_ptr_id FROM home_missionpage LIMIT 1")
    doing.send_for_approval(writing, f"/admin/pages/{mission}/edit/")
    assert_clean(writing, writer)
    approving, approver = tour_as(cast.LEADER, cast.PASSWORD)
    doing.approve(approving, f"/admin/pages/{mission}/edit/")
    assert_clean(approving, approver)


def test_an_inline_script_in_the_admin_does_not_run(tour_as: Guide, marked_site: Site) -> None:
    tour, visit = tour_as(marked_site.username, marked_site.password)
    tour.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror='window.ran = true'>");
        }"""
    )
    tour.page.wait_for_timeout(0)
    assert tour.page.evaluate("window.ran") is None
    assert len([fault for fault in visit.faults if "against the policy: script-src" in fault]) == 2
