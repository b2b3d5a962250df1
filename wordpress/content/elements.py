"""HTML as parts of ours: read by nh3 (a browser's rules), walked through, and cleaned once more on its way out."""

import html
import re

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from wordpress.content.cleaning import SCHEMES, clean_text, plain
from wordpress.content.collected import BARE, Collected
from wordpress.content.parts import Converted, Note, Quote, Targets, Text
from wordpress.content.rendering import IMAGE

INLINE = set(
    [
        "a",
        "b",
        "strong",
        "em",
        "i",
        "span",
        "br",
        "code",
        "small",
        "sub",
        "sup",
        "u",
        "s",
        "del",
        "ins",
        "mark",
        "abbr",
        "cite",
        "q",
        "time",
        "kbd",
        "font",
        "label",
        "button",
    ]
)
MEDIA = {"img", "iframe", "video", "audio", "object", "embed"}
_FRAMES = "p div section article aside header footer main nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr"
_FRAMES += " figure figcaption picture source table caption thead tbody tfoot tr td th details summary address center"
READ = INLINE | MEDIA | set(_FRAMES.split())
ATTRIBUTES = {
    "*": {"class"},
    "a": {"href", "title"},
    "img": {"src", "alt", "data-id", "data-src", "data-lazy-src"},
    "iframe": {"src", "title", "data-src"},
    "video": {"src", "title"},
    "audio": {"src", "title"},
    "source": {"src"},
    "object": {"data", "title"},
    "embed": {"src", "title"},
}
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
LONGEST_QUOTE = 300


def convert(text: str, targets: Targets) -> Converted:
    """Return HTML as parts; whatever it says, the result holds no script and nothing of another host."""
    safe = nh3.clean(
        text,
        tags=READ,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style", "noscript"},
    )
    walk = Walk(targets)
    try:
        walk.blocks(BeautifulSoup(safe, "html.parser"))
    except RecursionError:
        # Nobody writes a thousand elements within each other; the words are kept.
        return Converted([Text(clean_text(f"<p>{html.escape(plain(safe))}</p>"))], [Note("too_deep")])
    return walk.done


class Walk(Collected):
    """One way through a text."""

    def blocks(self, node: Tag) -> None:
        """Take what is in an element, one after the other."""
        for child in node.children:
            if isinstance(child, NavigableString):
                self.line.append(html.escape(str(child), quote=False))
            elif isinstance(child, Tag):
                if child.name in INLINE:
                    self.line.append(self.inline(child, divide=True))
                else:
                    self.flush()
                    self.block(child)
        self.flush()

    def block(self, node: Tag) -> None:
        """Take one element that stands by itself."""
        name = node.name
        if name in MEDIA:
            self.media(node)
        elif name in HEADINGS:
            self.media_in(node)
            self.text(HEADINGS[name], re.sub(r"</?b>", "", self.inner(node)).replace("<br>", " ").strip())
        elif name == "pre":
            self.text("p", self.inner(node).strip("\n").replace("\n", "<br>"))
        elif name in ("p", "dt", "dd", "summary", "address", "figcaption", "caption"):
            self.paragraph(node)
        elif name in ("ul", "ol") and node.find("figure"):
            # A gallery as WordPress wrote it before 5.9: its pictures are the items, each with its caption.
            for one in node.find_all("li", recursive=False):
                self.blocks(one)
        elif name in ("ul", "ol"):
            media = node.find_all(list(MEDIA))
            self.text(name, self.items(node))
            for one in media:
                self.media(one)
        elif name == "blockquote":
            self.quote(node)
        elif name == "figure":
            self.figure(node)
        elif name == "table":
            self.table(node)
        elif name != "hr":
            self.blocks(node)

    def paragraph(self, node: Tag) -> None:
        """A paragraph; the bare address of a film or a PDF is that thing itself."""
        words = node.get_text().strip()
        if BARE.fullmatch(words) and not node.find(list(MEDIA)) and self.embed(words, ""):
            # The address of a film or a PDF that is a link as well.
            return
        if any(isinstance(child, Tag) and child.name not in INLINE | MEDIA for child in node.children):
            self.blocks(node)
            return
        if node.name == "dt":
            self.text("p", f"<b>{self.inner(node)}</b>")
            return
        for child in node.children:
            if isinstance(child, Tag) and child.name in MEDIA:
                self.flush()
                self.media(child)
            elif isinstance(child, Tag):
                self.line.append(self.inline(child, divide=True))
            else:
                self.line.append(html.escape(str(child), quote=False))
        self.flush()

    def inner(self, node: Tag) -> str:
        """Return what is in an element as running text."""
        return "".join(
            html.escape(str(child), quote=False) if isinstance(child, NavigableString) else self.inline(child)
            for child in node.children
            if isinstance(child, (NavigableString, Tag))
        )

    def inline(self, node: Tag, divide: bool = False) -> str:
        """Return an element as running text; pictures in it follow the paragraph (`divide`) or are left to others."""
        if node.name == "br":
            return "<br>"
        if "wp-block-file__button" in (node.get("class") or []):
            # It says "Download" and leads where the file's name, just before it, leads.
            return ""
        if node.name in MEDIA:
            if divide:
                self.flush()
                self.media(node)
            return ""
        if divide and node.find(list(MEDIA)):
            self.flush()
            self.media_in(node)
            if node.name == "a" and not node.get_text().strip():
                return self.link_of_picture(node)
        inner = self.inner(node)
        if node.name in ("b", "strong"):
            return f"<b>{inner}</b>" if inner.strip() else inner
        if node.name in ("i", "em", "cite"):
            return f"<i>{inner}</i>" if inner.strip() else inner
        if node.name == "a":
            return self.link(str(node.get("href") or ""), inner)
        if node.name == "q":
            return f"„{inner}”"
        if node.name in INLINE:
            return inner
        return f"{inner}<br>"

    def link(self, address: str, inner: str) -> str:
        """Return a link to where an address leads now; its words alone where that is nowhere."""
        if not address or not plain(inner):
            return inner
        attributes = self.targets.link(address)
        if not attributes and not address.startswith("#"):
            self.note("dead_link", address)
        return f"<a {attributes}>{inner}</a>" if attributes else inner

    def link_of_picture(self, node: Tag) -> str:
        """A picture that leads somewhere else than to itself is followed by a link with words."""
        address = str(node.get("href") or "")
        image = node.find("img")
        if not address or IMAGE.search(address) or not isinstance(image, Tag):
            return ""
        words = str(image.get("alt") or "") or re.sub(r"^https?://", "", address)
        return self.link(address, html.escape(words)) if self.targets.link(address) else ""

    def items(self, node: Tag) -> str:
        """Return the items of a list, with the lists in them."""
        made = []
        for child in node.find_all("li", recursive=False):
            nested = "".join(
                f"<{one.name}>{self.items(one)}</{one.name}>"
                for one in child.find_all(["ul", "ol"])
                if one.find_parent("li") is child
            )
            for one in child.find_all(["ul", "ol"]):
                one.extract()
            words = re.sub(r"(?:\s|<br>)+$", "", self.inner(child).strip())
            if plain(words) or nested:
                made.append(f"<li>{words}{nested}</li>")
        return "".join(made)

    def media_in(self, node: Tag) -> None:
        """Take the pictures and films that are somewhere in an element."""
        for one in node.find_all(list(MEDIA)):
            self.media(one)

    def figure(self, node: Tag) -> None:
        """A picture with its caption, several of them, a table, a film, a quote."""
        caption = node.find("figcaption", recursive=False)
        words = ""
        if isinstance(caption, Tag):
            words = plain(str(caption))
            caption.extract()
        images = node.find_all("img")
        if len(images) == 1 and not node.find(["table", "blockquote", "figure"]):
            self.media(images[0], words)
            link = images[0].find_parent("a")
            if isinstance(link, Tag):
                self.text("p", self.link_of_picture(link))
            return
        self.blocks(node)
        if words:
            self.text("p", html.escape(words))

    def quote(self, node: Tag) -> None:
        """A short quotation is a quote of ours, a long one text."""
        cite = node.find(["cite", "footer"])
        source = ""
        if isinstance(cite, Tag):
            source = plain(str(cite)).lstrip("—–- ")
            cite.extract()
        words = plain(str(node))
        if words and len(words) <= LONGEST_QUOTE and not node.find([*MEDIA, "ul", "ol", "a"]):
            self.done.parts.append(Quote(words.strip(), source[:100]))
            return
        self.blocks(node)
        if source:
            self.text("p", f"<i>{html.escape(source)}</i>")

    def table(self, node: Tag) -> None:
        """A table becomes a list, a row an item; one that only arranged things on the page is taken apart."""
        rows = [row.find_all(["td", "th"], recursive=False) for row in node.find_all("tr")]
        width = max((len(row) for row in rows), default=0)
        if width <= 1 or node.find(["table", "figure", "ul", "ol", *MEDIA]):
            for row in rows:
                for cell in row:
                    if not cell.find_parent(["td", "th"]):
                        self.blocks(cell)
            return
        caption = node.find("caption")
        if isinstance(caption, Tag):
            self.text("h3", self.inner(caption))
        first = rows[0]
        heads = (
            [plain(str(cell)) for cell in first]
            if all(cell.name == "th" for cell in first) or node.find("thead")
            else []
        )
        items = "".join(f"<li>{self.row(row, heads)}</li>" for row in rows[bool(heads) :] if row)
        self.text("ul", items)
        self.note("table", plain(str(first[0])) if first else "")

    def row(self, cells: list[Tag], heads: list[str]) -> str:
        """Return a row's cells, each named by its column's heading."""
        words = [self.inner(cell).strip() for cell in cells]
        rest = [
            f"{html.escape(heads[at])}: {cell}" if at < len(heads) and heads[at] else cell
            for at, cell in enumerate(words)
            if at and plain(cell)
        ]
        first = re.sub(r"</?b>", "", words[0])
        return f"<b>{first}</b>" + (": " if rest else "") + "; ".join(rest)
