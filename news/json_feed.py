"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), written by way of Django's feed framework."""

import json
from typing import Any

from django.utils.feedgenerator import SyndicationFeed, rfc3339_date

VERSION = "https://jsonfeed.org/version/1.1"


class JsonFeed(SyndicationFeed):
    """A feed as JSON; members without a value are left out, as the standard asks."""

    content_type = "application/feed+json"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed; JSON is UTF-8 whatever the encoding (RFC 8259, 8.1)."""
        feed = self.feed
        author = {"name": feed["author_name"], "url": feed["author_link"]}
        content = {
            "version": VERSION,
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["subtitle"],
            "icon": feed.get("icon"),
            "favicon": feed.get("favicon"),
            "authors": [_filled(author)] if author["name"] else None,
            "language": feed["language"],
        }
        content = _filled(content) | {"items": [self._item(item) for item in self.items]}
        outfile.write(json.dumps(content, ensure_ascii=False, indent=1).encode())

    @staticmethod
    def _item(item: dict[str, Any]) -> dict[str, Any]:
        return _filled(
            {
                "id": item["unique_id"],
                "url": item["link"],
                "title": item["title"],
                "content_html": item["content"],
                "summary": item["summary"],
                "image": item["image"],
                "date_published": rfc3339_date(item["pubdate"]) if item["pubdate"] else None,
                "date_modified": rfc3339_date(item["updateddate"]) if item["updateddate"] else None,
                "tags": item["categories"],
            }
        )


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}
