"""Running text, as Wagtail stores it, read into paragraphs, headings and links."""

from html.parser import HTMLParser

from editorial.checks.values import Heading, Link, Passage

LINES = {"p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6"}
STRONG = {"b", "strong"}
LEVELS = {f"h{level}": level for level in range(2, 7)}


class _Reader(HTMLParser):
    def __init__(self, where: str) -> None:
        super().__init__(convert_charrefs=True)
        self.where = where
        self.parts: list[str] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        # Where the heading and the link that are open began.
        self.heading: tuple[int, int] | None = None
        self.link: tuple[dict[str, str], int] | None = None
        # The paragraph that is open: where it began, how much of it is bold, how much isn't.
        self.paragraph = 0
        self.emphasis = self.plain = self.strong = 0
        self.bold: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LINES:
            self.parts.append("\n")
        elif tag == "br":
            self.parts.append(" ")
        if tag == "p":
            self.paragraph, self.plain, self.strong = len(self.parts), 0, 0
        elif tag in STRONG:
            self.emphasis += 1
        elif tag in LEVELS:
            self.heading = LEVELS[tag], len(self.parts)
        elif tag == "a":
            self.link = {name: value or "" for name, value in attrs}, len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if tag in LEVELS and self.heading:
            level, start = self.heading
            self.headings.append(Heading(level, self._since(start), self.where))
            self.heading = None
        elif tag == "a" and self.link:
            self._close_link(*self.link)
            self.link = None
        elif tag in STRONG and self.emphasis:
            self.emphasis -= 1
        elif tag == "p" and self.strong and not self.plain:
            self.bold.append(self._since(self.paragraph))
        if tag in LINES:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))
        if self.emphasis:
            self.strong += len(data.strip())
        else:
            self.plain += len(data.strip())

    def _since(self, start: int) -> str:
        return " ".join("".join(self.parts[start:]).replace("\u00ad", "").split())

    def _close_link(self, attributes: dict[str, str], start: int) -> None:
        key = int(attributes["id"]) if attributes.get("id", "").isdigit() else None
        kind = attributes.get("linktype")
        self.links.append(
            Link(
                self._since(start),
                address=attributes.get("href", "").strip(),
                page=key if kind == "page" else None,
                document=key if kind == "document" else None,
                where=self.where,
            )
        )


def read(source: str, where: str = "") -> Passage:
    """Take a rich text's source; return its text with each paragraph on a line, its headings, links and bold."""
    reader = _Reader(where)
    reader.feed(source)
    reader.close()
    lines = (" ".join(line.split(" ")).strip() for line in "".join(reader.parts).split("\n"))
    text = "\n".join(line for line in lines if line)
    return Passage(text, where, tuple(reader.headings), tuple(reader.links), tuple(reader.bold))
