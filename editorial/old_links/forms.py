"""The question where visitors of a page go that leaves the site."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page


class TargetForm(forms.Form):
    """Which page visitors are sent to; empty: none."""

    target = forms.ModelChoiceField(
        Page.objects.all(),
        required=False,
        label=_("Where should visitors be sent?"),
        help_text=_("Whoever follows an old link comes to this page. Empty: they are told that the page isn't there."),
        widget=AdminPageChooser,
    )

    def __init__(self, *args: Any, going: list[Page] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.going = going or []

    def clean_target(self) -> Page | None:
        """Refuse a page that leaves too, or that visitors can't see."""
        target: Page | None = self.cleaned_data["target"]
        if target is None:
            return None
        if any(target.path.startswith(page.path) for page in self.going):
            raise ValidationError(gettext("This page goes away too. Choose another."))
        if not target.live or not target.url:
            raise ValidationError(gettext("Visitors can't see this page. Choose one that is published."))
        return target


class TargetBulkForm(TargetForm, DefaultPageForm):
    """The same for several pages at once."""
