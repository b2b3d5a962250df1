"""What keeps the mirror going: the start of a process, and what the worker does every second."""

from django.core.handlers.wsgi import WSGIRequest
from django.template.loader import render_to_string
from wagtail.models import Page, Site

from mirror import changes, folder
from mirror.headers import page_headers
from mirror.paths import ERRORS, OF_FRONT, is_on, is_page_path, page_file, root
from mirror.requests import ask, environ_for
from mirror.trouble import report
from mirror.version import own_version

NEWEST = 50
# Changes within so many seconds are followed by one round of rendering.
QUIET = 2.0

_is_claimed = False
_warmed = ""


def start() -> None:
    """Make the folder this version's, once in each process, and mend what a killed one left behind."""
    global _is_claimed
    if not is_on():
        return
    page_headers()
    try:
        _is_claimed = _is_claimed or folder.claim(own_version())
    except OSError as error:
        report("the folder of kept pages can't be used", error)
    changes.mend()


def tend() -> None:
    """Look after the link, render what visitors ask for first, and clear away what is over."""
    global _warmed
    if not is_on():
        return
    if _is_claimed:
        changes.mend()
    else:
        start()
    name = folder.target()
    if name and name != _warmed and folder.now() - folder.time_of(name)[0] >= QUIET:
        _warmed = name if warm_up(name) else ""
        changes.fold()
    folder.prune()
    folder.empty_trash()


def warm_up(name: str) -> bool:
    """Render the error pages, the menu, the newest pages and what was erased; return False when that was cut short.

    A generation that ends meanwhile is left: the next one has a round of its own.
    """
    wanted = folder.take_wanted()
    try:
        keep_error_pages(name)
        for path in dict.fromkeys([*first_pages(), *wanted]):
            if folder.target() != name:
                break
            if not page_file(root() / name, path).exists():
                ask(path)
        else:
            return True
    except OSError as error:
        report("pages could not be rendered ahead", error)
    folder.want(wanted)
    return False


def first_pages() -> list[str]:
    """Return the addresses of the front page, the menu's pages, and those that came out last."""
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    pages = Page.objects.descendant_of(site.root_page, inclusive=True).live().public()
    newest = pages.order_by("-first_published_at", "-pk")[:NEWEST]
    menu = pages.filter(show_in_menus=True).order_by("path")
    paths = (page.get_url_parts()[2] for page in [site.root_page, *menu, *newest])
    return [path for path in dict.fromkeys(paths) if is_page_path(path)]


def keep_error_pages(name: str) -> None:
    """Render the pages for times when nothing can be rendered. Raises OSError."""
    for status in (*ERRORS, *OF_FRONT):
        html = render_to_string(f"{status}.html", request=WSGIRequest(environ_for("/")))
        folder.keep_error(name, status, html.encode(), own_version())
