"""What the pages of a sign-up say when there is no form to fill in: a title, a sentence or two, where to go on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from news.models import InvitationPage

TEMPLATE = "news/sign_up_notice.html"


@dataclass(frozen=True)
class Notice:
    """A page of few words; what it leads to may be missing."""

    title: str
    lead: str
    url: str = ""
    link: str = ""
    more: str = ""


def thanks(page: "InvitationPage") -> Notice:
    """The answer to every sign-up, whether or not the address had signed up before."""
    return Notice(
        gettext("Thank you"),
        gettext("We send you a mail now. It says whether you have a place or are on the waiting list."),
        more=gettext("With the mail you can change your sign-up. Is there no mail? Look among the spam, or call us."),
        **_back(page),
    )


def closed(page: "InvitationPage") -> Notice:
    """Why the invitation takes no sign-ups."""
    words = {
        "cancelled": gettext("The event will not take place. So nobody can sign up."),
        "past": gettext("The event is over. So nobody can sign up any more."),
    }
    late = gettext("It is too late to sign up here. Call us, and we will see what we can do.")
    return Notice(gettext("Sign-up has closed"), words.get(page.state, late), **_back(page))


def foreign(page: "InvitationPage", address: str = "") -> Notice:
    """The form came from another site."""
    return Notice(
        gettext("This was not sent from our site"),
        gettext("Somebody else's page tried to sign up here. Nothing was saved. Do it on our own page, or call us."),
        address or page.sign_up_url,
        gettext("Go to our page"),
    )


def old_link() -> Notice:
    """A link that leads nowhere, or no longer."""
    return Notice(
        gettext("The link doesn't work any more"),
        gettext("Your sign-up isn't here. It may be deleted, or you may have got a newer link. Call us if in doubt."),
        more=gettext("We delete sign-ups soon after the event."),
    )


def _back(page: "InvitationPage") -> dict[str, str]:
    return {"url": page.url or "/", "link": gettext("Back to the invitation")}
