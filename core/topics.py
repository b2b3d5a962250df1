"""Topics: what the secretariat works with; news, people and publications are filed under them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.danish.slugs import danish_slug
from core.text import printable


class Topic(index.Indexed, models.Model):
    """A topic; its mission page, news and people point to it."""

    name = models.CharField(
        _("name"), max_length=60, unique=True, error_messages={"unique": _("There is a topic of this name already.")}
    )
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        error_messages={"unique": _("Another topic has this address.")},
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Only a–z, 0–9 and hyphens."))],
        help_text=_("The last part of the topic's address. Made from the name when left empty."),
    )
    sentence = models.CharField(
        _("the question in one sentence"),
        max_length=120,
        help_text=_("What a resident would ask, e.g. “Who speaks for us?”. Shown on the front page."),
    )
    image = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sort_order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Lowest number first. Equal numbers are sorted by name.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("sentence"),
        FieldPanel("image"),
        FieldPanel("sort_order"),
        FieldPanel("slug"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a topic made by code gets its address as one made in the admin does."""
        self.slug = self.slug or danish_slug(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Make the address from the name when it was left empty; refuse a name that gives none."""
        self.name = printable(self.name)
        self.slug = self.slug or danish_slug(self.name)
        if not self.slug:
            raise ValidationError({"name": _("Use at least one letter or digit.")})
