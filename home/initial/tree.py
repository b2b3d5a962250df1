"""Make pages of their texts: first the tree, then the words, for a page may link to any other."""

import datetime as dt
import re
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from core.models import SiteImage
from core.pages import SitePage
from home.initial.shapes import Block, PageText, tie

_LINK = re.compile(r'href="page:([^"]+)"')


class Tree:
    """The pages made so far, by their address below the front page ("/kontakt/")."""

    def __init__(self, images: dict[str, SiteImage]) -> None:
        self.images = images
        self.pages: dict[str, SitePage] = {}
        self._words: list[tuple[SitePage, tuple[Block, ...]]] = []
        self._root_path = ""

    def add(self, parent: Page, model: type[SitePage], words: PageText, **fields: Any) -> SitePage:
        """Add a page below a parent, without its body yet; return it.

        Takes the page type, its words and values of further fields. Raises ValidationError when the page type
        refuses them.
        """
        page = model(
            title=words.title,
            summary=tie(words.summary),
            image=self.images[words.picture] if words.picture else None,
            show_in_menus=words.in_menu,
            **fields,
        )
        parent.add_child(instance=page)
        self._root_path = self._root_path or page.url_path
        self.pages[self._address(page)] = page
        self._words.append((page, words.body))
        return page

    def publish(self) -> int:
        """Fill in the bodies, with their links, and publish every page; return how many there are.

        Raises KeyError for a link to a page there isn't, ValidationError for a body its page type refuses.
        """
        for page, body in self._words:
            if body:
                stream = page._meta.get_field("body").stream_block
                page.body = stream.clean(stream.normalize([self._ready(block) for block in body]))
            page.save_revision().publish()
            if isinstance(day := getattr(page, "date", None), dt.date):
                _date_back(page, day)
        return len(self._words)

    def _address(self, page: SitePage) -> str:
        return "/" + page.url_path.removeprefix(self._root_path)

    def _ready(self, block: Block) -> Block:
        """The block with its links and its picture looked up."""
        name, value = block
        if name == "text":
            return name, _LINK.sub(self._page_link, value)
        if name == "picture":
            return name, {**value, "image": self.images[value["image"]]}
        return block

    def _page_link(self, match: re.Match[str]) -> str:
        return f'linktype="page" id="{self.pages[match.group(1)].pk}"'


def _date_back(page: SitePage, day: dt.date) -> None:
    """Let a dated post be published on its own day, or feeds would call four old posts new."""
    now = timezone.now()
    moment = min(now, timezone.make_aware(dt.datetime.combine(day, dt.time(12))))
    type(page).objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)
