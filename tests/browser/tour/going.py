"""Going through the admin: every kind of view once, by its links, then what opens only when something is pressed."""

import re
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser.tour.contents import Contents

WORDS = Path(__file__).with_name("words.js").read_text(encoding="utf-8")
# Views that look alike for whatever they show.
ALIKE = re.compile(r"^(pattern.*|wagtailadmin_pages:type_use|.*:(usage|history|copy|delete|choose_parent))$")
# Fragments, downloads, what ends the visit, and what is no page without a choice.
LEFT_OUT = re.compile(
    r"logout|preview|pattern_|test404|error_test|results|download|wagtail_bulk_action|view_draft|revisions_view"
)

# Nobody but an administrator gets here; Wagtail's words for rights come from the database, in English.
ADMINISTRATORS = ("groups", "sites", "collections", "workflows")


def kind(address: str) -> str:
    """Return which view answers at an address, and for which kind of thing; "" for what is left out."""
    path = urlsplit(address).path
    try:
        view = resolve(path).view_name or path
    except Resolver404:
        return ""
    if LEFT_OUT.search(view):
        return ""
    snippet = view.startswith("wagtailsnippets_")
    alike = ALIKE.match(view.split(":")[-1] if snippet else view)
    plain = re.sub(r"\d+", "", path)
    return (alike[0] if snippet else view) if alike else f"{view} {plain}"


class Tour:
    """One visitor's way through the admin, and what was read on it."""

    def __init__(self, page: Page, url: str, contents: Contents) -> None:
        self.page, self.url, self.contents = page, url, contents
        self.kinds: set[str] = set()
        # What came through no catalogue, with the first place where it was.
        self.foreign: dict[str, str] = {}
        self.opened = 0

    def open(self, address: str) -> None:
        """Open an address and read it."""
        self.page.goto(self.url + address)
        self.opened += 1
        self.look(address)

    def look(self, place: str) -> None:
        """Read what the page holds now."""
        if urlsplit(self.page.url).path.startswith(tuple(f"/admin/{name}/" for name in ADMINISTRATORS)):
            return
        for text, where in self.page.evaluate(WORDS):
            for part in self.contents.interface(text):
                self.foreign.setdefault(part, f"{place} {where}")

    def links(self) -> list[str]:
        """Return the admin's addresses that the page links."""
        found = self.page.evaluate("[...document.querySelectorAll('a[href]')].map(each => each.href)")
        here = [link.removeprefix(self.url).split("#")[0] for link in found if link.startswith(f"{self.url}/admin/")]
        return list(dict.fromkeys(here))

    def everywhere(self, starts: Iterable[str]) -> None:
        """Open every kind of view that can be reached from the addresses by links."""
        waiting = deque(starts)
        self.kinds |= {kind(address) for address in waiting}
        while waiting:
            self.open(waiting.popleft())
            for link in self.links():
                if (found := kind(link)) and found not in self.kinds:
                    self.kinds.add(found)
                    waiting.append(link)

    def step(self, name: str, doing: Callable[[Page], object]) -> None:
        """Do something on the page, and read what it opened."""
        doing(self.page)
        self.look(name)
