"""What the frame around every page needs: settings, main contact, menu and breadcrumb, in three queries at most."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page, Site

from core.addresses import absolute
from core.querysets import listed_pages
from core.registry import Contact, edit_bar, main_contact, search_url, topics_with_contacts
from core.site_settings import SiteSettings
from mirror.memory import same_for_all

MENU_DEPTH = 2
# What a menu or a way needs of a page.
SHOWN = ("title", "slug", "path", "depth", "url_path", "show_in_menus", "content_type")


@dataclass
class Entry:
    """A link of the menu or the breadcrumb."""

    title: str
    url: str
    current: bool = False
    children: list["Entry"] = field(default_factory=list)


class SiteFrame:
    """The frame of one request; each part is loaded when a template first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.page: Page | None = getattr(request, "site_page", None)
        self.base_url = settings.SITE_URL

    @cached_property
    def now(self) -> dt.datetime:
        """The moment of the request, in the site's time zone."""
        return timezone.localtime()

    @cached_property
    def url(self) -> str:
        """The canonical address: the page's own (with its list or year), without query."""
        return absolute(getattr(self.request, "canonical_path", None) or self.request.path)

    @cached_property
    def settings(self) -> SiteSettings:
        """The secretariat's name, address and links."""
        return same_for_all(self.request, "settings", SiteSettings.load)

    @cached_property
    def contact(self) -> Contact | None:
        """The person to call when no other is named."""
        return main_contact(self.page, lambda: self.settings, self.request)

    @property
    def search_url(self) -> str:
        """Where visitors search."""
        return search_url()

    @property
    def searching(self) -> bool:
        """Whether this is the page where visitors search."""
        return self.request.path == self.search_url

    @cached_property
    def edit_bar(self) -> Any:
        """What stands above the page for staff who are signed in; a browser without a session isn't asked for one."""
        if settings.SESSION_COOKIE_NAME not in self.request.COOKIES or getattr(self.request, "is_preview", False):
            return None
        return edit_bar(self.request, self.page)

    @cached_property
    def topics(self) -> list[Any]:
        """The topics with whom to call, for error pages."""
        return list(same_for_all(self.request, "topics with contacts", topics_with_contacts))

    @cached_property
    def _in_menus(self) -> list[Page]:
        """The front page and the menu pages of two levels below it, by place in the tree."""
        site = Site.find_for_request(self.request)
        return same_for_all(self.request, ("menu", site.pk), lambda: _in_menus(site, self.request)) if site else []

    @cached_property
    def _above(self) -> list[Page]:
        """The pages from the front page down to the one above this, as far as visitors may see them."""
        if self.page is None or not self._in_menus or not self.page.path:
            return []
        steps = range(self._in_menus[0].depth, self.page.depth)
        known = {page.path: page for page in self._in_menus}
        paths = [self.page.path[: depth * Page.steplen] for depth in steps]
        unknown = [path for path in paths if path not in known]
        if unknown:
            found = listed_pages(Page.objects.filter(path__in=unknown)).only(*SHOWN)
            known |= {page.path: page for page in found}
        return [known[path] for path in paths if path in known]

    @cached_property
    def help_url(self) -> str:
        """The address of the menu's page that leads to whoever can help, or ""."""
        pages = (page for page in self._in_menus if getattr(page.specific_class, "is_help", False))
        return next((self._address(page) for page in pages), "")

    def _address(self, page: Page) -> str:
        known: str | None = getattr(page, "address", None)
        return known or page.get_url(self.request) or "/"

    def _entry(self, page: Page) -> Entry:
        path = self.page.path if self.page is not None else ""
        return Entry(page.title, self._address(page), bool(path) and path.startswith(page.path))

    @cached_property
    def menu(self) -> list[Entry]:
        """The header's menu, each entry with the pages below it."""
        entries: dict[str, Entry] = {}
        top: list[Entry] = []
        root_depth = self._in_menus[0].depth if self._in_menus else 0
        for page in self._in_menus[1:]:
            entry = entries[page.path] = self._entry(page)
            if page.depth == root_depth + 1:
                top.append(entry)
            elif parent := entries.get(page.path[: -Page.steplen]):
                parent.children.append(entry)
        return top

    @cached_property
    def crumbs(self) -> list[Entry]:
        """The way from the front page to this page, or to a list of its; empty where there is no way."""
        if self.page is None or not self._above:
            return []
        way = [*map(self._entry, self._above), self._entry(self.page)]
        if heading := getattr(self.request, "list_heading", ""):
            way.append(Entry(heading, self.request.path))
        way[-1].current = True
        return way


def _in_menus(site: Site, request: HttpRequest) -> list[Page]:
    root = site.root_page
    levels = {"depth__gt": root.depth, "depth__lte": root.depth + MENU_DEPTH}
    # Asked apart, so that an index finds them (core/migrations/0005_pages_in_menus.py).
    below = Page.objects.filter(show_in_menus=True, path__startswith=root.path, **levels)
    pages = Page.objects.filter(Q(pk__in=below.values("pk")) | Q(pk=root.pk)).order_by("path")
    found = list(listed_pages(pages).only(*SHOWN))
    for page in found:
        page.address = page.get_url(request)
    return found


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``site`` is the frame around the page (menu, breadcrumb, settings, contact)."""
    request.site_frame = frame = SiteFrame(request)
    return {"site": frame}
