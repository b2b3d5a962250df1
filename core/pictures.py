"""Which sizes of a picture the templates ask for, and loading them for a whole page in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images.models import Filter

from core.images import SiteImage, SiteRendition


@dataclass(frozen=True)
class PictureSpec:
    """A named shape: Wagtail's filter specs from narrow to wide, and how wide the picture is shown."""

    filters: tuple[str, ...]
    sizes: str

    @property
    def modern(self) -> list[str]:
        """The filter specs as WebP, for every browser since 2020."""
        return [f"{spec}|format-webp" for spec in self.filters]

    @property
    def fallback(self) -> str:
        """One size as JPEG, for older browsers, feed readers and shared links."""
        return f"{self.filters[0]}|format-jpeg"


SPECS = {
    "window": PictureSpec(
        ("fill-300x200", "fill-600x400"), "(min-width: 56rem) 18rem, (min-width: 36rem) 45vw, 7.5rem"
    ),
    "card": PictureSpec(("fill-360x240", "fill-720x480"), "(min-width: 60rem) 22rem, 100vw"),
    "lead": PictureSpec(("fill-480x320", "fill-960x640"), "(min-width: 60rem) 32rem, 100vw"),
    "wide": PictureSpec(("max-480x960", "max-960x1920", "max-1600x1600"), "(min-width: 76rem) 56rem, 100vw"),
    "low": PictureSpec(("fill-480x270", "fill-960x540", "fill-1600x900"), "(min-width: 76rem) 56rem, 100vw"),
    "poster": PictureSpec(("max-640x640", "max-1280x1280"), "(min-width: 76rem) 56rem, 100vw"),
    "street": PictureSpec(("max-800x800", "max-1600x1600", "max-2400x2400"), "100vw"),
    "cover": PictureSpec(("width-240", "width-480", "width-832"), "(min-width: 60rem) 26rem, 15rem"),
    "portrait": PictureSpec(("fill-160x200", "fill-368x460"), "(min-width: 44rem) 11.5rem, 7.5rem"),
    "logo": PictureSpec(("max-160x80", "max-320x160"), "10rem"),
    "share": PictureSpec(("fill-1200x630",), "1200px"),
}


# Wagtail takes a spec apart anew for each picture and size on a page; there are two dozen specs.
filter_of = cache(Filter)


def prefetch_pictures(images: Iterable[SiteImage | None], *names: str) -> None:
    """Load the renditions of all these images in the named shapes, in one query; None is passed over."""
    found = [image for image in images if image is not None]
    if not found:
        return
    filters = {spec for name in names for spec in (*SPECS[name].modern, SPECS[name].fallback)}
    renditions = SiteRendition.objects.filter(filter_spec__in=filters)
    prefetch_related_objects(found, Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions"))


def picture_address(image: SiteImage | None, name: str) -> str:
    """Return the address of an image as JPEG in a named shape, for shared links and feeds; "" without an image."""
    return image.get_rendition(filter_of(SPECS[name].fallback)).url if image else ""
