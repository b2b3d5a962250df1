"""Where an old address leads: Wagtail's redirects, those of pages' own routes among them, and never to an error."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import Resolver404
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site


class OldLinksMiddleware(RedirectMiddleware):
    """Stands in the place of Wagtail's."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Lead a visitor on who would get a 404."""
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        asked = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        bare = asked.split("?")[0]
        found = get_redirect(request, asked) or (get_redirect(request, bare) if bare != asked else None)
        link = _link(found) if found else ""
        if not found:
            found, link = _below_old(request, bare)
        # A page that was taken down may be all that an address leads to.
        if not found or not link or Redirect.normalise_path(link) == asked:
            return response
        return (HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect)(link)


def _link(redirect: Redirect) -> str:
    if redirect.redirect_page and not redirect.redirect_page.live:
        return ""
    return redirect.link or ""


def _below_old(request: HttpRequest, path: str) -> tuple[Redirect | None, str]:
    """Return the redirect of the page an address lay below, and the same route below where that page is now."""
    parts = path.split("/")
    above = ["/".join(parts[:length]) for length in range(2, len(parts))]
    redirects = Redirect.get_for_site(Site.find_for_request(request)).filter(
        old_path__in=above, redirect_page__live=True, redirect_page_route_path=""
    )
    for redirect in sorted(redirects.select_related("redirect_page"), key=lambda one: -len(one.old_path)):
        page = redirect.redirect_page.specific
        route = path[len(redirect.old_path) :]
        route += "" if "." in parts[-1] else "/"
        try:
            page.resolve_subpage(route)
        except (AttributeError, Resolver404):
            continue
        return redirect, f"{page.url.rstrip('/')}{route}"
    return None, ""
