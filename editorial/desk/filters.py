"""The filters of the flat lists: topic, year, state."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from core.models import Topic
from news.models import InvitationPage, NewsPage
from publications.models import PublicationPage

STATES = [("udgivet", _("Published")), ("kladde", _("Draft")), ("nyere", _("Published, with a newer draft"))]
CONDITIONS: dict[str, dict[str, bool]] = {
    "udgivet": {"live": True},
    "kladde": {"live": False},
    "nyere": {"live": True, "has_unpublished_changes": True},
}


def years_of(model: type[Any], field: str) -> list[tuple[int, str]]:
    """Return the years that pages have, the newest first, as choices."""
    found = model.objects.order_by().annotate(found_year=ExtractYear(field)).values_list("found_year", flat=True)
    return [(year, str(year)) for year in sorted({year for year in found if year}, reverse=True)]


class StateFilterSet(WagtailFilterSet):
    """What all lists have: the state."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="of_state", widget=forms.RadioSelect, empty_label=_("All")
    )

    def of_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep the pages in one state."""
        return queryset.filter(**CONDITIONS[value])


class TopicFilterSet(StateFilterSet):
    """With topics, too."""

    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        field_name="topics",
        queryset=Topic.objects.all(),
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )


class NewsFilterSet(TopicFilterSet):
    """Posts by topic, year and state."""

    year = django_filters.ChoiceFilter(
        label=_("Year"),
        choices=lambda: years_of(NewsPage, "date"),
        field_name="date__year",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = NewsPage
        fields: list[str] = []


class InvitationFilterSet(TopicFilterSet):
    """Invitations by topic, the year they are held in, and state."""

    year = django_filters.ChoiceFilter(
        label=_("Year"),
        choices=lambda: years_of(InvitationPage, "start"),
        field_name="start__year",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = InvitationPage
        fields: list[str] = []


class PublicationFilterSet(TopicFilterSet):
    """Publications by topic, the year they are about, kind and state."""

    year = django_filters.ChoiceFilter(
        label=_("Year"),
        choices=lambda: [
            (year, str(year))
            for year in PublicationPage.objects.order_by("-year").values_list("year", flat=True).distinct()
        ],
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=PublicationPage.Kind.choices, widget=forms.RadioSelect, empty_label=_("All")
    )

    class Meta:
        model = PublicationPage
        fields: list[str] = []
