"""The site's health on the admin's start page: pages to look at again, and what else is wrong, in a line each."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from editorial.health.state import Health
from editorial.health.views import with_days

# The report shows the others.
MOST_PAGES = 5


class HealthComponent(Component):
    """A part of the start page in the style of the report."""

    @property
    def media(self) -> Media:
        """Its style."""
        return Media(css={"all": ["admin/health.css"]})


class ReviewPanel(HealthComponent):
    """Pages past their review date, each with "Still right" and "Edit"."""

    name = "reviews"
    template_name = "editorial/health/review_panel.html"
    order = 60

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Add the pages, as many as fit."""
        request = parent_context["request"]
        more = len(self.pages) - MOST_PAGES
        return {"pages": with_days(self.pages[:MOST_PAGES]), "more": more, "request": request}


class HealthPanel(HealthComponent):
    """What is wrong with the site, in a line each, or that all is in order."""

    name = "site_health"
    template_name = "editorial/health/panel.html"
    order = 70

    def __init__(self, health: Health) -> None:
        self.health = health

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Add the lines; pages to look at and mail have panels of their own."""
        every = self.health.lines()
        lines = [line for line in every if line.name not in ("reviews", "mail")]
        return {"lines": lines, "otherwise": bool(every)}
