"""What every page of the site has: summary, picture, review date, a Danish address, its place in the tree."""

import re
from itertools import chain, count
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import SlugInput
from wagtail.models import Page
from wagtail.search import index

from core.danish.slugs import danish_slug, editor_formatters
from core.querysets import SitePageManager

YEAR = re.compile(r"\d{4}")


def refuse_reserved_slug(slug: str, parent: Page | None) -> None:
    """Raise ValidationError when a page with this slug would hide a list of its parent's (…/nyheder/side/)."""
    parent_class = parent.specific_class if parent else None
    reserved: frozenset[str] = getattr(parent_class, "reserved_slugs", frozenset())
    if slug in reserved or (getattr(parent_class, "reserves_years", False) and YEAR.fullmatch(slug)):
        message = gettext("The address “%(slug)s” is used by the site itself. Choose another, e.g. “%(other)s”.")
        raise ValidationError({"slug": message % {"slug": slug, "other": f"{slug}-2" if slug else slug}})


class SitePageForm(WagtailAdminPageForm):
    """The editor's form: the slug follows the Danish rule, also when it is left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].widget = SlugInput(formatters=editor_formatters(), locale="da")
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Make an empty slug from the title, with a number when that address is taken."""
        if self.cleaned_data["slug"]:
            return self.cleaned_data["slug"]
        base = danish_slug(self.cleaned_data.get("title") or "")
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
        """Refuse a slug that the parent needs for itself."""
        cleaned = super().clean()
        if cleaned.get("slug"):
            try:
                refuse_reserved_slug(cleaned["slug"], self.parent_page)
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned


class SitePage(Page):
    """The abstract page that every page type builds on."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences for lists and search engines. Don't repeat the headline."),
    )
    image = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    review_date = models.DateField(
        _("look at it again on"),
        null=True,
        blank=True,
        help_text=_("The day when somebody should check that the page is still right."),
    )

    objects = SitePageManager()
    base_form_class = SitePageForm

    # Slugs of children that would hide addresses of the page's own (lists, feeds).
    reserved_slugs: ClassVar[frozenset[str]] = frozenset()
    reserves_years: ClassVar[bool] = False
    # Only the front page may stand at the top of the tree.
    is_front_page: ClassVar[bool] = False

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("image")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("show_in_menus")],
            heading=_("Address and menu"),
        ),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("review_date")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        """Return the page types this one may stand below: those whose subpage_types name it.

        A parent's room lies higher than its children's, so the rule is written with the parent alone; Wagtail's own
        root, which would take anything, takes the front page only.
        """
        models = super().clean_parent_page_models()
        return [model for model in models if model is not Page or cls.is_front_page]

    @property
    def headline(self) -> str:
        """The words of the page's h1."""
        return self.title

    def _set_core_field_defaults(self) -> None:
        """Fill an empty slug by the Danish rule before Wagtail fills it by its own."""
        if not self.slug and (base := danish_slug(self.title)):
            self.slug: str = self._get_autogenerated_slug(base)
        super()._set_core_field_defaults()

    def clean(self) -> None:
        """Refuse a slug that the parent needs for itself; the editor's form asks before the page has a parent."""
        super().clean()
        if self.path:
            refuse_reserved_slug(self.slug, self.get_parent())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the template's context; tells the frame around the page (menu, breadcrumb) which page this is."""
        request.site_page = self
        return super().get_context(request, *args, **kwargs)

    def structured_data(self) -> list[dict[str, Any]]:
        """Return what the page is in the words of schema.org, as JSON-LD objects without their @context."""
        return []
