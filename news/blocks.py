"""The block that leads to a film at YouTube or Vimeo; nothing is fetched from there before a visitor goes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core.images import SiteImage
from news.video_links import video_address

LONGEST_MINUTES = 600


class VideoAddressBlock(blocks.CharBlock):
    """The address of a film at YouTube or Vimeo."""

    def clean(self, value: str) -> str:
        """Return the film's address in its plain form. Raises ValidationError for any other address."""
        address = video_address(super().clean(value))
        if address is None:
            raise ValidationError(
                gettext("This is not the address of a film. Open the film at YouTube or Vimeo and copy its address.")
            )
        return address.url


class VideoLinkBlock(blocks.StructBlock):
    """A card that leads to a film at another site."""

    url = VideoAddressBlock(label=_("Address at YouTube or Vimeo"), max_length=300)
    title = blocks.CharBlock(label=_("What the film is called"), max_length=120)
    image = ImageChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_("One of our own. The picture at YouTube or Vimeo can't be used: visitors would be tracked."),
    )
    minutes = blocks.IntegerBlock(label=_("Length in minutes"), required=False, min_value=1, max_value=LONGEST_MINUTES)

    class Meta:
        label = _("Film at YouTube or Vimeo")
        icon = "media"
        template = "news/blocks/video_link.html"
        preview_value = {
            "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
            "title": _("A film about the area"),
            "minutes": 3,
        }
        description = _("A card that leads to the film. Visitors meet YouTube or Vimeo only when they go there.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Say which site the film is at."""
        context = super().get_context(value, parent_context)
        context["film"] = video_address(value["url"] or "")
        return context

    def get_preview_value(self) -> Any:
        """Show the site's newest picture."""
        return self.normalize({**self.meta.preview_value, "image": SiteImage.objects.order_by("-pk").first()})


def film_images(body: Any) -> list[Any]:
    """Return the images of a body's cards for films, so that their renditions can be loaded together."""
    return [block.value["image"] for block in body if block.block_type == "video_link" and block.value["image"]]
