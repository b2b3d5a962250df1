"""The forms in which pages are edited and copied: addresses follow the Danish rule, the site's own are refused."""

import re
from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.widgets import SlugInput
from wagtail.models import Page

from core.danish.slugs import danish_slug, editor_formatters
from core.text import printable

LONGEST_TITLE = 120

YEAR = re.compile(r"\d{4}")


def refuse_reserved_slug(slug: str, parent: Page | None) -> None:
    """Raise ValidationError when a page with this slug would hide a list of its parent's (…/nyheder/side/)."""
    parent_class = parent.specific_class if parent else None
    reserved: frozenset[str] = getattr(parent_class, "reserved_slugs", frozenset())
    if slug in reserved or (getattr(parent_class, "reserves_years", False) and YEAR.fullmatch(slug)):
        message = gettext("The address “%(slug)s” is used by the site itself. Choose another, e.g. “%(other)s”.")
        raise ValidationError({"slug": message % {"slug": slug, "other": f"{slug}-2" if slug else slug}})


def danish_slug_input() -> SlugInput:
    """Return the slug field that follows the Danish rule while the editor types."""
    return SlugInput(formatters=editor_formatters(), locale="da")


class SitePageForm(WagtailAdminPageForm):
    """The editor's form: the slug follows the Danish rule, also when it is left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].widget = danish_slug_input()
            self.fields["slug"].required = False
        if "title" in self.fields:
            self.fields["title"].max_length = LONGEST_TITLE
            self.fields["title"].widget.attrs["maxlength"] = LONGEST_TITLE
            self.fields["title"].validators.append(MaxLengthValidator(LONGEST_TITLE))

    def clean_slug(self) -> str:
        """Make an empty slug from the title, with a number when that address is taken.

        One that only follows the title counts as empty until the page is published: every year has its reception.
        """
        slug, base = self.cleaned_data["slug"], danish_slug(self.cleaned_data.get("title") or "")
        if slug and (slug != base or (self.instance.pk and self.instance.first_published_at)):
            return slug
        if not base:
            raise ValidationError(self.fields["slug"].error_messages["required"], "required")
        candidates = chain([base], (f"{base}-{number}" for number in count(2)))
        return next(slug for slug in candidates if self._is_free(slug))

    def _is_free(self, slug: str) -> bool:
        try:
            refuse_reserved_slug(slug, self.parent_page)
        except ValidationError:
            return False
        return Page._slug_is_available(slug, self.parent_page, self.instance)

    def clean(self) -> dict[str, Any]:
        """Refuse a slug that the parent needs for itself; take out signs that no feed can carry."""
        cleaned = super().clean()
        cleaned |= {name: printable(value) for name, value in cleaned.items() if isinstance(value, str)}
        if cleaned.get("slug"):
            try:
                refuse_reserved_slug(cleaned["slug"], self.parent_page)
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned


class SiteCopyForm(CopyForm):
    """Wagtail's form for copying a page, with the same rules for the copy's address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_slug"].widget = danish_slug_input()

    def clean(self) -> dict[str, Any]:
        """Refuse a slug that the new parent needs for itself."""
        cleaned = super().clean()
        try:
            refuse_reserved_slug(cleaned.get("new_slug") or "", cleaned.get("new_parent_page"))
        except ValidationError as error:
            self.add_error("new_slug", error.message_dict["slug"])
        return cleaned
