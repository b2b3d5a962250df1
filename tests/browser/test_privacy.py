"""Every page keeps to itself: no other host, no cookie, nothing stored, no error, nothing against its policy.

What a visit notes by itself (requests, errors, broken policy) is asserted by test_accessibility as well, which goes
through every page in both sizes and schemes.
"""

from tests.addresses import ROUTES, Route
from tests.browser.conftest import PHONE, Visitor
from tests.browser.probes import ask


def test_pages_are_quiet_and_keep_nothing(visitor: Visitor, everything: list[str]) -> None:
    forms = {route.address for route in ROUTES.values() if isinstance(route, Route) and route.form}
    visit = visitor(viewport=PHONE, color_scheme="dark")
    for address in everything:
        page = visit.open(address)
        # What loads when it comes into view asks too.
        page.evaluate("document.querySelectorAll('[loading=lazy]').forEach(each => { each.loading = 'eager' })")
        cookies = [cookie["name"] for cookie in visit.context.cookies()]
        if cookies:
            visit.faults += [f"{address} sets {name}" for name in cookies if address not in forms]
            visit.context.clear_cookies()
    # What one page of the site stores, all of them see.
    visit.faults += [f"kept in the browser: {what}" for what in ask(visit.open("/"), "stored")]
    assert not visit.faults, "\n".join(visit.faults)
