"""An organisation the secretariat works with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Partner(index.Indexed, models.Model):
    """An organisation the secretariat works with."""

    class Kind(models.TextChoices):
        CORNERSTONE = "cornerstone", _("Cornerstone")
        LOCAL = "local", _("Local partner")
        NATIONAL = "national", _("National partner")

    name = models.CharField(_("name"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.LOCAL)
    sentence = models.CharField(_("how we work together, in one sentence"), max_length=200, blank=True)
    url = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("logo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("sentence"),
        FieldPanel("url"),
        FieldPanel("logo"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name
