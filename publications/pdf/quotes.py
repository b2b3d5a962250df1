"""A page's text for the reader page, and how to quote it."""

from django.utils.translation import gettext as _

from publications.pdf.values import Page

PREVIEW_CHARACTERS = 300


def paragraphs(text: str) -> list[str]:
    """Take the text of a page as it is kept; return its paragraphs, plain and not escaped."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def opening(pages: tuple[Page, ...], longest: int = PREVIEW_CHARACTERS) -> str:
    """Take a publication's pages; return its first running text, at most `longest` characters, "" without any.

    Titles, contents and page numbers are passed over: running text is a paragraph of a sentence or more.
    """
    for page in pages:
        for paragraph in paragraphs(page.text):
            if len(paragraph) >= 80 and paragraph.count(".") < len(paragraph) / 15 and paragraph[-1] in ".!?":
                return shortened(paragraph, longest)
    return ""


def shortened(text: str, longest: int) -> str:
    """Return the text cut after a sentence, else after a word with an ellipsis, to `longest` characters at most."""
    if len(text) <= longest:
        return text
    cut = text[:longest]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    if end >= longest // 3:
        return cut[: end + 1]
    return cut[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:-– ") + "…"


def cite_page(citation: str, number: int, address: str = "") -> str:
    """Take how a publication is quoted, a page's number and its address; return how to quote that page."""
    line = _("%(citation)s, p. %(number)d") % {"citation": citation.rstrip(" ."), "number": number}
    return f"{line}. {address}" if address else f"{line}."
