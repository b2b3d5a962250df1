"""A film with captions and a transcript, so that it can be watched without sound and read without watching."""

from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia


class Video(AbstractMedia):
    """A film uploaded by staff; wagtailmedia gives it its list, upload form and chooser."""

    poster = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("picture before the film starts"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    captions = models.FileField(
        _("captions"),
        upload_to="captions",
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("A WebVTT file (.vtt). New films need captions by law."),
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_("Everything that is said and shown. An empty line starts a new paragraph."),
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "poster",
        "captions",
        "transcript",
        "duration",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("film")
        verbose_name_plural = _("films")

    @property
    def captions_url(self) -> str:
        """The address of the captions, or ""."""
        return self.captions.url if self.captions else ""
