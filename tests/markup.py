"""Valid HTML: what the standard's parser complains of, and the rules of the standard that a parser doesn't know."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser


def words(text: str) -> set[str]:
    """Return the words of a text as a set."""
    return set(text.split())


PHRASING = words(
    "a abbr audio b bdi bdo br button canvas cite code data datalist del dfn em embed i iframe img input ins kbd label "
    "link map mark math meta meter noscript object output picture progress q ruby s samp script select slot small span "
    "strong sub sup svg template textarea time u var video wbr area source track"
)
FLOW = PHRASING | words(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header "
    "hgroup hr main menu nav ol p pre search section table ul"
)
# What may stand in what, where that is not any flow content.
INSIDE: dict[str, set[str]] = {name: PHRASING for name in PHRASING - {"a", "ins", "del", "map", "video", "audio"}} | {
    **{name: PHRASING for name in words("h1 h2 h3 h4 h5 h6 p pre legend label")},
    "summary": PHRASING | words("h1 h2 h3 h4 h5 h6 hgroup"),
    "html": {"head", "body"},
    "head": {"title", "meta", "link", "script", "style", "base", "noscript", "template"},
    **{name: {"li", "script", "template"} for name in ("ul", "ol", "menu")},
    "dl": {"dt", "dd", "div", "script", "template"},
    "details": FLOW | {"summary"},
    "fieldset": FLOW | {"legend"},
    "figure": FLOW | {"figcaption"},
    "picture": {"source", "img"},
    "select": {"option", "optgroup", "hr"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    **{name: {"tr"} for name in ("thead", "tbody", "tfoot")},
    "tr": {"th", "td"},
    "video": FLOW,
    "audio": FLOW,
    "noscript": FLOW,
}
KNOWN = FLOW | set(INSIDE) | words("body dt dd li figcaption caption td th option optgroup title style base col")

GLOBAL = words(
    "accesskey autocapitalize autofocus class contenteditable dir draggable enterkeyhint hidden id inert inputmode "
    "itemid itemprop itemref itemscope itemtype lang nonce popover role slot spellcheck style tabindex title translate"
)
OWN: dict[str, str] = {
    "a": "href target download ping rel hreflang type referrerpolicy",
    "audio": "src crossorigin preload autoplay loop muted controls",
    "blockquote": "cite",
    "button": "disabled form name type value popovertarget popovertargetaction",
    "data": "value",
    "del": "cite datetime",
    "details": "name open",
    "dialog": "open",
    "fieldset": "disabled form name",
    "form": "accept-charset action autocomplete enctype method name novalidate target rel",
    "html": "",
    "iframe": "src srcdoc name sandbox allow allowfullscreen width height referrerpolicy loading",
    "img": "alt src srcset sizes crossorigin usemap ismap width height referrerpolicy decoding loading fetchpriority",
    "input": "accept alt autocomplete checked disabled form list max maxlength min minlength multiple name pattern "
    "placeholder readonly required size src step type value width height",
    "ins": "cite datetime",
    "label": "for",
    "li": "value",
    "link": "href crossorigin rel as media integrity hreflang type referrerpolicy sizes imagesrcset imagesizes "
    "fetchpriority color disabled blocking",
    "meta": "name http-equiv content charset media property",
    "ol": "reversed start type",
    "optgroup": "disabled label",
    "option": "disabled label selected value",
    "output": "for form name",
    "q": "cite",
    "script": "src type nomodule async defer crossorigin integrity referrerpolicy blocking fetchpriority",
    "select": "autocomplete disabled form multiple name required size",
    "source": "src type media srcset sizes width height",
    "td": "colspan rowspan headers",
    "textarea": "autocomplete cols dirname disabled form maxlength minlength name placeholder readonly required rows "
    "wrap",
    "th": "colspan rowspan headers scope abbr",
    "time": "datetime",
    "track": "default kind label src srclang",
    "video": "src crossorigin poster preload autoplay playsinline loop muted controls width height",
}
REFERENCES = ("for", "list", "headers", "form", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
DATE = r"\d{4}-\d\d-\d\d"
TIME = (
    rf"{DATE}|({DATE}[T ])?\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?|\d{{4}}(-\d\d)?|"
    r"P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?"
)
INTERACTIVE = words("a button details iframe label select textarea")


def faults(html: str) -> list[str]:
    """Return what is wrong with a document, in sentences; nothing for a valid one."""
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(html)
    wrong = [f"line {place[0]}: {code} {data or ''}".rstrip() for place, code, data in parser.errors]
    wrong += [*faults_of_ids(root), *faults_of_document(root)]
    for element, ancestors in walk(root):
        wrong += faults_of_element(element, ancestors)
    return wrong


def walk(element: Element, ancestors: tuple[Element, ...] = ()) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Yield every HTML element with those around it, the nearest last; what is inside an SVG is not HTML."""
    if not isinstance(element.tag, str):
        return
    yield element, ancestors
    for child in element:
        if isinstance(child.tag, str) and not child.tag.startswith("{"):
            yield from walk(child, (*ancestors, element))


def faults_of_ids(root: Element) -> Iterator[str]:
    """Yield ids that come twice or hold spaces, and references to ids there aren't."""
    ids = [element.get("id", "") for element in root.iter() if "id" in element.attrib]
    yield from (f"id {one!r} comes twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
    yield from (f"id {one!r} is empty or holds a space" for one in ids if not one or re.search(r"\s", one))
    for element, _ in walk(root):
        for name in REFERENCES:
            yield from (f"{name}={one!r} leads nowhere" for one in element.get(name, "").split() if one not in ids)
        href = element.get("href", "")
        if element.tag == "a" and len(href) > 1 and href.startswith("#") and href[1:] not in ids:
            yield f"{href} leads nowhere"


def faults_of_document(root: Element) -> Iterator[str]:
    """Yield what is missing in the document as a whole."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", root.get("lang", "")):
        yield f"the document's language is {root.get('lang')!r}"
    titles = [title for title in root.iter("title") if (title.text or "").strip()]
    if len(list(root.findall("head/title"))) != 1 or not titles:
        yield "no title, or more than one"
    if len([one for one in root.iter("main") if "hidden" not in one.attrib]) != 1:
        yield "no main element, or more than one"
    if len(root.findall("head/meta[@charset]")) != 1:
        yield "no charset, or more than one"


def faults_of_element(element: Element, ancestors: tuple[Element, ...]) -> Iterator[str]:
    """Yield what is wrong with an element: its name, its place, its attributes."""
    tag, parent = element.tag, ancestors[-1].tag if ancestors else ""
    if tag not in KNOWN and "-" not in tag:
        yield f"<{tag}> is no element of today's HTML"
    # An <a> takes what its own parent takes.
    around = next((one.tag for one in reversed(ancestors) if one.tag not in ("a", "ins", "del", "map")), "")
    allowed = INSIDE.get(around, FLOW) if around else {"html"}
    if tag not in allowed and not (parent == "div" and around == "div" and tag in ("dt", "dd")):
        yield f"<{tag}> in <{around}>"
    if tag in ("link", "meta") and parent != "head" and "itemprop" not in element.attrib:
        yield f"<{tag}> in <{parent}>"
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    if tag in ("ul", "ol", "dl", "picture", "select", "table", "tr") and text.strip():
        yield f"text in <{tag}>: {text.strip()[:30]!r}"
    inside = {one.tag for one in ancestors}
    if (tag in INTERACTIVE - {"label"} or tag == "input") and inside & {"a", "button"}:
        yield f"<{tag}> in {sorted(inside & {'a', 'button'})}"
    if tag == "summary" and (parent != "details" or ancestors[-1][0] is not element):
        yield "<summary> is not first in its <details>"
    yield from faults_of_attributes(element)


def faults_of_attributes(element: Element) -> Iterator[str]:
    """Yield attributes the element can't have, must have, or has with a wrong value."""
    tag, own = str(element.tag), OWN.get(str(element.tag), "").split()
    for name, value in element.attrib.items():
        if name not in own and name not in GLOBAL and not name.startswith(("data-", "aria-")):
            yield f"{name} on <{tag}>"
        if name in ("href", "src", "action", "poster") and re.search(r"[\s\"<>\\^`{|}]", value):
            yield f"{name}={value!r} is no address"
        if name in ("width", "height", "colspan", "rowspan") and not re.fullmatch(r"\d+", value):
            yield f"{name}={value!r} is no number"
        if name in ("lang", "hreflang", "srclang") and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", value):
            yield f"{name}={value!r} is no language"
    if tag == "time" and not re.fullmatch(TIME, element.get("datetime", element.text or "")):
        yield f"<time> without a time: {element.get('datetime')!r}"
    for name in {"img": ("src", "alt"), "source": (), "track": ("src",), "a": (), "label": ()}.get(tag, ()):
        if name not in element.attrib:
            yield f"<{tag}> without {name}"
    in_widths = re.search(r"\d+w", element.get("srcset", ""))
    if in_widths and "sizes" not in element.attrib:
        yield f"<{tag}> with srcset in widths, without sizes"
    if element.get("href") == "" or element.get("src") == "":
        yield f"<{tag}> with an empty address"
