"""Images of PDF pages, as public as the PDF is."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from core.files import ranged_response
from publications.access import is_shown, may_see
from publications.models import PdfReading
from publications.models.reading import image_name


@require_safe
def page_image(request: HttpRequest, key: str, number: int, asked: int) -> HttpResponseBase:
    """Return a page as WebP, for ever the same; 404 when there is none, or for those who may not see the PDF."""
    reading = PdfReading.objects.select_related("document").filter(pk=key.partition("-")[0]).first()
    if reading is None or reading.key != key:
        raise Http404
    public = is_shown(reading.document)
    if not public and not may_see(request.user, reading.document):
        raise Http404
    response = ranged_response(request, default_storage, image_name(key, number, asked), "image/webp")
    # A PDF that is taken down is to be gone: only the visitor's own browser keeps its pages.
    response["Cache-Control"] = "private, max-age=31536000, immutable" if public else "private, no-store"
    return response
