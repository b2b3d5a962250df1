"""Exports as WordPress writes them, made on the fly."""

import io
import zipfile
from dataclasses import dataclass, field
from html import escape
from typing import Any

SITE = "https://gammel.example"
TYPES = {"post": "?p=", "page": "?page_id=", "attachment": "?attachment_id="}


def cdata(text: str) -> str:
    """Return a text as WordPress wraps it."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


@dataclass
class Export:
    """An export that grows item by item."""

    version: str = "1.2"
    items: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    site: str = SITE
    count: int = 0

    def category(self, slug: str, name: str, tag: bool = False) -> "Export":
        """Add a category or a tag."""
        if tag:
            self.terms.append(
                f"<wp:tag><wp:tag_slug>{cdata(slug)}</wp:tag_slug><wp:tag_name>{cdata(name)}</wp:tag_name></wp:tag>"
            )
        else:
            self.terms.append(
                f"<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>{cdata(slug)}</wp:category_nicename>"
                f"<wp:category_parent></wp:category_parent><wp:cat_name>{cdata(name)}</wp:cat_name></wp:category>"
            )
        return self

    def add(self, kind: str = "post", title: str = "Prøve", content: str = "", **more: Any) -> int:
        """Add an item; return its number in WordPress."""
        self.count += 1
        number = more.get("number", self.count + 10)
        slug = more.get("slug", title.lower().replace(" ", "-"))
        meta = dict(more.get("meta", {}))
        guid = more.get("guid", f"{self.site}/{TYPES.get(kind, '?p=')}{number}")
        upload = f"{self.site}/wp-content/uploads/{more.get('file')}"
        if more.get("thumbnail"):
            meta["_thumbnail_id"] = str(more["thumbnail"])
        parts = [
            f"<title>{cdata(title)}</title>",
            f"<link>{escape(more.get('link', f'{self.site}/{slug}/'))}</link>",
            f"<pubDate>{more.get('published', 'Thu, 05 Jan 2017 14:00:00 +0000')}</pubDate>",
            f"<dc:creator>{cdata('anna.hemmelig')}</dc:creator>",
            f'<guid isPermaLink="false">{escape(guid)}</guid>',
            "<description></description>",
            f"<content:encoded>{cdata(content)}</content:encoded>",
            f"<excerpt:encoded>{cdata(more.get('excerpt', ''))}</excerpt:encoded>",
            f"<wp:post_id>{number}</wp:post_id>",
            f"<wp:post_date>{cdata(more.get('date', '2017-01-05 15:00:00'))}</wp:post_date>",
            f"<wp:post_name>{cdata(slug)}</wp:post_name>",
            f"<wp:status>{cdata(more.get('status', 'inherit' if kind == 'attachment' else 'publish'))}</wp:status>",
            f"<wp:post_parent>{more.get('parent', 0)}</wp:post_parent>",
            f"<wp:menu_order>{more.get('order', 0)}</wp:menu_order>",
            f"<wp:post_type>{cdata(kind)}</wp:post_type>",
            f"<wp:post_password>{cdata(more.get('password', ''))}</wp:post_password>",
        ]
        if "file" in more:
            parts.append(f"<wp:attachment_url>{cdata(upload)}</wp:attachment_url>")
            meta["_wp_attached_file"] = more["file"]
        for domain, slug_, name in more.get("terms", []):
            parts.append(f'<category domain="{domain}" nicename="{slug_}">{cdata(name)}</category>')
        for key, value in meta.items():
            parts.append(
                f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
            )
        comment = "<wp:comment><wp:comment_author_email>x@example.org</wp:comment_author_email></wp:comment>"
        parts += [comment] * more.get("comments", 0)
        self.items.append("<item>\n" + "\n".join(parts) + "\n</item>")
        return int(number)

    def text(self) -> str:
        """Return the whole file."""
        base = f"http://wordpress.org/export/{self.version}/"
        return (
            '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- This is a WordPress eXtended RSS file -->\n'
            f'<rss version="2.0" xmlns:excerpt="{base}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{base}">\n<channel>\n<title>Den gamle</title>\n'
            f"<link>{self.site}</link>\n<wp:wxr_version>{self.version}</wp:wxr_version>\n"
            f"<wp:base_site_url>{self.site}</wp:base_site_url><wp:base_blog_url>{self.site}</wp:base_blog_url>\n"
            "<wp:author><wp:author_id>1</wp:author_id><wp:author_email>anna@example.org</wp:author_email></wp:author>\n"
            + "\n".join([*self.terms, *self.items])
            + "\n</channel>\n</rss>\n"
        )

    def data(self) -> bytes:
        """Return the file's bytes."""
        return self.text().encode()

    def file(self) -> io.BytesIO:
        """Return it open."""
        return io.BytesIO(self.data())


def zipped(files: dict[str, bytes], prefix: str = "uploads/") -> bytes:
    """Return a ZIP of the uploads."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(prefix + name, data)
    return out.getvalue()
