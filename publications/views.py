"""Documents and images of their pages, as public as the pages that show them."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks

from core.files import ranged_response
from core.models import SiteDocument
from publications.access import is_shown, may_see
from publications.models import PdfReading
from publications.models.reading import image_name


@require_safe
def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Return a document, whole or in part, to be shown in the browser; 404 for those who may not see it.

    Stands before Wagtail's own view, which knows no ranges and takes no stream from its hooks. What those hooks refuse
    (a private collection, another's upload) stays refused.
    """
    document = get_object_or_404(SiteDocument, pk=document_id)
    if document.filename != document_filename or not may_see(request, document):
        raise Http404
    if refused := _refused_by_hooks(request, document):
        return refused
    file = document.file
    response = ranged_response(request, file.storage, file.name, "application/pdf", document.filename)
    response["Cache-Control"] = "private, no-cache" if is_shown(document) else "private, no-store"
    return response


def _refused_by_hooks(request: HttpRequest, document: SiteDocument) -> HttpResponseBase | None:
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(document, request)
        if isinstance(answer, HttpResponseBase):
            return answer
    return None


@require_safe
def page_image(request: HttpRequest, key: str, number: int, asked: int) -> HttpResponseBase:
    """Return a page as WebP, for ever the same; 404 when there is none, or for those who may not see the PDF."""
    reading = PdfReading.objects.select_related("document").filter(pk=key.partition("-")[0]).first()
    if reading is None or reading.key != key:
        raise Http404
    public = is_shown(reading.document)
    if not public and not may_see(request, reading.document) or _refused_by_hooks(request, reading.document):
        raise Http404
    response = ranged_response(request, default_storage, image_name(key, number, asked), "image/webp")
    # A PDF that is taken down is to be gone: only the visitor's own browser keeps its pages.
    response["Cache-Control"] = "private, max-age=31536000, immutable" if public else "private, no-store"
    return response
