"""The field in which a page names whom to call about it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person


def contact_field(help_text: Any) -> models.ForeignKey:
    """Return a foreign key to a person, with a help text of its own; a person who goes leaves it empty."""
    return models.ForeignKey(
        Person,
        verbose_name=_("contact"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=help_text,
    )
