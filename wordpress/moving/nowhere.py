"""Old addresses that lead nowhere after an import, each with a page that they could lead to."""

from typing import Any

from wagtail.models import Page

from news.models import NewsIndexPage
from wordpress.models import Moving
from wordpress.moving.redirects import proposal
from wordpress.moving.targets import path_of
from wordpress.old_addresses import destination
from wordpress.wxr.spool import Spool

MOST = 2000
HIDDEN = {"wp_block"}
# What visitors of the old site could see.
SHOWN = {"publish", "inherit"}


def nowhere(moving: Moving, spool: Spool) -> list[dict[str, Any]]:
    """Return the addresses of the export that nothing answers at, with the page to propose for each."""
    titles = dict(Page.objects.filter(live=True, depth__gt=2).values_list("pk", "title"))
    news = NewsIndexPage.objects.first()
    place = moving.choices.get("place") or 0
    drafts = set(moving.changes.filter(thing__page__live=False).values_list("key", flat=True))
    found: list[dict[str, Any]] = []
    for entry in spool.entries:
        path = path_of(entry.link) if entry.link and "?" not in entry.link else ""
        if len(found) >= MOST or not path or path == "/" or entry.kind in HIDDEN or entry.status not in SHOWN:
            continue
        if entry.key in drafts or destination(path, {}):
            continue
        fallback = news.pk if news and entry.kind == "post" else place
        found.append({"path": path, "title": entry.title, "page": proposal(entry.title, path, titles, fallback)})
    return found
