"""Catalogues in which every text is Danish between ⟦ and ⟧, so that text which came through none of them is seen."""

import re
from collections import defaultdict
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.utils.translation.trans_real import DjangoTranslation

from tools.messages import LANGUAGE
from tools.translations import DOMAINS, PLACEHOLDER

OPEN, CLOSE = "⟦", "⟧"
PARTS = re.compile(rf"({PLACEHOLDER.pattern})")
# Innermost first; a text that was cut short has lost its end.
MARKED = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*(?:{CLOSE}|$)")
LETTERS = re.compile(r"[^\W\d_]")


def mark(text: str) -> str:
    """Mark what stands between placeholders and tags, so that what is put in for them is seen as well."""
    parts = PARTS.split(text)
    return "".join(
        f"{OPEN}{part}{CLOSE}" if at % 2 == 0 and LETTERS.search(part) else part for at, part in enumerate(parts)
    )


def unmarked(text: str) -> list[str]:
    """Return the pieces of a text that are left when everything marked is taken out, and have a letter."""
    while (shorter := MARKED.sub("\0", text)) != text:
        text = shorter
    return [piece for piece in text.split("\0") if LETTERS.search(piece)]


def write_marked(folder: Path) -> None:
    """Write both domains, as Django serves them in Danish, into a folder for LOCALE_PATHS."""
    target = folder / LANGUAGE / "LC_MESSAGES"
    target.mkdir(parents=True, exist_ok=True)
    for domain in DOMAINS:
        forms: dict[str, dict[int, str]] = defaultdict(dict)
        for key, text in DjangoTranslation(LANGUAGE, domain=domain)._catalog.items():
            name, form = key if isinstance(key, tuple) else (key, -1)
            if name:
                forms[name].setdefault(form, mark(text))
        catalogue = Catalog(locale=LANGUAGE, charset="utf-8", fuzzy=False)
        for name, texts in forms.items():
            context, _, text = name.rpartition("\x04")
            if -1 in texts:
                catalogue.add(text, texts[-1], context=context or None)
            else:
                catalogue.add((text, text), (texts[0], texts[1]), context=context or None)
        with (target / f"{domain}.mo").open("wb") as file:
            write_mo(file, catalogue)
