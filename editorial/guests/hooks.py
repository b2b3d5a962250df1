"""Where the sign-ups stand in the admin: the menu, the invitation's own buttons, and what is said after saving one."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editorial.guests import digest, news_for_guests
from editorial.guests.access import may_edit_some
from editorial.guests.urls import urlpatterns
from news.invitations.serving import events_of
from news.invitations.warnings import date_warnings
from news.models import InvitationPage

# Importing them registers the worker's job and the hooks.
MORE = (digest, news_for_guests)


class GuestsMenuItem(MenuItem):
    """Shown to those who may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there can be a list for the one who asks."""
        return may_edit_some(request.user)


@hooks.register("register_admin_urls")
def guest_urls() -> list[Any]:
    """The addresses of the sign-ups."""
    return urlpatterns


@hooks.register("register_admin_menu_item")
def guest_menu_item() -> MenuItem:
    """The sign-ups after the invitations."""
    return GuestsMenuItem(_("Sign-ups"), reverse("guests"), name="guests", icon_name="group", order=25)


def _buttons(page: Page, user: Any, priority: int) -> Iterator[Button]:
    if issubclass(page.specific_class or Page, InvitationPage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Sign-ups"), reverse("guest_list", args=[page.pk]), icon_name="group", priority=priority)
        yield Button(_("Copy as mail"), reverse("invitation_mail", args=[page.pk]), icon_name="mail", priority=priority)


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The guests, and the invitation as a mail, from the editor."""
    yield from _buttons(page, user, 12)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The same from any list of pages."""
    yield from _buttons(page, user, 12)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_dates(request: HttpRequest, page: Page) -> None:
    """Say what should be looked at again; what saves itself while somebody types says nothing."""
    if not isinstance(page, InvitationPage) or not page.start or not request.accepts("text/html"):
        return
    body = [str(text) for text in page.body.stream_block.get_searchable_content(page.body)]
    [event] = events_of([page])
    for sentence in date_warnings(event, body, timezone.now()):
        messages.warning(request, sentence)
