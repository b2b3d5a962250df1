"""Find every public address of the site by following its own links, from the front page and the sitemap on."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import quote, unquote, urljoin, urlsplit

from django.conf import settings

from mirror.requests import Answer, ask

# Where the site tells of addresses that no page links to.
BEGIN = ("/", "/sitemap.xml", "/robots.txt", "/favicon.ico", "/site.webmanifest")
ATTRIBUTE = re.compile(rb"""\s(?:href|src|srcset|poster|content|action)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
IN_STYLE = re.compile(rb"""url\(\s*["']?([^"')]+)""")
IN_SCRIPT = re.compile(rb"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")
IN_XML = re.compile(rb"<(?:loc|link|url)>([^<]+)<|href=\"([^\"]+)\"")
IN_JSON = re.compile(rb"\"(?:src|url|icon|favicon|image|contentUrl)\"\s*:\s*\"([^\"]+)\"")
# A feed names all by absolute addresses, in its own tags and in the texts it carries.
IN_FEED = re.compile(rb"(https?://[^\s\"'<>&\\,]+)")
REDIRECTS = (301, 302, 303, 307, 308)


def addresses_in(answer: Answer, path: str) -> Iterator[str]:
    """Yield the paths of this site that an answer names, percent-encoded, without query and fragment."""
    for found in _named(answer):
        address = urlsplit(urljoin(f"{settings.SITE_URL}{path}", found.strip()))
        if f"{address.scheme}://{address.netloc}" == settings.SITE_URL and address.path:
            yield quote(unquote(address.path))


def _named(answer: Answer) -> Iterator[str]:
    patterns = {
        "text/html": (ATTRIBUTE, IN_JSON),
        "text/css": (IN_STYLE,),
        "text/javascript": (IN_SCRIPT,),
        "application/javascript": (IN_SCRIPT,),
        "application/json": (IN_JSON,),
        "application/feed+json": (IN_FEED,),
        "application/rss+xml": (IN_FEED,),
        "application/atom+xml": (IN_FEED,),
        "application/manifest+json": (IN_JSON,),
        "application/xml": (IN_XML,),
        "text/xml": (IN_XML,),
    }
    for pattern in patterns.get(answer.kind, ()):
        for match in pattern.finditer(answer.body):
            text = unescape(next(filter(None, match.groups()), b"").decode(errors="replace"))
            # A srcset is a list of addresses, each with a width.
            candidates = [part.split()[0] for part in text.split(", ") if part.split()] if " " in text else [text]
            yield from (one for one in candidates if one.startswith(("/", ".", "http")) or answer.kind == "text/css")


def crawl(skip: Callable[[str], bool], begin: tuple[str, ...] = BEGIN) -> Iterator[tuple[str, Answer]]:
    """Yield every address that can be reached, with its answer, each once; those to skip are not asked for."""
    waiting = list(begin)
    seen = set(waiting)
    while waiting:
        path = waiting.pop(0)
        answer = ask(path)
        yield path, answer
        found = list(addresses_in(answer, path)) if answer.status == 200 else []
        if answer.status in REDIRECTS:
            target = urlsplit(urljoin(f"{settings.SITE_URL}{path}", answer.headers.get("location", "")))
            found = [target.path] if f"{target.scheme}://{target.netloc}" == settings.SITE_URL else []
        for one in found:
            if one not in seen and not skip(one):
                seen.add(one)
                waiting.append(one)
