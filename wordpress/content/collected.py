"""What comes out of a text as one walks through it: paragraphs, pictures, films, PDFs, and notes on what is lost."""

import html
import re
from urllib.parse import parse_qs, urlsplit

from bs4.element import Tag

from news.video_links import video_address
from wordpress.content.cleaning import clean_text, plain
from wordpress.content.parts import Converted, Film, Note, Pdf, Picture, Targets, Text
from wordpress.content.rendering import PDF

BARE = re.compile(r"https?://\S+")


class Collected:
    """The parts so far, and the paragraph under way."""

    def __init__(self, targets: Targets) -> None:
        self.targets, self.done = targets, Converted()
        self.line: list[str] = []

    def flush(self) -> None:
        """End the paragraph that was begun outside of any element."""
        words = "".join(self.line)
        self.line = []
        if not BARE.fullmatch(words.strip()):
            self.text("p", words)
        elif not self.embed(html.unescape(words.strip()), ""):
            self.address(html.unescape(words.strip()))

    def address(self, address: str) -> None:
        """An address alone on its line, which WordPress shows as a preview: a link, by its title where it is ours."""
        words = html.escape(self.targets.title(address) or re.sub(r"^https?://", "", address))
        attributes = self.targets.link(address)
        if attributes:
            self.text("p", f"<a {attributes}>{words}</a>")
        else:
            self.note("dead_link", address)

    def text(self, tag: str, inner: str) -> None:
        """Add a paragraph, heading or list; nothing for one without words."""
        inner = re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", inner)
        if not plain(inner):
            return
        piece = clean_text(f"<{tag}>{inner}</{tag}>")
        if self.done.parts and isinstance(self.done.parts[-1], Text):
            self.done.parts[-1].html += piece
        else:
            self.done.parts.append(Text(piece))

    def note(self, code: str, detail: str) -> None:
        """Tell of something."""
        self.done.notes.append(Note(code, detail[:300]))

    def media(self, node: Tag, caption: str = "") -> None:
        """A picture, a film, a PDF; what is none of them is told of."""
        if node.name == "img":
            self.picture(node, caption)
            return
        inner = node.find("source")
        address = str(node.get("src") or node.get("data") or node.get("data-src") or "")
        address = address or (str(inner.get("src") or "") if isinstance(inner, Tag) else "")
        if address and not self.embed(address, str(node.get("title") or "")):
            self.note("left_media", address)
        if caption:
            self.text("p", html.escape(caption))

    def embed(self, address: str, title: str) -> bool:
        """Take the address of a film or a PDF, also within a viewer's; return whether it is one."""
        if address.startswith("//"):
            address = f"https:{address}"
        inside = [one for values in parse_qs(urlsplit(address).query).values() for one in values]
        pdf = next((one for one in (address, *inside) if PDF.search(one)), "")
        film = video_address(address)
        if film:
            self.done.parts.append(Film(film.url, title))
        elif pdf:
            self.done.parts.append(Pdf(pdf, title))
        return bool(film or pdf)

    def picture(self, node: Tag, caption: str) -> None:
        """A picture that came along, or the note that it is missing."""
        names = " ".join(node.get("class") or [])
        number = re.search(r"wp-image-(\d+)", names)
        key = str(node.get("data-id") or "") or (number[1] if number else "")
        address = str(node.get("data-src") or node.get("data-lazy-src") or node.get("src") or "")
        found = self.targets.image(address, int(key) if key.isdecimal() else 0)
        alt = " ".join(str(node.get("alt") or "").split())
        if found:
            image, description, own_caption = found
            words = " ".join((caption or own_caption).split())
            self.done.parts.append(Picture(image, "" if alt == description else alt[:200], words[:200]))
        elif "emoji" not in names and not address.startswith("data:"):
            self.note("missing_picture", address or f"#{key}")
            if caption:
                self.text("p", html.escape(caption))
