"""An invitation: a post with a time and a place, over when its day is over."""

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.addresses import absolute
from core.danish.dates import local
from core.fields import SANE_DATES, SANE_MOMENTS
from core.querysets import listed_pages
from news.models.post import NewsPage


class InvitationPage(NewsPage):
    """An invitation to something at a time and a place."""

    start = models.DateTimeField(_("starts"), validators=SANE_MOMENTS)
    end = models.DateTimeField(_("ends"), null=True, blank=True, validators=SANE_MOMENTS)
    place = models.CharField(_("place"), max_length=120)
    place_address = models.CharField(_("address"), max_length=160, blank=True)
    deadline = models.DateField(
        _("sign up by"),
        null=True,
        blank=True,
        validators=SANE_DATES,
        help_text=_("The last day to sign up. Empty: until it starts."),
    )
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("How many can come. Empty: no limit.")
    )
    cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("The page stays and says that it is cancelled.")
    )
    # Identifies the event in people's calendars (RFC 5545, 3.8.4.7); a copy is another event.
    calendar_uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    subpage_types: list[str] = []
    exclude_fields_in_copy = [*NewsPage.exclude_fields_in_copy, "calendar_uid", "cancelled"]

    content_panels = [
        *NewsPage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("place_address")]),
                FieldRowPanel([FieldPanel("deadline"), FieldPanel("capacity")]),
                FieldPanel("cancelled"),
            ],
            heading=_("Time and place"),
        ),
        *NewsPage.content_panels[2:],
    ]
    search_fields = [*NewsPage.search_fields, index.SearchField("place"), index.FilterField("start")]

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def clean(self) -> None:
        """Refuse an end before the start and a deadline after it."""
        super().clean()
        errors: dict[str, str] = {}
        if self.start and self.end and self.end <= self.start:
            errors["end"] = gettext("It can't end before it starts.")
        if self.start and self.deadline and self.deadline > local(self.start).date():
            errors["deadline"] = gettext("The last day to sign up can't be after the day itself.")
        if errors:
            raise ValidationError(errors)

    @property
    def over_at(self) -> dt.datetime:
        """The moment it is over: its end, or the end of its day."""
        if self.end:
            return self.end
        return local(self.start).replace(hour=23, minute=59, second=59)

    @property
    def state(self) -> str:
        """What a visitor must know: "cancelled", "past", "closed" (the deadline is gone) or "open"."""
        now = timezone.now()
        if self.cancelled:
            return "cancelled"
        if now > self.over_at:
            return "past"
        if now >= self.start or (self.deadline and timezone.localdate(now) > self.deadline):
            return "closed"
        return "open"

    @property
    def invitation(self) -> "InvitationPage":
        """Itself: the page is asked as one of a list of posts."""
        return self

    def structured_data(self) -> list[dict[str, Any]]:
        """The invitation as schema.org/Event."""
        status = "EventCancelled" if self.cancelled else "EventScheduled"
        data = {
            "@type": "Event",
            "name": self.title,
            "url": absolute(self.url),
            "description": self.summary,
            "startDate": local(self.start).isoformat(),
            "endDate": local(self.end).isoformat() if self.end else "",
            "eventStatus": f"https://schema.org/{status}",
            "location": {"@type": "Place", "name": self.place, "address": self.place_address or "Aarhus"},
            "organizer": {"@id": absolute("/#organisation")},
        }
        return [{key: value for key, value in data.items() if value}]


def next_invitation() -> InvitationPage | None:
    """Return the first coming invitation that visitors may see and that isn't cancelled."""
    coming = InvitationPage.objects.filter(start__gte=timezone.now(), cancelled=False)
    return listed_pages(coming).order_by("start").first()
