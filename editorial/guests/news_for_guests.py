"""What those who signed up can't know by themselves: another time or place, or that it is cancelled. Staff are told."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from news.models import InvitationPage, SignUp

# What guests have in their mails and calendars.
FACTS = ("start", "end", "place", "place_address", "cancelled")


def _published_facts(pk: int) -> tuple[Any, ...] | None:
    return InvitationPage.objects.filter(pk=pk, live=True).values_list(*FACTS).first()


@hooks.register("before_edit_page")
def remember_facts(request: HttpRequest, page: Page) -> None:
    """Note what is online before an invitation is saved."""
    if request.method == "POST" and isinstance(page, InvitationPage):
        request.facts_before = _published_facts(page.pk)


@hooks.register("after_edit_page")
def offer_letter(request: HttpRequest, page: Page) -> None:
    """Once the facts that are online changed, say how many guests know the old ones, with the way to write to them."""
    before = getattr(request, "facts_before", None)
    if before is None or not isinstance(page, InvitationPage):
        return
    now = _published_facts(page.pk)
    if now is None or now == before or timezone.now() > max(before[0], now[0]):
        return
    count = page.sign_ups.exclude(state=SignUp.State.CANCELLED).count()
    if not count:
        return
    if page.cancelled:
        said = ngettext(
            "%(count)d guest hasn't been told that it is cancelled.",
            "%(count)d guests haven't been told that it is cancelled.",
            count,
        )
    else:
        said = ngettext(
            "%(count)d guest has signed up and hasn't been told of the change.",
            "%(count)d guests have signed up and haven't been told of the change.",
            count,
        )
    way = messages.button(reverse("guest_letter", args=[page.pk]), gettext("Write to the guests"))
    messages.warning(request, said % {"count": count}, buttons=[way])
