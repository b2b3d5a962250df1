"""Shortcodes as plain HTML: WordPress's own, Divi's, those of PDF and film plugins; others are taken out and noted."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from wordpress.content.paragraphs import with_paragraphs
from wordpress.content.shortcodes import Shortcode, parse

# What is made anew on every visit, or asks visitors for something: nothing of it is content.
DYNAMIC = {
    *("et_pb_blog", "et_pb_contact_form", "et_pb_contact_field", "et_pb_signup", "et_pb_signup_custom_field"),
    *("et_pb_sidebar", "et_pb_search", "et_pb_login", "et_pb_shop", "et_pb_portfolio", "et_pb_filterable_portfolio"),
    *("et_pb_fullwidth_portfolio", "et_pb_post_slider", "et_pb_fullwidth_post_slider", "et_pb_post_nav", "et_pb_menu"),
    *("et_pb_fullwidth_menu", "et_pb_comments", "et_pb_map", "et_pb_fullwidth_map", "et_pb_map_pin"),
    *("et_pb_social_media_follow", "et_pb_social_media_follow_network", "et_pb_countdown_timer", "contact-form-7"),
}
# Frames and ornaments: what is in them stays, and nobody misses them.
FRAMES = {
    *("et_pb_section", "et_pb_row", "et_pb_row_inner", "et_pb_column", "et_pb_column_inner", "et_pb_accordion"),
    *("et_pb_tabs", "et_pb_slider", "et_pb_fullwidth_slider", "et_pb_video_slider", "et_pb_counters", "et_pb_divider"),
    *("et_pb_space", "et_pb_icon", "et_pb_line_break_holder", "et_pb_post_title", "et_pb_fullwidth_post_title"),
    *("et_pb_post_content", "et_pb_pricing_tables", "et_pb_group_carousel", "et_pb_group"),
}
WITH_TITLE = {"et_pb_toggle", "et_pb_accordion_item", "et_pb_tab", "et_pb_blurb", "et_pb_cta", "et_pb_slide"}
WITH_TITLE |= {"et_pb_fullwidth_header", "et_pb_team_member", "et_pb_pricing_table", "et_pb_heading"}
KNOWN = {
    *DYNAMIC,
    *FRAMES,
    *WITH_TITLE,
    *("caption", "wp_caption", "gallery", "embed", "video", "audio", "playlist", "youtube", "vimeo", "pdf"),
    *("et_pb_text", "et_pb_code", "et_pb_fullwidth_code", "et_pb_image", "et_pb_fullwidth_image", "et_pb_button"),
    *("et_pb_gallery", "et_pb_video", "et_pb_video_slider_item", "et_pb_audio", "et_pb_testimonial", "et_pb_counter"),
    *("et_pb_number_counter", "et_pb_circle_counter"),
}
FILM = re.compile(r"https?://(?:www\.|m\.|player\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com)/\S+")
PDF = re.compile(r"\.pdf(?:[?#].*)?\Z", re.IGNORECASE)
IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?.*)?\Z", re.IGNORECASE)


@dataclass
class Rendered:
    """HTML, and the shortcodes that were taken out of it, as they stood."""

    html: str
    unknown: list[str] = field(default_factory=list)


def render(text: str, paragraphs: bool) -> Rendered:
    """Return a text without shortcodes; `paragraphs` for one whose paragraphs are blank lines."""
    done = Rendered("")
    # Divi keeps the line ends of a code module so.
    text = re.sub(r"<!--\s*\[et_pb_line_break_holder\]\s*-->", "\n", text)
    tree = parse(text, KNOWN)
    done.html = _children(tree, done, paragraphs)
    return done


def _children(node: Shortcode, done: Rendered, paragraphs: bool) -> str:
    """Return what is in a shortcode; text and what stands in it make paragraphs together."""
    parts = [one if isinstance(one, str) else _one(one, done, paragraphs) for one in node.children]
    joined = "".join(parts)
    return with_paragraphs(joined) if paragraphs else joined


def _one(node: Shortcode, done: Rendered, paragraphs: bool) -> str:
    if node.name in DYNAMIC:
        done.unknown.append(node.raw)
        return ""
    inner = _children(node, done, paragraphs or node.name.startswith("et_pb_text"))
    if maker := MAKERS.get(node.name):
        return "\n\n" + maker(node, inner) + "\n\n"
    if node.name in WITH_TITLE:
        return "\n\n" + _titled(node, inner) + "\n\n"
    if node.name in FRAMES:
        return f"\n\n{inner}\n\n"
    return _unknown(node, inner, done)


def _unknown(node: Shortcode, inner: str, done: Rendered) -> str:
    """A plugin's: a film, a PDF or a button is seen by what it names; of others only what they enclose stays."""
    values = [*node.attrs.values(), *node.words, re.sub(r"<[^>]+>", "", inner).strip()]
    for value in values:
        if FILM.fullmatch(value) or PDF.search(value):
            return _embed(value, node.get("title", "text"))
    address = node.get("url", "link", "href")
    if "button" in node.name and address:
        return _button(address, re.sub(r"<[^>]+>", "", inner) or node.get("text", "title"))
    done.unknown.append(node.raw)
    return inner


def _attr(name: str, value: str) -> str:
    return f' {name}="{html.escape(value)}"' if value else ""


def _image(src: str, alt: str = "", key: str = "", caption: str = "") -> str:
    if not (src or key):
        return ""
    figcaption = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
    return f"<figure><img{_attr('src', src)}{_attr('alt', alt)}{_attr('data-id', key)}>{figcaption}</figure>"


def _button(address: str, words: str) -> str:
    return f"<p><a{_attr('href', address)}>{html.escape(words.strip() or address)}</a></p>" if address else ""


def _embed(address: str, title: str = "") -> str:
    return f"<iframe{_attr('src', address)}{_attr('title', title)}></iframe>" if address else ""


def _caption(node: Shortcode, inner: str) -> str:
    image = re.search(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", inner)
    if not image:
        return inner
    words = node.get("caption") or re.sub(r"<[^>]+>", " ", inner[: image.start()] + inner[image.end() :])
    key = re.sub(r"\D", "", node.get("id"))
    picture = image.group()
    if key and "data-id" not in picture:
        picture = picture.replace("<img", f'<img data-id="{key}"', 1)
    return f"<figure>{picture}<figcaption>{' '.join(words.split())}</figcaption></figure>"


def _gallery(node: Shortcode, inner: str) -> str:
    keys = re.findall(r"\d+", node.get("ids", "gallery_ids", "include"))
    return "".join(_image("", key=key) for key in keys[:200]) + inner


def _film(node: Shortcode, inner: str) -> str:
    address = node.get("src", "mp4", "webm", "m4v", "ogv", "url", "id") or next(iter(node.words), "")
    address = address or re.sub(r"<[^>]+>", "", inner).strip()
    if re.fullmatch(r"[\w-]{11}", address) and node.name == "youtube":
        address = f"https://www.youtube.com/watch?v={address}"
    elif address.isdecimal() and node.name == "vimeo":
        address = f"https://vimeo.com/{address}"
    return _embed(address, node.get("title"))


def _titled(node: Shortcode, inner: str) -> str:
    """A module with a heading, perhaps a picture, a text, buttons."""
    level = "h2" if node.name in ("et_pb_fullwidth_header", "et_pb_heading") else "h3"
    title = node.get("title", "heading", "name")
    parts = [f"<{level}>{html.escape(title)}</{level}>" if title else ""]
    under = node.get("subhead", "subtitle", "position")
    parts.append(f"<p>{html.escape(under)}</p>" if under else "")
    parts.append(_image(node.get("image", "header_image_url", "image_url"), node.get("alt", "image_alt")))
    parts.append(inner)
    for number in ("button", "button_one", "button_two"):
        words = node.get(f"{number}_text", f"{number}_title")
        parts.append(_button(node.get(f"{number}_url", f"{number}_link"), words))
    if node.name == "et_pb_blurb" and node.get("url"):
        parts.append(_button(node.get("url"), title))
    return "".join(parts)


def _testimonial(node: Shortcode, inner: str) -> str:
    source = ", ".join(filter(None, (node.get("author"), node.get("job_title"), node.get("company_name", "company"))))
    return f"<blockquote>{inner}<cite>{html.escape(source)}</cite></blockquote>"


def _counter(node: Shortcode, inner: str) -> str:
    number = node.get("number", "percent")
    sign = " %" if number and node.get("percent_sign") != "off" and "%" not in number else ""
    words = node.get("title") or re.sub(r"<[^>]+>", "", inner).strip()
    return f"<p><b>{html.escape(number + sign)}</b> {html.escape(words)}</p>"


def _text(node: Shortcode, inner: str) -> str:
    return inner


def _picture(node: Shortcode, inner: str) -> str:
    image = _image(node.get("src"), node.get("alt"))
    target = node.get("url")
    return (
        image.replace("<img", f"<a{_attr('href', target)}><img", 1).replace("></figure>", "></a></figure>")
        if (target and image)
        else image
    )


def _sound(node: Shortcode, inner: str) -> str:
    address = node.get("audio", "src", "mp3", "m4a", "ogg")
    return _button(address, node.get("title") or address.rsplit("/", 1)[-1])


MAKERS: dict[str, Callable[[Shortcode, str], str]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "et_pb_gallery": _gallery,
    "embed": _film,
    "video": _film,
    "youtube": _film,
    "vimeo": _film,
    "pdf": _film,
    "et_pb_video": _film,
    "et_pb_video_slider_item": _film,
    "audio": _sound,
    "et_pb_audio": _sound,
    "playlist": _gallery,
    "et_pb_text": _text,
    "et_pb_code": _text,
    "et_pb_fullwidth_code": _text,
    "et_pb_image": _picture,
    "et_pb_fullwidth_image": _picture,
    "et_pb_button": lambda node, inner: _button(node.get("button_url"), node.get("button_text")),
    "et_pb_testimonial": _testimonial,
    "et_pb_counter": _counter,
    "et_pb_number_counter": _counter,
    "et_pb_circle_counter": _counter,
}
