"""Old addresses that lead to what came along; what a redirect did before is remembered, so that it can be undone."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.text import capfirst
from rapidfuzz import fuzz, process
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.models import Topic
from news.models import NewsIndexPage
from wordpress.models import MadeRedirect, Moving, Thing
from wordpress.moving.targets import path_of

LONGEST = 255
ALIKE = 72


def paths_of(thing: Thing) -> Iterator[str]:
    """Yield the addresses under which the old site showed a page."""
    if thing.path and thing.path != "/":
        yield thing.path
    if thing.kind in ("post", "page") and thing.slug:
        yield path_of(f"/{thing.slug}/")
    if thing.wp_id:
        yield f"/?{'page_id' if thing.kind == 'page' else 'p'}={thing.wp_id}"


def lead(moving: Moving, path: str, page: Page, route: str = "") -> bool:
    """Let an old address lead to a page, unless one answers there today; return whether anything was changed."""
    if len(path) > LONGEST or path == "/" or _answers(path):
        return False
    redirect = Redirect.objects.filter(old_path=path).first()
    if redirect is None:
        made = Redirect.add_redirect(path, page, page_route_path=route, automatically_created=True)
        MadeRedirect.objects.create(moving=moving, redirect=made)
    elif (redirect.redirect_page_id, redirect.redirect_page_route_path) != (page.pk, route):
        MadeRedirect.objects.create(
            moving=moving,
            redirect=redirect,
            is_new=False,
            page_before=redirect.redirect_page,
            route_before=redirect.redirect_page_route_path,
            link_before=redirect.redirect_link,
        )
        redirect.redirect_page, redirect.redirect_page_route_path, redirect.redirect_link = page, route, ""
        redirect.is_permanent = True
        redirect.save()
    else:
        return False
    return True


def _answers(path: str) -> bool:
    """Whether a published page has this address."""
    root = Page.objects.filter(depth=2).values_list("url_path", flat=True).first() or "/"
    return Page.objects.filter(url_path=f"{root}{path.strip('/')}/", live=True).exists()


def lead_topics(moving: Moving, topics: dict[str, Topic], terms: list[str]) -> None:
    """Let the lists of categories and tags, and their feeds, lead to the news of their topics, or to all news."""
    index = NewsIndexPage.objects.first()
    if index is None:
        return
    for key in terms:
        kind, slug = key.split(":", 1)
        topic = topics.get(key)
        base = path_of(f"/{kind}/{slug}/")
        lead(moving, base, index, f"/emne/{topic.slug}/" if topic else "")
        lead(moving, f"{base}/feed", index, f"/emne/{topic.slug}/rss/" if topic else "/rss/")
    lead(moving, "/feed", index, "/rss/")


def remember(moving: Moving, page: Page) -> None:
    """Remember the redirect that stands where a page will: it goes when the page is published."""
    fields = ("old_path", "redirect_page_id", "redirect_page_route_path", "redirect_link", "is_permanent")
    gone = list(Redirect.objects.filter(old_path=path_of(page.url or ""), site=None).values(*fields))
    if gone:
        moving.facts = {**moving.facts, "gone_redirects": [*moving.facts.get("gone_redirects", []), *gone]}
        moving.keep(facts=moving.facts)


def give_back(moving: Moving) -> None:
    """Make the redirects again that had to go for pages of an import, where nothing answers now."""
    for values in moving.facts.get("gone_redirects", []):
        key = values["redirect_page_id"]
        is_there = key is None or Page.objects.filter(pk=key).exists()
        if is_there and not _answers(values["old_path"]):
            Redirect.objects.get_or_create(old_path=values["old_path"], site=None, defaults=values)


def undo(moving: Moving) -> None:
    """Take back the redirects of an import, the newest first."""
    for made in list(moving.redirects.select_related("redirect").order_by("-pk")):
        redirect = made.redirect
        with transaction.atomic():
            if made.is_new or not (made.page_before_id or made.link_before):
                redirect.delete()
            else:
                redirect.redirect_page_id = made.page_before_id
                redirect.redirect_page_route_path, redirect.redirect_link = made.route_before, made.link_before
                redirect.save()
                made.delete()
            moving.keep(attempts=1)


def proposal(title: str, path: str, pages: dict[int, str], fallback: int) -> int:
    """Return the page that an address without one most likely meant: by its words, or else where its kind is."""
    words = title or capfirst(path.rsplit("/", 1)[-1].replace("-", " "))
    found = process.extractOne(words, pages, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
    return int(found[2]) if found else fallback
