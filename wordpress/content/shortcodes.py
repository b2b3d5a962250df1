"""Shortcodes in a text, as a tree: [name key="value"]…[/name] (WordPress's Shortcode API)."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

# Bounded everywhere, so that a hostile text costs no more than its length.
TAG = re.compile(
    r"\[(?P<escaped>\[?)(?P<close>/?)(?P<name>[A-Za-z][\w-]{0,60})(?P<attrs>(?![\w-])"
    r"""(?:[^\[\]"'<>]|"[^"]{0,20000}"|'[^']{0,20000}'|<(?:br|/?p) ?/?>){0,4000})(?:/?)\](?P<end>\]?)"""
)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|'([^']*)'|(\S+)""")
# Words in square brackets that are somebody's remark.
REMARKS = {"sic", "red", "redaktionen", "redaktion", "note", "citat", "kilde", "min", "mine", "vi", "os", "de", "den"}
# Divi writes these signs so in its attributes.
DIVI_SIGNS = {"%22": '"', "%91": "[", "%93": "]", "%92": "\\"}


@dataclass
class Shortcode:
    """One shortcode; what stands between its two ends are its children."""

    name: str
    raw: str
    attrs: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    children: list["str | Shortcode"] = field(default_factory=list)

    def get(self, *names: str) -> str:
        """Return the first of some attributes that says something."""
        return next((self.attrs[name] for name in names if self.attrs.get(name)), "")


def attributes(text: str) -> tuple[dict[str, str], list[str]]:
    """Return the attributes that have a name, and the words that have none."""
    named, words = {}, []
    for match in ATTRIBUTE.finditer(html.unescape(text)):
        value = next((one for one in match.groups()[1:] if one is not None), "")
        for sign, meant in DIVI_SIGNS.items():
            value = value.replace(sign, meant)
        if match[1]:
            # What Divi fills in from elsewhere says nothing here.
            named[match[1].lower()] = "" if value.startswith("@ET-DC@") else value.strip()
        elif value not in ("/", ""):
            words.append(value)
    return named, words


def is_shortcode(match: re.Match[str], known: set[str], closed: bool) -> bool:
    """Whether what stands in brackets is one, not a person's remark in square brackets."""
    name = match["name"].lower()
    if name in known or closed or "=" in match["attrs"] or "_" in name:
        return True
    if match["attrs"].strip(" /"):
        return "-" in name or "http" in match["attrs"]
    return name not in REMARKS and match["name"] == name


def _tags(text: str, known: set[str]) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield the tags, each with whether its other end follows."""
    found = list(TAG.finditer(text))
    ends = Counter(match["name"].lower() for match in found if match["close"])
    for match in found:
        name = match["name"].lower()
        if match["escaped"] and match["end"]:
            continue
        if match["close"]:
            ends[name] -= 1
            yield match, False
        elif is_shortcode(match, known, ends[name] > 0):
            yield match, ends[name] > 0


def parse(text: str, known: set[str]) -> Shortcode:
    """Return the text as a nameless shortcode with all that is in it as children."""
    root = Shortcode("", "")
    stack, at = [root], 0
    for match, has_end in _tags(text, known):
        # An escaped bracket's own signs stay in the text.
        start = match.start() + (len(match["escaped"]) if match["escaped"] else 0)
        if start > at:
            stack[-1].children.append(_unescaped(text[at:start]))
        at = match.end() - len(match["end"])
        name = match["name"].lower()
        if match["close"]:
            if any(one.name == name for one in stack[1:]):
                while stack.pop().name != name:
                    pass
            continue
        named, words = attributes(match["attrs"])
        one = Shortcode(name, match.group()[:300], named, words)
        stack[-1].children.append(one)
        if has_end and len(stack) < 60:
            stack.append(one)
    stack[-1].children.append(_unescaped(text[at:]))
    return root


def _unescaped(text: str) -> str:
    """[[name]] is how WordPress writes [name] for readers."""
    return re.sub(r"\[(\[[^\[\]]{1,300}\])\]", r"\1", text)
