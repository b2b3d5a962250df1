"""Lists of pages: what is live and public, in one query."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


def restricted() -> Exists:
    """Return the condition "this page or one above it is private", for any queryset of pages."""
    asked = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.annotate(asked=asked)
    return Exists(restrictions.filter(asked__startswith=F("page__path")))


class SitePageQuerySet(PageQuerySet):
    """Wagtail's page queryset, with privacy asked of the database in the same query instead of one before it."""

    def public(self) -> "SitePageQuerySet":
        """Leave out pages that are private, or lie below one that is."""
        return self.filter(~restricted())

    def listed(self) -> "SitePageQuerySet":
        """What any list may show: live and public."""
        return self.live().public()


SitePageManager = PageManager.from_queryset(SitePageQuerySet)


def listed_pages(queryset: QuerySet) -> QuerySet:
    """Return the live and public ones of a queryset of pages that isn't a SitePageQuerySet."""
    return queryset.filter(~restricted(), live=True)
