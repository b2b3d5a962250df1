"""The image model: what it shows in words, who made it, and the consent of people in it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from core.addresses import media_address


class SiteImage(AbstractImage):
    """An image; its description is read aloud and shown where the picture can't be."""

    credit = models.CharField(
        _("photographer or artist"),
        max_length=120,
        blank=True,
        help_text=_("Named below the picture. Leave empty for our own."),
    )
    shows_people = models.BooleanField(
        _("people can be recognised"),
        default=False,
        help_text=_("Then we need their consent before the picture goes online."),
    )
    consent = models.CharField(
        _("consent"),
        max_length=200,
        blank=True,
        help_text=_("Who said yes, when, and where the consent is kept."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "shows_people", "consent")
    search_fields = [*AbstractImage.search_fields, index.FilterField("shows_people")]

    def clean(self) -> None:
        """People who can be recognised have said yes before the picture goes online."""
        super().clean()
        if self.shows_people and not self.consent:
            raise ValidationError({"consent": _("Write who said yes and when, or choose another picture.")})

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


# Wagtail's base class owns the field; here it gets the house's words (a shared help text for every picture).
_description = SiteImage._meta.get_field("description")
_description.verbose_name = _("What does the picture show?")
_description.help_text = _("One sentence for those who can't see it. Not the file name, not “picture of”.")


class SiteRendition(AbstractRendition):
    """One size of an image."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_spec")
        ]

    @property
    def url(self) -> str:
        """Its address; a page has dozens, and the storage would join each anew."""
        return media_address(self.file.name)
