"""The old site searched at its front page: /?s=… leads to the search."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponse]


def old_search(get_response: GetResponse) -> GetResponse:
    """Send WordPress's address of a search to ours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == "/" and "s" in request.GET:
            return HttpResponsePermanentRedirect(f"{reverse('search')}?{urlencode({'q': request.GET['s'][:200]})}")
        return get_response(request)

    return middleware
