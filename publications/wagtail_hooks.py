"""Documents of publications: a PDF is as public as the publication it belongs to."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks

from core.models import SiteDocument
from core.querysets import listed_pages
from publications.models import PublicationPage


@hooks.register("before_serve_document")
def hide_unpublished(document: SiteDocument, request: HttpRequest) -> Any:
    """Answer 404 for the PDF of a publication that visitors may not see; staff who may edit it see it."""
    publications = PublicationPage.objects.filter(pdf=document)
    if not publications.exists() or listed_pages(publications).exists():
        return None
    if any(page.permissions_for_user(request.user).can_edit() for page in publications):
        return None
    raise Http404
