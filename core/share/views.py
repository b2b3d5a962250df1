"""Answer with the image of a shared page."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.files import ranged_response
from core.pages import SitePage
from core.querysets import listed_pages
from core.share import share_digest, share_file
from core.site_settings import SiteSettings


@require_safe
def share_image(request: HttpRequest, pk: int, digest: str) -> HttpResponseBase:
    """Return the image of a page as PNG, for ever the same; 404 for another digest or a page visitors can't see."""
    found = listed_pages(Page.objects.filter(pk=pk)).first()
    page = found.specific if found else None
    name = SiteSettings.load().name
    if not isinstance(page, SitePage) or digest != share_digest(page, name):
        raise Http404
    response = ranged_response(request, default_storage, share_file(page, name), "image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
