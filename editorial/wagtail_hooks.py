"""The admin as the staff know it: lists by what things are called, "As last year", no copying by hand."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editorial import deleting, page_hooks, users
from editorial.annual_report import hooks as annual_report
from editorial.approval import hooks as approval_hooks
from editorial.checks import hooks as checks_hooks
from editorial.departure import hooks as departure_hooks
from editorial.desk import hooks as desk_hooks
from editorial.desk.lists import LISTINGS
from editorial.guests import hooks as guests_hooks
from editorial.handbook import hooks as handbook_hooks
from editorial.health import hooks as health_hooks
from editorial.mails import hooks as mail_hooks
from editorial.old_links import hooks as old_links_hooks
from editorial.patterns.views import urls as pattern_urls
from editorial.pdf_list import hooks as pdf_list_hooks
from editorial.scripts import hooks as scripts_hooks
from editorial.sign_in import hooks as sign_in_hooks
from editorial.views import RepeatPostView, may_repeat
from editorial.visits import hooks as visits_hooks
from news.models import NewsPage

# Modules with hooks of their own; importing them registers these.
HOOKS = (
    *(annual_report, approval_hooks, checks_hooks, deleting, departure_hooks, desk_hooks, guests_hooks, handbook_hooks),
    *(health_hooks, mail_hooks, old_links_hooks, page_hooks, pdf_list_hooks, scripts_hooks, sign_in_hooks),
    *(users, visits_hooks),
)


@hooks.register("register_admin_viewset")
def register_listings() -> list[ViewSet]:
    """The flat lists of what the staff work with."""
    return [listing(listing.name) for listing in LISTINGS]


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """The address of "As last year"."""
    return [path("som-sidste-aar/<int:pk>/", RepeatPostView.as_view(), name="repeat_post")]


def _repeat_button(page: Page, user: Any, priority: int) -> Iterator[Button]:
    if isinstance(page.specific, NewsPage) and may_repeat(user, page):
        yield Button(_("As last year"), reverse("repeat_post", args=[page.pk]), icon_name="copy", priority=priority)


@hooks.register("register_page_listing_more_buttons")
def listing_button(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """“As last year” in every list of pages."""
    yield from _repeat_button(page, user, 15)


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """“As last year” in the editor."""
    yield from _repeat_button(page, user, 25)


@hooks.register("before_copy_page")
def copy_as_last_year(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's copy form asks for an address and takes everything along; posts have their own step."""
    return redirect("repeat_post", page.pk) if isinstance(page.specific, NewsPage) else None


# What staff use most comes first, by the names they use; the rest keeps Wagtail's order.
MENU_ORDER = {"explorer": 50, "images": 300, "media": 310, "documents": 320}
MENU_LABELS = {"images": _("Images"), "media": _("Films"), "documents": _("Documents"), "reports": _("Reports")}
# Wagtail's help is in English and leads to another site.
MENU_WITHOUT = {"help"}


@hooks.register("construct_main_menu")
def order_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Put the menu in the staff's order and words."""
    items[:] = [item for item in items if item.name not in MENU_WITHOUT]
    for item in items:
        item.order = MENU_ORDER.get(item.name, item.order)
        item.label = MENU_LABELS.get(item.name, item.label)


@hooks.register("register_admin_urls")
def register_pattern_urls() -> list[Any]:
    """The pattern page."""
    return pattern_urls


@hooks.register("register_reports_menu_item")
def pattern_menu_item() -> MenuItem:
    """The pattern page among the reports."""
    return MenuItem(_("Patterns"), reverse("patterns"), name="patterns", icon_name="grip", order=1200)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """The house's colours in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/admin.css"))
