"""The addresses of the old site, each leading to where its page is now."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.models import Topic

# Pages that stood at the root, or may be remembered so.
PAGES = (
    "/nyheder/aarsskrift-2016/",
    "/nyheder/invitation-til-nytaarskur/",
    "/nyheder/video-julehilsen-fra-alle-os-til-alle-jer/",
    "/nyheder/velkommen-til-vores-nye-hjemmeside/",
    "/det-goer-vi/interessevaretagelse/",
    "/det-goer-vi/analyse/",
    "/det-goer-vi/omraade-og-projektstoette/",
    "/det-goer-vi/netvaerksarbejde/",
    "/det-goer-vi/kommunikation/",
    "/om-os/medarbejdere/",
    "/om-os/presse/",
)
NEWS = "/nyheder/"


def add_redirects(pages: dict[str, Page]) -> int:
    """Make the redirects, all permanent; take the pages by address, return how many redirects there are.

    WordPress kept posts at the root, their topics at /category/<slug>/ and feeds at …/feed/.
    """
    for address in PAGES:
        slug = address.rstrip("/").rsplit("/", 1)[-1]
        Redirect.add_redirect(f"/{slug}", pages[address])
    news = pages[NEWS]
    Redirect.add_redirect("/feed", news, page_route_path="/rss/")
    for slug in Topic.objects.values_list("slug", flat=True):
        Redirect.add_redirect(f"/category/{slug}", news, page_route_path=f"/emne/{slug}/")
        Redirect.add_redirect(f"/category/{slug}/feed", news, page_route_path=f"/emne/{slug}/rss/")
    return Redirect.objects.count()
