"""The Danish rule for addresses: æ→ae, ø→oe, å→aa; for the server, the editor and copies alike."""

import unicodedata

from django.utils.text import slugify

TRANSLITERATION = {"æ": "ae", "ø": "oe", "å": "aa"}
MAX_LENGTH = 80


def danish_slug(text: str, max_length: int = MAX_LENGTH) -> str:
    """Return the slug of a Danish text, in a–z, 0–9 and hyphens, cut at a whole word; "" when nothing is left.

    >>> danish_slug("Årsskrift 2016: på vej")
    'aarsskrift-2016-paa-vej'
    """
    # å may come as a + ring (NFD, as on a Mac); composed first, or the ring is lost.
    text = unicodedata.normalize("NFC", text).lower()
    for letter, replacement in TRANSLITERATION.items():
        text = text.replace(letter, replacement)
    slug = slugify(text)
    if len(slug) > max_length:
        slug = slug[: max_length + 1].rsplit("-", 1)[0][:max_length]
    return slug.strip("-")


def editor_formatters() -> list[tuple[str, str]]:
    """Return the same rule as (pattern, replacement) pairs for Wagtail's slug field in the browser."""
    return [(f"[{letter}{letter.upper()}]", replacement) for letter, replacement in TRANSLITERATION.items()]
