"""Paragraphs of a classic text: WordPress keeps blank lines and makes <p> of them only when it shows them."""

import re

BLOCKS = (
    "(?:table|thead|tfoot|caption|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|blockquote|address|p|h[1-6]"
    "|hr|section|article|aside|header|footer|nav|figure|figcaption|details|summary|iframe|object|video|audio)"
)
OPENING = re.compile(rf"\s*(<{BLOCKS}[\s/>])", re.IGNORECASE)
CLOSING = re.compile(rf"(</{BLOCKS}>)\s*", re.IGNORECASE)
BEGINS = re.compile(rf"</?{BLOCKS}[\s/>]", re.IGNORECASE)
BREAK = re.compile(r"[ \t]*<br\s*/?>\s*", re.IGNORECASE)


def with_paragraphs(text: str) -> str:
    """Return the HTML of a text whose paragraphs are divided by blank lines and whose lines by line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = BREAK.sub("<br>", text).replace("<br><br>", "\n\n")
    text = CLOSING.sub(r"\1\n\n", OPENING.sub(r"\n\n\1", text))
    pieces = (piece.strip() for piece in re.split(r"\n[ \t]*\n", text))
    return "\n".join(
        piece if BEGINS.match(piece) else "<p>" + piece.replace("\n", "<br>\n") + "</p>" for piece in pieces if piece
    )
