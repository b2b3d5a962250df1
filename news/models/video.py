"""A film with captions and a transcript, so that it can be watched without sound and read without watching."""

import datetime as dt

from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from core.fields import SANE_DATES

# Recorded films published before this day are exempt: the web accessibility act (lov om tilgængelighed af offentlige
# organers websteder og mobilapplikationer), after article 1(4)(b) of Directive (EU) 2016/2102.
EXEMPT_BEFORE = dt.date(2020, 9, 23)


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
        help_text=_("A WebVTT file (.vtt). By law a new film goes online with captions only; you may add them later."),
    )
    first_shown = models.DateField(
        _("first published"),
        null=True,
        blank=True,
        validators=SANE_DATES,
        help_text=_("Only for old films: those published before 23 September 2020 may lack captions."),
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
        "first_shown",
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

    @property
    def lacks_captions(self) -> bool:
        """Whether the law keeps it from being published as it is."""
        is_exempt = self.first_shown is not None and self.first_shown < EXEMPT_BEFORE
        return not self.captions and not is_exempt
