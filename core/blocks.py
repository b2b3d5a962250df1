"""Blocks that any page's body may offer; a room adds its own, the page type puts the list together."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core.images import SiteImage

# What a text may hold: no headings above h2, no colours, no embedded pages.
TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        # One is there to begin in; whoever writes nothing in it need not take it away.
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "core/blocks/text.html"
        preview_value = _(
            "<h2>A heading</h2><p>A paragraph of text. Say the most important thing first, in short sentences.</p>"
        )
        description = _("Headings, paragraphs, lists and links.")


class PictureBlock(blocks.StructBlock):
    """A picture with what it shows in words, and a caption."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What does the picture show?"),
        required=False,
        max_length=200,
        help_text=_("Leave empty to use the picture's own description."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "core/blocks/picture.html"
        preview_value = {"alt": "", "caption": _("A caption below the picture")}
        description = _("One picture with a caption.")

    def get_preview_value(self) -> Any:
        """Show the site's newest picture."""
        image = SiteImage.objects.order_by("-pk").first()
        return self.normalize({**self.meta.preview_value, "image": image})


class QuoteBlock(blocks.StructBlock):
    """A sentence that stands out."""

    text = blocks.TextBlock(label=_("Text"), max_length=300)
    source = blocks.CharBlock(label=_("Who says it"), required=False, max_length=100)

    class Meta:
        label = _("Quote")
        icon = "openquote"
        template = "core/blocks/quote.html"
        preview_value = {"text": _("One sentence that deserves to be seen."), "source": ""}
        description = _("A sentence in large letters, with or without a source.")


class AddressBlock(blocks.StaticBlock):
    """The secretariat's address, phone, e-mail and opening hours, from the settings."""

    class Meta:
        label = _("Our address")
        icon = "home"
        template = "core/blocks/address.html"
        admin_text = _("Address, phone, e-mail and opening hours are taken from “The secretariat” in the settings.")
        preview_value = None
        description = _("Address, phone and opening hours from the settings.")


def body_images(body: Iterable[Any]) -> list[Any]:
    """Return the images of a body's picture blocks, so that their renditions can be loaded together."""
    return [block.value["image"] for block in body if block.block_type == "picture" and block.value["image"]]
