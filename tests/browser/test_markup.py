"""What the running site sends: valid HTML at every address, and every route as the registry says."""

import json
import urllib.error
import urllib.request

import pytest
from django.template.loader import render_to_string

from tests.addresses import ROUTES, Route
from tests.browser.errors import ERRORS
from tests.markup import faults
from tools.site import Site


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *arguments: object) -> None:
        """Leave the answer as it is."""


def fetch(url: str) -> tuple[int, str, str]:
    """Return the status, the kind and the text of what answers at a URL."""
    try:
        answer = urllib.request.build_opener(Stay).open(url, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers.get_content_type(), answer.read().decode(errors="replace")


def test_every_page_is_valid_html(site: Site, everything: list[str]) -> None:
    found = []
    for address in everything:
        html = render_to_string(address.rpartition("/")[2]) if address in ERRORS else fetch(site.url + address)[2]
        found += [f"{address}: {what}" for what in faults(html)]
    assert not found, "\n".join(found)


def test_every_route_answers_as_the_registry_says(site: Site) -> None:
    for route in ROUTES.values():
        if isinstance(route, Route):
            status, kind, text = fetch(site.url + route.address)
            assert (status, kind) == (route.status, route.kind), route.address
            if "json" in kind:
                json.loads(text)


BROKEN = {
    "<p><div>x</div></p>": "unexpected",
    "<h2><ul><li>x</li></ul></h2>": "<ul> in <h2>",
    "<span><div>x</div></span>": "<div> in <span>",
    "<ul><p>x</p></ul>": "<p> in <ul>",
    "<div><li>x</li></div>": "<li> in <div>",
    "<a href='/'><button>x</button></a>": "<button> in ['a']",
    "<i id='a'></i><i id='a'></i>": "comes twice",
    "<label for='nobody'>x</label>": "leads nowhere",
    "<img src='/x.png'>": "<img> without alt",
    "<center>x</center>": "no element of today",
    "<p align='left'>x</p>": "align on <p>",
    "<a href='/a b'>x</a>": "is no address",
    "<time datetime='i morgen'>x</time>": "without a time",
    "<p class='a' class='b'>x</p>": "duplicate",
    "<p>&nosuch;</p>": "entity",
    "<dl><dt>x</dt><p>y</p></dl>": "<p> in <dl>",
}
HEAD = "<head><meta charset='utf-8'><title>x</title></head>"
FRAME = f"<!doctype html><html lang='da'>{HEAD}<body><main>{{}}</main></body></html>"


@pytest.mark.parametrize("html", BROKEN)
def test_invalid_html_is_found(html: str) -> None:
    assert any(BROKEN[html] in fault for fault in faults(FRAME.format(html))), faults(FRAME.format(html))


def test_valid_html_is_left_alone() -> None:
    good = "<a href='/'><h2>x</h2></a><dl><div><dt>x</dt><dd>y</dd></div></dl><svg><path d=''/></svg><p>&nbsp;<br></p>"
    assert faults(FRAME.format(good)) == []
