"""Read an export as a stream: one item at a time, in the memory that one item needs.

The parser is defusedxml's: a document type, an entity or anything outside of the file ends it at once. WordPress writes
none of them.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any
from xml.parsers.expat import errors
from xml.sax import SAXParseException  # noqa: S406  defusedxml's parser raises it
from xml.sax.handler import ContentHandler, feature_namespaces  # noqa: S406

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from wordpress.wxr.refused import Reason, Refused
from wordpress.wxr.values import Item, SiteFacts, Term

CHUNK = 256 * 1024
# No post of a person's is as long as this.
LONGEST_TEXT = 20_000_000
WP = re.compile(r"http://wordpress\.org/export/(\d+(?:\.\d+)?)/(excerpt/)?")
CONTENT = "http://purl.org/rss/1.0/modules/content/"
KNOWN_VERSIONS = {"1.0", "1.1", "1.2"}
# Signs that XML forbids and that come by way of Word; no byte of a longer sign in UTF-8.
STRAY = bytes(code for code in range(32) if code not in (0, 9, 10, 13))
UTF16 = (b"\xff\xfe", b"\xfe\xff")
TRUNCATED = {
    errors.codes[errors.XML_ERROR_NO_ELEMENTS],
    errors.codes[errors.XML_ERROR_UNCLOSED_TOKEN],
    errors.codes[errors.XML_ERROR_PARTIAL_CHAR],
    errors.codes[errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}
ENCODING = {
    errors.codes[errors.XML_ERROR_UNKNOWN_ENCODING],
    errors.codes[errors.XML_ERROR_INCORRECT_ENCODING],
}
# The parts of an item that are kept as they stand.
TEXTS = {
    "title": "title",
    "link": "link",
    "guid": "guid",
    "pubDate": "published",
    "wp:post_type": "kind",
    "wp:status": "status",
    "wp:post_name": "slug",
    "wp:post_date": "date",
    "wp:attachment_url": "file_url",
    "content:encoded": "content",
    "excerpt:encoded": "excerpt",
}
NUMBERS = {"wp:post_id": "wp_id", "wp:post_parent": "parent", "wp:menu_order": "order"}
META = {"_wp_attached_file": "file", "_wp_attachment_image_alt": "alt"}
# Elements whose insides are never looked at.
IGNORED = {"wp:comment", "wp:author", "wp:termmeta", "wp:commentmeta"}
TAXONOMIES = {"category": "category", "post_tag": "tag", "tag": "tag"}


@dataclass
class Read:
    """A pass through an export: hands out items, and knows the site's facts when it is done."""

    file: IO[bytes]
    facts: SiteFacts
    progress: Callable[[int], None] = lambda done: None

    def items(self) -> Iterator[Item]:
        """Yield every item. Raises Refused at the first thing that is wrong."""
        handler = _Handler(self.facts)
        parser = create_parser(forbid_dtd=True)
        parser.setFeature(feature_namespaces, True)
        parser.setContentHandler(handler)
        done = 0
        try:
            while chunk := self.file.read(CHUNK):
                if not done:
                    _look_at_start(chunk)
                    wide = chunk[:2] in UTF16
                done += len(chunk)
                parser.feed(chunk if wide else self._clean(chunk))
                yield from handler.take()
                self.progress(done)
            if not done:
                raise Refused(Reason.EMPTY)
            parser.close()
        except DefusedXmlException:
            raise Refused(Reason.DECLARATIONS) from None
        except SAXParseException as error:
            raise self._refusal(error, handler) from None
        except (LookupError, UnicodeError) as error:
            raise Refused(Reason.ENCODING, str(error)[:80]) from None
        yield from handler.take()
        if not handler.is_export:
            raise Refused(Reason.NOT_WXR)

    def _clean(self, chunk: bytes) -> bytes:
        if b"\x00" in chunk:
            raise Refused(Reason.NUL)
        clean = chunk.translate(None, STRAY)
        self.facts.stray_signs += len(chunk) - len(clean)
        return clean

    @staticmethod
    def _refusal(error: SAXParseException, handler: "_Handler") -> Refused:
        inner: Any = error.getException()
        code, line = getattr(inner, "code", 0), str(error.getLineNumber() or 1)
        if code in ENCODING:
            return Refused(Reason.ENCODING, error.getMessage()[:80])
        if not handler.begun:
            return Refused(Reason.NOT_XML)
        return Refused(Reason.TRUNCATED if code in TRUNCATED else Reason.BROKEN, line)


def _look_at_start(chunk: bytes) -> None:
    if chunk[:2] in UTF16:
        return
    start = chunk.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] != b"<" or start[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise Refused(Reason.NUL if b"\x00" in chunk[:64] and b"<" in chunk[:4] else Reason.NOT_XML)


class _Handler(ContentHandler):
    """Puts items together from the parser's events."""

    def __init__(self, facts: SiteFacts) -> None:
        super().__init__()
        self.facts = facts
        self.begun = self.is_export = False
        self._ready: list[Item] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = self._ignoring = 0
        self._item: Item | None = None
        self._term: dict[str, str] = {}
        self._meta = ("", "")
        self.line: Callable[[], int] = lambda: 0

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802
        """Know where in the file the parser is."""
        self.line = locator.getLineNumber

    def take(self) -> list[Item]:
        """Return the items that are complete, once."""
        ready, self._ready = self._ready, []
        return ready

    def _name(self, name: tuple[str | None, str]) -> str:
        space, local = name
        if space is None:
            return local
        if space == CONTENT:
            return f"content:{local}"
        if match := WP.fullmatch(space):
            if match[1] not in KNOWN_VERSIONS:
                raise Refused(Reason.VERSION, match[1])
            return f"{'excerpt' if match[2] else 'wp'}:{local}"
        return f"?:{local}"

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802  the parser's names
        """Begin an element."""
        self.begun = True
        if self._ignoring:
            self._ignoring += 1
            return
        known = self._name(name)
        if known in IGNORED:
            self._ignoring = 1
            if known == "wp:comment" and self._item:
                self._item.comments += 1
            return
        self._path.append(known)
        self._text, self._length = [], 0
        if len(self._path) == 1 and known != "rss":
            raise Refused(Reason.NOT_WXR)
        if self._path == ["rss", "channel", "item"]:
            self._item = Item()
        elif known == "wp:postmeta":
            self._meta = ("", "")
        elif known in ("wp:category", "wp:tag", "wp:term"):
            self._term = {}
        elif known == "category" and self._item:
            self._term = {
                "kind": attrs.get((None, "domain"), "category"),
                "slug": attrs.get((None, "nicename"), ""),
            }

    def characters(self, content: str) -> None:
        """Keep text that may be wanted."""
        if self._ignoring:
            return
        self._length += len(content)
        if self._length > LONGEST_TEXT:
            raise Refused(Reason.TOO_MUCH, str(self.line()))
        self._text.append(content)

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802
        """End an element."""
        if self._ignoring:
            self._ignoring -= 1
            return
        known, text = self._path.pop(), "".join(self._text)
        self._text, self._length = [], 0
        if self._item is not None:
            self._in_item(known, text, self._item)
        elif self._path == ["rss", "channel"]:
            self._in_channel(known, text.strip())
        elif self._path[:2] == ["rss", "channel"] and len(self._path) == 3:
            self._term[known] = text.strip()

    def _in_item(self, known: str, text: str, item: Item) -> None:
        if self._path == ["rss", "channel"]:
            self._ready.append(item)
            self._item = None
        elif known in TEXTS and len(self._path) == 3:
            setattr(item, TEXTS[known], text if known == "content:encoded" else text.strip())
        elif known in NUMBERS:
            setattr(item, NUMBERS[known], int(text) if text.strip().isdecimal() else 0)
        elif known == "wp:post_password":
            item.has_password = bool(text.strip())
        elif known == "category":
            kind = TAXONOMIES.get(self._term.get("kind", ""), "")
            if kind and self._term["slug"]:
                item.terms.append(Term(kind, self._term["slug"], html.unescape(text.strip())))
        elif known == "wp:meta_key":
            self._meta = (text.strip(), self._meta[1])
        elif known == "wp:meta_value":
            self._meta = (self._meta[0], text.strip())
        elif known == "wp:postmeta":
            self._keep_meta(item, *self._meta)

    @staticmethod
    def _keep_meta(item: Item, key: str, value: str) -> None:
        if key in META:
            setattr(item, META[key], value)
        elif key == "_thumbnail_id" and value.isdecimal():
            item.thumbnail = int(value)

    def _in_channel(self, known: str, text: str) -> None:
        if known == "wp:wxr_version":
            if text not in KNOWN_VERSIONS:
                raise Refused(Reason.VERSION, text[:20])
            self.is_export, self.facts.version = True, text
        elif known == "title":
            self.facts.title = text
        elif known == "link" or known == "wp:base_blog_url":
            self.facts.url = text or self.facts.url
        elif known in ("wp:category", "wp:tag", "wp:term"):
            self._keep_term(known, self._term)

    def _keep_term(self, known: str, parts: dict[str, str]) -> None:
        if known == "wp:category":
            kind, slug, name = "category", parts.get("wp:category_nicename", ""), parts.get("wp:cat_name", "")
        elif known == "wp:tag":
            kind, slug, name = "tag", parts.get("wp:tag_slug", ""), parts.get("wp:tag_name", "")
        else:
            kind = TAXONOMIES.get(parts.get("wp:term_taxonomy", ""), "")
            slug, name = parts.get("wp:term_slug", ""), parts.get("wp:term_name", "")
        if kind and slug:
            # WordPress keeps the names of terms escaped: "Børn &amp; unge".
            term = Term(kind, slug, html.unescape(name) or slug)
            self.facts.terms.setdefault(term.key, term)
