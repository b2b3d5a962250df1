"""Lists of pages: what is live and public, in one query."""

from django.db.models import BooleanField, F, Func, QuerySet
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet


class _Restricted(Func):
    """Whether a path is that of a private page, or of one below it."""

    # One walk for a whole list, from each private page along the index of paths, and not one for each row. CROSS JOIN
    # keeps SQLite to this order: it counts an empty table as a large one. "~" comes after every sign of a path.
    template = (
        "(%(expressions)s IN (SELECT below.path FROM wagtailcore_pageviewrestriction restriction"
        " CROSS JOIN wagtailcore_page above CROSS JOIN wagtailcore_page below"
        " WHERE above.id = restriction.page_id AND below.path >= above.path AND below.path < above.path || '~'))"
    )
    output_field = BooleanField()


def restricted(path: str = "path") -> Func:
    """Return the condition "this page or one above it is private", for any queryset of pages.

    Takes the field that holds the page's path, for a queryset of what hangs on pages.
    """
    return _Restricted(F(path))


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


def is_listed(page: Page | None) -> bool:
    """Whether visitors may be told of a page: it is live, and neither it nor a page above it is private."""
    return page is not None and page.live and listed_pages(Page.objects.filter(pk=page.pk)).exists()


def specific_with(queryset: QuerySet, models: list[type[Page]], relation: str) -> list[Page]:
    """Return the pages of a queryset as the page types they are, with a foreign key they all have, in one query.

    Wagtail's own specific() costs a query for each type. Pages of other types than those named are left out.
    """
    links = [model._meta.pk.remote_field.get_accessor_name() for model in models]
    pages = queryset.select_related(*(f"{link}__{relation}" for link in links))
    found = ((getattr(page, link, None) for link in links) for page in pages)
    return [page for page in (next(filter(None, candidates), None) for candidates in found) if page is not None]
