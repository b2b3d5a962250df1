"""What a new post is filled in with: the topic and the contact it most likely has, and an empty text to begin in."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import init_new_page

from home.models import HomePage
from news.models import InvitationPage, NewsPage
from people.models import Person


@receiver(init_new_page)
def fill_in(page: Page, **kwargs: Any) -> None:
    """Fill in a post that somebody begins; its owner is the one who does. The date fills itself in."""
    if not isinstance(page, NewsPage):
        return
    last = NewsPage.objects.filter(owner=page.owner).order_by("-latest_revision_created_at", "-pk").first()
    page.contact = contact_for(page.owner, last)
    page.topics = list(last.topics.all()[:1]) if last else []
    page.body = [("text", "")]
    if isinstance(page, InvitationPage):
        _fill_in_place(page)


def contact_for(user: Any, last: NewsPage | None) -> Person | None:
    """Return whom to ask: the user, else whom the user named last, else whom every page names."""
    own = Person.objects.filter(active=True, email__iexact=user.email).first() if user and user.email else None
    front = HomePage.objects.select_related("contact").first()
    found = (own, last and last.contact, front and front.contact)
    return next((person for person in found if person and person.active), None)


def _fill_in_place(page: InvitationPage) -> None:
    """Most of what we invite to is held where the last one was."""
    last = InvitationPage.objects.order_by("-latest_revision_created_at", "-pk").first()
    if last:
        page.place, page.place_address = last.place, last.place_address
