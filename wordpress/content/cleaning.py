"""What may stand in a text of ours, and what it says in plain words."""

import html

import nh3

KEPT = {"p", "h2", "h3", "b", "i", "ol", "ul", "li", "a", "br"}
KEPT_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean_text(text: str) -> str:
    """Return running text with nothing in it but what our rich text knows."""
    return nh3.clean(
        text,
        tags=KEPT,
        attributes=KEPT_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )


def plain(text: str) -> str:
    """Return the words of an HTML text on one line."""
    bare = nh3.clean(text.replace("<", " <"), tags=set(), clean_content_tags={"script", "style"})
    return " ".join(html.unescape(bare).replace("\u00a0", " ").split())
