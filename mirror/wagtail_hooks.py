"""What Wagtail serves as a page of the tree, to whoever may see it, is known to the middleware."""

from typing import Any

from django.http import HttpRequest, QueryDict
from wagtail import hooks
from wagtail.models import Page

from mirror.middleware import has_session
from mirror.paths import query_counts


# After the hook that asks for a password or a sign-in, which ends the round.
@hooks.register("before_serve_page", order=1000)
def mark_page(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Mark the request as one for a page; for visitors a page has one state, whatever the query says."""
    request.is_page_of_tree = True
    query = request.META.get("QUERY_STRING", "")
    if request.method == "GET" and not has_session(request) and not query_counts(request.path, query):
        request.GET = QueryDict()
        request.META["QUERY_STRING"] = ""
