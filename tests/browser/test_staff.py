"""Staff in the admin: what they change is seen where it should be, and the admin asks no other host for anything."""

import re

from tests.browser.conftest import Visit, Visitor
from tests.browser.tour.doing import unfold
from tests.pictures import png


def open_page(staff: Visit, title: str) -> None:
    """Open the page of this title in the editor, by the admin's own search."""
    page = staff.open(f"/admin/pages/search/?q={title}")
    page.locator("main a", has_text=re.compile(f"^\\s*{title}\\s*$")).first.click()
    page.wait_for_load_state("networkidle")
    if "/edit/" not in page.url:
        page.goto(page.url.rstrip("/") + "/edit/")
        page.wait_for_load_state("networkidle")


def publish(staff: Visit) -> None:
    """Press "publish" in the editor and wait for the answer."""
    page = staff.page
    page.locator("footer [data-controller~=w-dropdown] button[data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".messages .success").count() >= 1, page.locator(".messages").inner_text()


def test_a_mission_text_is_changed(staff: Visit, visitor: Visitor) -> None:
    address = "/det-goer-vi/kommunikation/"
    open_page(staff, "Kommunikation")
    staff.page.fill("textarea[name=summary]", "Vi fortæller om områderne, som de er i dag.")
    publish(staff)
    assert "Vi fortæller om områderne, som de er i dag." in visitor().open(address).inner_text("main")
    assert staff.faults == []


def test_a_phone_number_is_changed_once(staff: Visit, visitor: Visitor) -> None:
    page = staff.open("/admin/snippets/people/person/")
    page.click("main >> text=Thomas Højmark Fegar")
    page.wait_for_load_state("networkidle")
    for number, shown in (("86 12 34 56", "86\u00a012\u00a034\u00a056"), ("22 28 19 22", "22\u00a028\u00a019\u00a022")):
        page.fill("input[name=phone]", number)
        page.press("input[name=phone]", "Enter")
        page.wait_for_load_state("networkidle")
        reader = visitor()
        for address in (
            "/",
            "/det-goer-vi/interessevaretagelse/",
            "/om-os/medarbejdere/",
            "/kontakt/",
            "/findes-ikke/",
        ):
            assert shown in reader.open(address).content().replace("&nbsp;", "\u00a0"), address
        page = staff.open("/admin/snippets/people/person/")
        page.click("main >> text=Thomas Højmark Fegar")
        page.wait_for_load_state("networkidle")
    assert staff.faults == []


def test_a_wrong_phone_number_is_refused_in_danish(staff: Visit) -> None:
    page = staff.open("/admin/snippets/people/person/")
    page.click("main >> text=Thomas Højmark Fegar")
    page.wait_for_load_state("networkidle")
    page.fill("input[name=phone]", "12")
    page.press("input[name=phone]", "Enter")
    page.wait_for_load_state("networkidle")
    assert page.input_value("input[name=phone]") == "12"
    assert "Nummeret kan ikke ringes op." in page.inner_text("main")


def test_a_post_with_a_picture_is_published_under_a_topic(staff: Visit, visitor: Visitor) -> None:
    page = staff.open("/admin/news/")
    page.click("a[href*='choose_parent'], a[href*='/add/news/newspage/']")
    page.wait_for_load_state("networkidle")
    page.fill("input[name=title]", "Årsmøde på Ørnevej: vi får æbletræer")
    page.fill("textarea[name=summary]", "Beboerne har besluttet at plante.")
    unfold(page)
    page.locator("label", has_text="Analyse").click()
    page.locator("[data-chooser-action-choose] >> visible=true").first.click()
    page.locator(".modal-body >> text=Upload").first.click()
    page.set_input_files(
        ".modal-body input[type=file]", {"name": "traer.png", "mimeType": "image/png", "buffer": png(colour="#4a7a35")}
    )
    page.fill(".modal-body input[name$=title]", "Æbletræer")
    page.locator(".modal-body button[type=submit] >> visible=true").last.click()
    page.locator(".modal-body").wait_for(state="detached")
    assert page.input_value("#id_slug") == "aarsmoede-paa-oernevej-vi-faar-aebletraeer"
    publish(staff)
    reader = visitor()
    assert "Årsmøde på Ørnevej" in reader.open("/det-goer-vi/analyse/").inner_text("main")
    post = reader.open("/nyheder/aarsmoede-paa-oernevej-vi-faar-aebletraeer/")
    assert post.locator("main img").first.evaluate("image => image.complete && image.naturalWidth > 0")
    assert reader.faults == []
    assert staff.faults == []


def test_next_years_invitation_is_a_date_away(staff: Visit) -> None:
    page = staff.open("/admin/invitations/")
    page.click("main >> text=Invitation til nytårskur")
    page.wait_for_load_state("networkidle")
    assert "/edit/" in page.url
    page.goto(page.url.replace("/admin/pages/", "/admin/som-sidste-aar/").replace("edit/", ""))
    page.fill("input[name=day]", "2028-01-06")
    page.keyboard.press("Escape")
    page.click("main button[type=submit]")
    page.wait_for_load_state("networkidle")
    assert page.input_value("input[name=title]") == "Invitation til nytårskur"
    assert page.input_value("input[name=start]").startswith("2028-01-06T15:00")
    assert staff.faults == []


def test_the_admin_is_quiet_and_asks_no_other_host(staff: Visit) -> None:
    for address in (
        "/admin/",
        "/admin/news/",
        "/admin/invitations/",
        "/admin/publications/",
        "/admin/snippets/people/person/",
        "/admin/snippets/people/partner/add/",
        "/admin/snippets/core/topic/",
        "/admin/images/",
        "/admin/images/add/",
        "/admin/documents/",
        "/admin/media/",
        "/admin/media/video/add/",
        "/admin/settings/core/sitesettings/",
        "/admin/users/",
        "/admin/redirects/",
        "/admin/workflows/list/",
        "/admin/reports/site-history/",
        "/admin/account/",
    ):
        staff.open(address)
    assert staff.faults == []


def test_the_preview_shows_the_page_beside_the_editor(staff: Visit) -> None:
    open_page(staff, "Kommunikation")
    page = staff.page
    page.click("[data-side-panel-toggle=preview]")
    body = page.frame_locator("iframe[data-w-preview-target=iframe], [data-side-panel=preview] iframe").last.locator(
        "body"
    )
    body.locator("h1").wait_for(state="attached")
    assert body.evaluate("body => getComputedStyle(body).fontFamily").startswith('"Atkinson')
    assert staff.faults == []
