"""Where an address of the old WordPress site leads: one step, to the page, picture or file that is there now."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import Resolver404
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.querysets import listed_pages
from news.models import NewsIndexPage, NewsPage
from wordpress.models import Thing
from wordpress.moving.targets import NUMBERED, file_names, path_of

GetResponse = Callable[[HttpRequest], HttpResponse]
# What WordPress hangs on to the address of a page: feeds, parts, other forms of it.
TAIL = re.compile(
    r"(?:/feed(?:/(?:rss2?|atom|rdf))?|/page/\d+|/comment-page-\d+|/amp|/embed|/trackback|/attachment/[^/]+)\Z"
)
FEED = re.compile(r"/(?:comments/)?feed(?:/(?:rss2?|atom|rdf))?\Z")
DATED = re.compile(r"/\d{4}(?:/\d\d){0,2}/(?P<slug>[^/]+)\Z")
ARCHIVE = re.compile(r"/(?P<year>\d{4})(?:/\d\d){0,2}\Z")
LISTS = re.compile(r"/(?P<kind>category|tag)/(?:.+/)?(?P<slug>[^/]+)\Z")
AUTHOR = re.compile(r"/author/[^/]+\Z")
ROOTS = ("/", "/index.php")
QUERY = (*NUMBERED, "cat", "tag", "feed", "m", "author", "paged", "category_name", "name", "pagename")


def old_addresses(get_response: GetResponse) -> GetResponse:
    """Lead visitors of the old site's addresses on, where nothing else answers."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            asked = {name: request.GET[name] for name in QUERY if name in request.GET}
            if asked and request.path in ROOTS and (url := destination("/", asked)):
                return HttpResponsePermanentRedirect(url)
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        url = destination(request.path, {})
        # The news of a year come and go.
        kind = HttpResponseRedirect if ARCHIVE.fullmatch(path_of(request.path)) else HttpResponsePermanentRedirect
        return kind(url) if url and url.rstrip("/") != request.path.rstrip("/") else response

    return middleware


def destination(path: str, query: Mapping[str, str]) -> str:
    """Return where an old address leads; "" where that is nowhere."""
    if query:
        return _by_query(query)
    place = path_of(unquote(path).removeprefix("/index.php") or "/")
    if "/wp-content/uploads/" in place:
        return _upload(place)
    if url := _at(place):
        return url
    if FEED.fullmatch(place):
        return _news("/rss/")
    bare = place
    while TAIL.search(bare):
        bare = TAIL.sub("", bare)
    if bare != place:
        if bare in ("", "/"):
            return _news()
        wants_feed = "/feed" in place[len(bare) :]
        if url := (_at(f"{bare}/feed") if wants_feed else "") or _at(bare):
            return url
    return _by_form(bare)


def _by_form(place: str) -> str:
    if match := LISTS.fullmatch(place):
        return _at(f"/{match['kind']}/{match['slug']}") or (_news() if Thing.objects.exists() else "")
    if match := ARCHIVE.fullmatch(place):
        year = int(match["year"])
        return _news(f"/{year}/" if NewsPage.objects.posts().filter(date__year=year).exists() else "")
    if match := DATED.fullmatch(place):
        named = Q(slug=match["slug"]) | Q(path__endswith=f"/{match['slug']}")
        thing = Thing.objects.filter(named, kind="post").first()
        return (_url(thing) if thing else "") or _at(f"/{match['slug']}")
    return _news() if AUTHOR.fullmatch(place) and Thing.objects.exists() else ""


def _by_query(query: Mapping[str, str]) -> str:
    for name in NUMBERED:
        if query.get(name, "").isdecimal() and len(query[name]) < 19:
            thing = Thing.objects.filter(wp_id=int(query[name])).order_by("-pk").first()
            return (_url(thing) if thing else "") or _at(f"/?{name}={query[name]}")
    if "feed" in query:
        return _news("/rss/")
    for name, base in (("tag", "/tag/"), ("category_name", "/category/"), ("name", "/"), ("pagename", "/")):
        if query.get(name):
            return destination(f"{base}{query[name][:200]}", {})
    if re.fullmatch(r"\d{4,8}", query.get("m", "")):
        return _by_form(f"/{query['m'][:4]}")
    return _news()


def _at(place: str) -> str:
    """Return where a page of today or a redirect is, for a place in the form redirects are kept in."""
    things = Thing.objects.filter(path=place).order_by("pk") if place != "/" else []
    # Of a post and a file with one address WordPress shows the post.
    for thing in sorted(things, key=lambda one: one.kind == "attachment"):
        if url := _url(thing):
            return url
    redirect = Redirect.objects.filter(old_path=place).select_related("redirect_page").first()
    if redirect:
        gone = redirect.redirect_page is not None and not redirect.redirect_page.live
        return "" if gone else redirect.link or ""
    root = Page.objects.filter(depth=2).values_list("url_path", flat=True).first()
    page = Page.objects.filter(url_path=f"{root}{place.strip('/')}/", live=True).first() if place != "/" else None
    return (page.url or "") if page else ""


def _url(thing: Thing, above: bool = True) -> str:
    """Return where a thing is: its page, else its file, else the page it hung on."""
    if thing.page_id:
        return (thing.page.url or "") if thing.page.live else ""
    if thing.document_id:
        return str(thing.document.url)
    if above and thing.parent:
        parent = Thing.objects.filter(wp_id=thing.parent, page__live=True).select_related("page").first()
        if parent:
            return parent.page.url or ""
    return _picture(thing)


def _picture(thing: Thing) -> str:
    return str(thing.image.get_rendition("max-1600x1600|format-webp").url) if thing.image_id else ""


def _upload(place: str) -> str:
    names = file_names(place)
    things = {thing.file: thing for thing in Thing.objects.filter(file__in=names)}
    thing = next((things[name] for name in names if name in things), None)
    if thing is None:
        return ""
    if thing.page_id and thing.page.live:
        # The PDF itself, whose address lasts.
        return getattr(thing.page.specific, "pdf_url", "") or thing.page.url or ""
    return _url(thing, above=False)


def _news(route: str = "") -> str:
    index = listed_pages(NewsIndexPage.objects.all()).first()
    if index is None:
        return ""
    try:
        index.resolve_subpage(route or "/")
    except Resolver404:
        route = ""
    return f"{index.url.rstrip('/')}{route}" if route else index.url
