"""What makes a sentence hard, marked in it."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.danish.lix import LONG

register = template.Library()
_PIECES = re.compile(r"([^\W_]+(?:[-’'][^\W_]+)*)")


@register.filter
def mark_long(sentence: str) -> SafeString:
    """Return the sentence, escaped, with each long word in <mark>."""
    pieces = (
        format_html("<mark>{}</mark>", piece) if number % 2 and len(piece) > LONG else conditional_escape(piece)
        for number, piece in enumerate(_PIECES.split(sentence))
    )
    return mark_safe("".join(pieces))  # noqa: S308  each piece is escaped
