"""Look an export through before anything is brought over: what is in it, what is missing."""

from typing import Any

from wordpress.models import Thing
from wordpress.uploads import Folder, NoUploads, Packed, place_of
from wordpress.wxr.refused import Reason, Refused
from wordpress.wxr.spool import Spool
from wordpress.wxr.values import Item

STATUSES = {"publish": "live", "private": "private", "inherit": "live"}
# How many pages and missing files the screen names one by one.
MOST_NAMED = 2000


def summary(spool: Spool, uploads: Folder | Packed | NoUploads) -> dict[str, Any]:
    """Return what an export holds, as it is shown and kept. Raises Refused for one without anything."""
    posts, pages, files = spool.of("post"), spool.of("page"), spool.of("attachment")
    others: dict[str, int] = {}
    for entry in spool.entries:
        if entry.kind not in ("post", "page", "attachment", "wp_block"):
            others[entry.kind] = others.get(entry.kind, 0) + 1
    if not (posts or pages or files):
        raise Refused(Reason.NOTHING)
    missing = [place for entry in files if not uploads.has(place := _place(spool.read(entry)))]
    counts: dict[str, int] = {}
    for entry in [*posts, *pages]:
        name = STATUSES.get(entry.status, "draft")
        counts[name] = counts.get(name, 0) + 1
    known = set(Thing.objects.values_list("key", flat=True))
    return {
        "title": spool.facts.title[:200],
        "url": spool.facts.url[:200],
        "version": spool.facts.version,
        "posts": len(posts),
        "pages": len(pages),
        "files": len(files),
        "live": counts.get("live", 0),
        "private": counts.get("private", 0),
        "drafts": counts.get("draft", 0),
        "known": sum(entry.key in known for entry in spool.entries),
        "others": others,
        "machinery": sum(spool.left.values()),
        "comments": spool.comments,
        "stray_signs": spool.facts.stray_signs,
        "no_uploads": isinstance(uploads, NoUploads),
        "missing": len(missing),
        "missing_names": missing[:20],
        "terms": [{"key": term.key, "kind": term.kind, "name": term.name} for term in spool.facts.terms.values()],
        "page_list": [
            {"key": entry.key, "title": entry.title, "parent": entry.parent, "wp_id": entry.wp_id}
            for entry in pages[:MOST_NAMED]
        ],
    }


def _place(item: Item) -> str:
    return place_of(item.file or item.file_url) or item.file_url
