"""The picture tag: WebP in several widths with a JPEG fallback, width and height set, lazy below the fold."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.images import SiteImage
from core.pictures import SPECS, filter_of, picture_address

register = template.Library()

LAZY = mark_safe('loading="lazy"')
FIRST = mark_safe('fetchpriority="high"')


@register.simple_tag
def picture(
    image: SiteImage | None,
    name: str,
    alt: str | None = None,
    css: str = "",
    sizes: str = "",
    lazy: bool = True,
) -> SafeString | str:
    """Return <picture> for an image in a named shape (core.pictures.SPECS), or "" without an image.

    alt None takes the image's own description; alt "" marks it as decoration. lazy False is for the first picture
    that a visitor sees.
    """
    if image is None:
        return ""
    spec = SPECS[name]
    renditions = image.get_renditions(*map(filter_of, (*spec.modern, spec.fallback)))
    largest = renditions[spec.modern[-1]]
    # Small originals are never blown up, so several widths may end as one.
    widths = {rendition.width: rendition.url for rendition in (renditions[modern] for modern in spec.modern)}
    return format_html(
        '<picture><source type="image/webp" srcset="{}" sizes="{}"><img src="{}" alt="{}" width="{}" height="{}"'
        ' decoding="async" {}{}></picture>',
        ", ".join(f"{url} {width}w" for width, url in sorted(widths.items())),
        sizes or spec.sizes,
        renditions[spec.fallback].url,
        image.description if alt is None else alt,
        largest.width,
        largest.height,
        LAZY if lazy else FIRST,
        format_html(' class="{}"', css) if css else "",
    )


register.simple_tag(picture_address, name="picture_url")
