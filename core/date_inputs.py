"""The browser's own date fields in the admin: right on a phone, by keyboard, in a screen reader, and never in the way.

Wagtail's calendar opens a moment after its field is entered, also when one has gone on meanwhile, and then covers
what comes below.
"""

from copy import copy
from typing import Any

from django import forms
from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import Panel, PublishingPanel
from wagtail.models.panels import PanelPlaceholder


class DateInput(forms.DateInput):
    """A day; holds what HTML's `date` takes, 2026-12-24."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """A day and a time; holds what HTML's `datetime-local` takes, 2026-12-24T15:00."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class SchedulePanel(PublishingPanel):
    """Wagtail's dialog of when a page goes online and offline, with the browser's own fields."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for field in self.children:
            field.widget = DateTimeInput(copy(field.widget.attrs))


def with_own_schedule(panels: list[Panel]) -> list[Panel]:
    """Return the panels with ours where Wagtail's own schedule stands, or what will become it."""
    return [SchedulePanel() if isinstance(each, PublishingPanel) or is_promised(each) else each for each in panels]


def is_promised(panel: Any) -> bool:
    """Whether Wagtail's model names its schedule here, to be made when the admin is loaded."""
    return isinstance(panel, PanelPlaceholder) and panel.path.endswith(f".{PublishingPanel.__name__}")


def register_date_inputs() -> None:
    """Give every form of the admin that is made from a model these fields."""
    register_form_field_override(models.DateField, override={"widget": DateInput})
    register_form_field_override(models.DateTimeField, override={"widget": DateTimeInput})
