"""Who may see a document: everybody when a public page shows it, otherwise the staff who work with it."""

from collections.abc import Iterator

from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from core.models import SiteDocument
from core.querysets import listed_pages
from publications.models import PublicationPage

# One of these in the document's collection is enough.
STAFF_ACTIONS = ["choose", "change"]


def is_shown(document: SiteDocument) -> bool:
    """Whether a live, public page shows the document to everybody: as its PDF, or by a link in its text."""
    if listed_pages(PublicationPage.objects.filter(served_pdf=document)).exists():
        return True
    return any(_links(page, document) for page in listed_pages(_referring(document)).specific())


def may_see(request: HttpRequest, document: SiteDocument) -> bool:
    """Whether the one who asks may see the document: a member of staff, or who was let in to a private page with it."""
    policy = policy_registry.get_by_type(SiteDocument)
    if policy.user_has_any_permission_for_instance(request.user, STAFF_ACTIONS, document):
        return True
    if is_shown(document):
        return True
    return any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in _showing(document)
    )


def _showing(document: SiteDocument) -> Iterator[Page]:
    """All live pages with the document, public or not."""
    yield from PublicationPage.objects.live().filter(served_pdf=document)
    yield from (page for page in _referring(document).live().specific() if _links(page, document))


def _referring(document: SiteDocument) -> PageQuerySet:
    """The pages that the index of references names; it runs behind, and a draft's first text is in it too."""
    base = ReferenceIndex._get_base_content_type(Page)
    references = ReferenceIndex.get_references_to(document).filter(base_content_type=base)
    return Page.objects.filter(pk__in=[int(pk) for pk in references.values_list("object_id", flat=True)])


def _links(page: Page, document: SiteDocument) -> bool:
    """Whether the page's text, as it stands in the database and so for visitors, links to the document."""
    return any(
        model is SiteDocument and str(pk) == str(document.pk)
        for field in page._meta.get_fields()
        if hasattr(field, "extract_references")
        for model, pk, *_path in field.extract_references(field.value_from_object(page))
    )
