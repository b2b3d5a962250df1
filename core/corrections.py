"""The dated “Corrected” line of a page that was changed in substance after it was published."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from core.fields import SANE_DATES


class Corrected(models.Model):
    """What was put right on a page, and when; the page's template shows it through components/correction.html."""

    correction = models.CharField(
        _("correction"),
        max_length=300,
        blank=True,
        help_text=_("What was wrong and is right now, in one sentence."),
    )
    corrected_on = models.DateField(_("corrected on"), null=True, blank=True, validators=SANE_DATES)

    correction_panel: ClassVar = MultiFieldPanel(
        [FieldPanel("correction"), FieldPanel("corrected_on")],
        heading=_("Correction"),
        classname="collapsed",
    )
    # A copy is a new page: what was corrected in this one is right there.
    exclude_fields_in_copy: ClassVar[list[str]] = ["correction", "corrected_on"]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A correction carries its date."""
        super().clean()
        if self.correction and not self.corrected_on:
            self.corrected_on = timezone.localdate()
