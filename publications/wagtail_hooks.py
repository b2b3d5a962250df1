"""Documents of publications: a PDF is as public as the pages that show it."""

from django.http import Http404, HttpRequest
from wagtail import hooks

from core.models import SiteDocument
from publications.access import may_see


@hooks.register("before_serve_document")
def hide_unpublished(document: SiteDocument, request: HttpRequest) -> None:
    """Answer 404 for a document that no public page shows, except to staff who work with it."""
    if not may_see(request.user, document):
        raise Http404
