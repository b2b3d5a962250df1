"""What opens only when something is pressed: choosers, panels, dialogs, menus, uploads, approval.

Everything is found by what it is, not by what it says: in this tour all words carry marks.
"""

from playwright.sync_api import Locator, Page

from tests.browser.tour.going import Tour
from tests.pictures import png

MODAL = ".modal.in .modal-content, .modal.show .modal-content"
CHOOSE = "[data-chooser-action-choose]:visible"
ADD_BLOCK = ".c-sf-add-button:visible"
OPTION = ".w-combobox__option:visible"
FOLDED = "main .w-panel__toggle[aria-expanded=false]:visible"


def close_modal(page: Page) -> None:
    """Close the chooser that is open."""
    page.locator(".modal:visible .close, .modal:visible [data-dismiss=modal]").first.click()
    page.locator(".modal:visible").wait_for(state="hidden")
    page.locator(".modal-backdrop").wait_for(state="detached")


def open_modal(page: Page, opener: Locator) -> None:
    """Press what opens a chooser, and wait until it shows something."""
    opener.scroll_into_view_if_needed()
    opener.click()
    page.locator(".modal:visible .modal-body").wait_for()
    page.wait_for_load_state("networkidle")


def upload_picture(tour: Tour) -> None:
    """Choose a picture that isn't there yet."""
    page = tour.page
    open_modal(page, page.locator(CHOOSE).first)
    tour.look("image chooser")
    page.locator(".modal:visible [role=tab]").last.click()
    file = {"name": "proeve.png", "mimeType": "image/png", "buffer": png()}
    page.set_input_files(".modal:visible input[type=file]", file)
    page.fill(".modal:visible input[name$=title]", "Prøve")
    tour.look("image upload")
    page.locator(".modal:visible form button[type=submit]:visible").last.click()
    page.locator(".modal:visible").wait_for(state="hidden")


def add_every_block(tour: Tour) -> None:
    """Add one block of each kind, reading the menu of blocks and each block."""
    page = tour.page
    page.locator(ADD_BLOCK).last.click()
    kinds = page.locator(OPTION).count()
    assert kinds > 2
    tour.look("menu of blocks")
    for at in range(kinds):
        if at:
            page.locator(ADD_BLOCK).last.click()
        page.locator(OPTION).nth(at).click()
        page.locator(OPTION).first.wait_for(state="hidden")
    tour.look("blocks")


def open_every_chooser(tour: Tour) -> None:
    """Open each chooser on the page and close it again."""
    page = tour.page
    for at in range(page.locator(CHOOSE).count()):
        open_modal(page, page.locator(CHOOSE).nth(at))
        tour.look(f"chooser {at}")
        close_modal(page)


def link_in_text(tour: Tour) -> None:
    """Open the menu of a running text, and every way to link from it."""
    page = tour.page
    text = page.locator(".public-DraftEditor-content:visible").first
    text.click()
    page.keyboard.type("/")
    page.locator(OPTION).first.wait_for()
    tour.look("menu of a text")
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")
    page.keyboard.type("Kontakt")
    page.keyboard.press("Control+a")
    page.locator(".Draftail-FloatingToolbar:visible").first.wait_for()
    tour.look("toolbar of a text")
    page.keyboard.press("Control+k")
    page.locator(".modal:visible .modal-body").wait_for()
    kinds = page.locator(".modal:visible .link-types a").count()
    for at in range(kinds + 1):
        page.wait_for_load_state("networkidle")
        tour.look(f"link {at}")
        if at < kinds:
            page.locator(".modal:visible .link-types a").nth(at).click()
    close_modal(page)


def open_every_panel(tour: Tour) -> None:
    """Open each panel beside the editor."""
    page = tour.page
    for at in range(page.locator("[data-side-panel-toggle]:visible").count()):
        page.locator("[data-side-panel-toggle]:visible").nth(at).click()
        page.wait_for_load_state("networkidle")
        tour.look(f"panel {at}")
    page.locator("[data-side-panel-toggle=status]").first.click()
    schedule = page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]:visible")
    if schedule.count():
        schedule.first.click()
        page.locator("#schedule-publishing-dialog input[name=go_live_at]").wait_for()
        tour.look("plan")
        page.keyboard.press("Escape")


def unfold(page: Page) -> None:
    """Open the panels that are folded at first."""
    while (folded := page.locator(FOLDED)).count():
        folded.first.click()


def open_menus(tour: Tour, place: str) -> None:
    """Open each menu that drops down, by its button."""
    page = tour.page
    toggles = page.locator("main [data-w-dropdown-target=toggle]:visible")
    for at in range(min(toggles.count(), 6)):
        toggles.nth(at).click()
        tour.look(f"{place}, menu {at}")
        page.keyboard.press("Escape")


def write_news(tour: Tour, address: str) -> None:
    """Write a post with everything in it, save it, and look at it again."""
    page = tour.page
    tour.open(address)
    upload_picture(tour)
    unfold(page)
    add_every_block(tour)
    open_every_chooser(tour)
    link_in_text(tour)
    page.fill("input[name=title]", "Prøve")
    open_every_panel(tour)
    open_menus(tour, "editor")
    # Some blocks are empty, so the page says what is wrong.
    with page.expect_navigation(wait_until="networkidle"):
        page.locator("[name=action-publish]").first.evaluate("button => button.form.requestSubmit(button)")
    tour.look("what is missing")


def upload_pictures(tour: Tour) -> None:
    """Upload pictures on the page that takes several."""
    page = tour.page
    tour.open("/admin/images/multiple/add/")
    file = {"name": "proeve-2.png", "mimeType": "image/png", "buffer": png()}
    page.set_input_files("input[type=file]", file)
    page.locator("#upload-list form, .upload-complete").first.wait_for()
    tour.look("uploaded pictures")


def draw_focus(tour: Tour, address: str) -> None:
    """Draw the focus point of a picture."""
    page = tour.page
    tour.open(address)
    box = page.locator(".jcrop-tracker").last.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 100)
    page.mouse.up()
    assert page.input_value("input.focal_point_x")


def several_at_once(tour: Tour, address: str) -> None:
    """Choose a page in a list, and open what can be done with several."""
    page = tour.page
    tour.open(address)
    page.locator("[data-bulk-action-checkbox]:visible, input[data-bulk-action-checkbox]").nth(1).check(force=True)
    page.locator(
        "[data-bulk-action-footer]:visible, .footer.bulk-actions-choices, [data-bulk-action-button]"
    ).first.wait_for()
    tour.look("several")
    links = page.locator("a[data-bulk-action-button]")
    found = [str(link.get_attribute("href")) for link in links.all()]
    assert found
    chosen = page.locator("[data-bulk-action-checkbox]:checked").last.get_attribute("data-object-id")
    for link in found:
        tour.open(f"{link.split('?')[0]}?id={chosen}")


def change_and_press(tour: Tour, address: str, name: str) -> None:
    """Change a page and press the button of that name, which may stand in a menu."""
    page = tour.page
    tour.open(address)
    open_menus(tour, "editor")
    page.fill("textarea[name=summary]", "Prøve")
    page.locator(f"[name={name}]").first.evaluate("button => button.form.requestSubmit(button)")
    page.wait_for_url(lambda url: not url.endswith(address))
    page.wait_for_load_state("networkidle")


def send_for_approval(tour: Tour, address: str) -> None:
    """Send a changed page to those who approve, and see it wait."""
    change_and_press(tour, address, "action-submit")
    tour.look("sent for approval")
    for place in ("/admin/", address, "/admin/reports/workflow/"):
        tour.open(place)


def approve(tour: Tour, address: str) -> None:
    """See what waits, open what can be answered, and approve it."""
    page = tour.page
    for place in ("/admin/", "/admin/reports/workflow_tasks/", address):
        tour.open(place)
    open_menus(tour, "approval")
    for name in ("reject", "approve"):
        # On small windows the answers lie in a menu.
        answer = f"button[data-workflow-action-name={name}][data-workflow-action-modal-url]"
        page.locator(answer).first.evaluate("button => button.click()")
        page.locator(".modal:visible .modal-body").wait_for()
        tour.look(f"{name}, with a comment")
        close_modal(page)
