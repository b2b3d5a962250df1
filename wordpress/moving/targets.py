"""Where the old site's addresses lead now: to pages, images and documents that came along, or to ours of before."""

import html
import re
from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urlsplit

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.models import SiteImage, Topic
from home.models import HomePage
from news.models import NewsIndexPage
from publications.models import PublicationPage
from wordpress.models import Thing
from wordpress.uploads import place_of

SIZED = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|rotated|e\d{10,14})(?=\.\w+\Z)")
NUMBERED = ("p", "page_id", "attachment_id")
SCHEMES = ("http", "https", "mailto", "tel")
LISTS = re.compile(r"/(?P<kind>category|tag)/(?:.+/)?(?P<slug>[^/]+)\Z")
ARCHIVE = re.compile(r"/\d{4}(?:/\d\d){0,2}\Z")


def path_of(address: str) -> str:
    """Return an address's path in the form redirects are kept in; "" for one that is no address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return str(Redirect.normalise_path(unquote(parts.path) or "/"))[:500]


def file_names(address: str) -> list[str]:
    """Return the places below uploads that an address may mean: its own, and that of the picture it is a size of."""
    try:
        path = unquote(urlsplit(address.strip()).path)
    except ValueError:
        return []
    place = place_of(path)
    if not place:
        return []
    bare = SIZED.sub("", SIZED.sub("", place))
    stem, dot, suffix = bare.rpartition(".")
    return list(dict.fromkeys([place, bare, f"{stem}-scaled{dot}{suffix}"]))


class OldSite:
    """All that came from the old site, by number, address and file."""

    def __init__(self, url: str, topics: Mapping[str, Topic] | None = None) -> None:
        self.topics = topics or {}
        self.news = NewsIndexPage.objects.first()
        self.host = (urlsplit(url).hostname or "").removeprefix("www.")
        self.by_id: dict[int, Thing] = {}
        self.by_path: dict[str, Thing] = {}
        self.by_file: dict[str, Thing] = {}
        for thing in Thing.objects.select_related("page"):
            self.add(thing)
        self.images = dict(SiteImage.objects.values_list("pk", "description"))
        self.publications = dict(PublicationPage.objects.exclude(pdf=None).values_list("pdf_id", "pk"))
        home = HomePage.objects.first()
        self.root = home.url_path if home else "/"
        self.home = home.pk if home else 0

    def add(self, thing: Thing) -> None:
        """Take in one more."""
        self.by_id[thing.wp_id] = thing
        if thing.path and thing.path != "/":
            self.by_path[thing.path] = thing
        if thing.file:
            self.by_file[thing.file] = thing
            self.by_file.setdefault(SIZED.sub("", thing.file), thing)

    def is_ours(self, address: str) -> bool:
        """Whether an address is one of the old site."""
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        return not parts.scheme and not host or host == self.host != ""

    def find(self, address: str) -> Thing | None:
        """Return what came along from an address of the old site."""
        query = parse_qs(urlsplit(address).query)
        for name in NUMBERED:
            if query.get(name, [""])[0].isdecimal():
                return self.by_id.get(int(query[name][0]))
        found = next((self.by_file[name] for name in file_names(address) if name in self.by_file), None)
        return found or self.by_path.get(path_of(address))

    def link(self, address: str) -> str:
        """Return the attributes of a link to where an address leads now; "" where it leads nowhere."""
        try:
            scheme, ours = urlsplit(address.strip()).scheme, self.is_ours(address)
        except ValueError:
            return ""
        if not ours:
            ok = scheme in SCHEMES or address.startswith("//")
            return f'href="{html.escape(address.strip())}"' if ok else ""
        thing = self.find(address)
        if thing and thing.page_id:
            return f'linktype="page" id="{thing.page_id}"'
        if thing and thing.document_id:
            return f'linktype="document" id="{thing.document_id}"'
        path = path_of(address)
        if address.startswith("#") or thing or self._is_numbered(address):
            # A place further down, a picture, something that did not come along: never the front page.
            return ""
        if path == "/":
            return f'linktype="page" id="{self.home}"' if self.home else ""
        page = self._today(path)
        return f'linktype="page" id="{page}"' if page else self._list(path)

    def title(self, address: str) -> str:
        """Return the title of the page that an address leads to now; "" where it is none of ours."""
        thing = self.find(address) if self.is_ours(address) else None
        return str(thing.page.title) if thing and thing.page_id else ""

    @staticmethod
    def _is_numbered(address: str) -> bool:
        query = parse_qs(urlsplit(address).query)
        return any(name in query for name in NUMBERED)

    def _list(self, path: str) -> str:
        """Return the attributes of a link to the news that a list of the old site's shows today."""
        match = LISTS.fullmatch(path)
        if self.news is None or not (match or ARCHIVE.fullmatch(path) or path == "/feed"):
            return ""
        topic = self.topics.get(f"{match['kind']}:{match['slug']}") if match else None
        if topic or path == "/feed":
            route = f"/emne/{topic.slug}/" if topic else "/rss/"
            return f'href="{html.escape(self.news.url.rstrip("/") + route)}"'
        return f'linktype="page" id="{self.news.pk}"'

    def _today(self, path: str) -> int | None:
        """Return the page that answers at a path today, or to which a redirect leads."""
        here = Page.objects.filter(url_path=f"{self.root}{path.strip('/')}/").values_list("pk", flat=True).first()
        led = Redirect.objects.filter(old_path=path, redirect_page__isnull=False, redirect_page_route_path="")
        return here or led.values_list("redirect_page", flat=True).first()

    def image(self, address: str, key: int) -> tuple[int, str, str] | None:
        """Return the image for an address or an attachment's number: its key, description and caption."""
        thing = self.by_id.get(key) if key else None
        if (thing is None or not thing.image_id) and address:
            thing = self.find(address) if self.is_ours(address) or "/wp-content/uploads/" in address else None
        if thing is None or not thing.image_id:
            return None
        # A picture in a text has the caption it was given there; in a gallery, its own.
        return thing.image_id, self.images.get(thing.image_id, ""), "" if address else thing.caption

    def publication(self, address: str) -> int | None:
        """Return the publication that a PDF's address became."""
        thing = self.find(address) if self.is_ours(address) else None
        if thing is None:
            return None
        if thing.page_id and thing.kind == "attachment":
            return int(thing.page_id)
        return self.publications.get(thing.document_id)
