"""What the tests of sign-ups share: an invitation, and a visitor who fills in its form as a browser does."""

import datetime as dt
import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from core.models import OutgoingMail
from news.models import InvitationPage, NewsIndexPage, SignUp

EVA = {"name": "Eva Eksempel", "email": "eva@example.org", "organisation": "Eksempelforeningen", "party": "2"}
# What every browser of today sends along from a page of the site.
BROWSER = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


class Clock:
    """A clock that a test moves; it goes on only when it is told to."""

    def __init__(self, monkeypatch: Any) -> None:
        self.at = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.at)

    def go(self, **time: float) -> None:
        """Let time pass."""
        self.at += dt.timedelta(**time)

    def set(self, *numbers: int) -> None:
        """Make it a moment of Danish time."""
        self.at = timezone.make_aware(dt.datetime(*numbers))  # type: ignore[misc,arg-type]


def invitation(**fields: Any) -> InvitationPage:
    """An invitation for in a week, published, with the given fields."""
    start = timezone.now().replace(microsecond=0) + dt.timedelta(days=7)
    page = InvitationPage(**{"title": "Beboermøde", "start": start, "place": "Beboerhuset", **fields})
    return NewsIndexPage.objects.get().add_child(instance=page)


def hidden(page: str, name: str) -> str:
    """Return the value of a field of a page's form."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found, f"no field {name}"
    return unescape(found.group(1))


def fill_in(client: Client, page: InvitationPage, clock: Clock, **values: str) -> HttpResponse:
    """Open the form, take one's time, send it; return the answer."""
    opened = client.get(page.sign_up_url).content.decode()
    clock.go(seconds=20)
    return client.post(page.sign_up_url, {"token": hidden(opened, "token"), **EVA, **values}, headers=BROWSER)


def words(response: HttpResponse) -> str:
    """Return an answer's text as people read it."""
    return unescape(response.content.decode()).replace("\u00a0", " ").replace("\u00ad", "")


def the_mail(sign_up: SignUp) -> OutgoingMail:
    """Return the newest mail to a party."""
    return OutgoingMail.objects.filter(reference=sign_up.reference).latest("pk")


def link_in(mail: OutgoingMail) -> str:
    """Return the path of the link to change the sign-up, as in the mail."""
    found = re.search(r"https?://\S+/tilmeld/ret/\S+", mail.text)
    assert found
    assert found.group() in mail.html
    return urlsplit(found.group()).path
