"""Search as a visitor does, and read the page that comes back."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.test import Client

SECTION = re.compile(r'<section class="band [^"]*" id="(sider|udgivelser|personer)".*?</section>', re.DOTALL)
HIT = re.compile(r'<(?:article|li) class="(?:hit|person)[^"]*">.*?</(?:article|div>\s*</li)>', re.DOTALL)


@dataclass
class Hit:
    """A result: address, title, its whole text, and the addresses of a PDF's pages."""

    url: str
    title: str
    text: str
    leaves: list[str] = field(default_factory=list)


@dataclass
class Found:
    """The page: the results by group, in the order of the page, and its HTML."""

    groups: dict[str, list[Hit]]
    html: str

    @property
    def urls(self) -> list[str]:
        """The addresses of all results."""
        return [hit.url for hits in self.groups.values() for hit in hits]

    def best(self, count: int = 3) -> set[str]:
        """The addresses of the best results of each group."""
        return {hit.url for hits in self.groups.values() for hit in hits[:count]}

    @property
    def text(self) -> str:
        """The page in words."""
        return words(self.html)


def words(html: str) -> str:
    """Return the words of some HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ").replace("\u00ad", "").split())


def search(client: Client, text: str, **filters: Any) -> Found:
    """Search for a text, and return what is found; the page must be answered."""
    answer = client.get("/soeg/", {"q": text, **filters})
    assert answer.status_code == 200, text[:100]
    html = answer.content.decode()
    groups = {}
    for section in SECTION.finditer(html):
        hits = []
        if card := re.search(
            r'<div class="answer">.*?<strong>(.*?)</strong>.*?class="more" href="([^"]+)"', section[0], re.DOTALL
        ):
            hits.append(Hit(card[2], words(card[1]), words(card[0])))
        for found in HIT.findall(section.group()):
            link = re.search(r'<h3><a class="heading-link" href="([^"]+)">(.*?)</a>', found, re.DOTALL)
            assert link, found
            leaves = re.findall(r'href="([^"]+#side-\d+)"', found)
            hits.append(Hit(unescape(link[1]), words(link[2]), words(found), leaves))
        groups[section[1]] = hits
    return Found(groups, html)
