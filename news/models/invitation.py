"""An invitation: a post with a time and a place, over when its day is over."""

import datetime as dt
import hashlib
import uuid
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.search import index

from core.addresses import absolute
from core.danish.dates import local
from core.fields import SANE_DATES, SANE_MOMENTS
from core.querysets import listed_pages
from mirror.memory import same_for_all
from news.invitations import sign_up_views
from news.invitations.serving import calendar_response
from news.invitations.signing_up import free_places
from news.models.post import NewsPage


class InvitationPage(RoutablePageMixin, NewsPage):
    """An invitation to something at a time and a place; its calendar file is …/<slug>/kalender.ics."""

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
    # How often what calendars show was changed (RFC 5545, 3.8.7.4), and a digest of what they were last shown. Not
    # part of a draft.
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    calendar_shown = models.CharField(max_length=64, blank=True, default="", editable=False)

    subpage_types: list[str] = []
    exclude_fields_in_copy = [
        *NewsPage.exclude_fields_in_copy,
        "calendar_uid",
        "calendar_sequence",
        "calendar_shown",
        "cancelled",
    ]

    content_panels = [
        *NewsPage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("place_address")]),
            ],
            heading=_("Time and place"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("deadline"), FieldPanel("capacity")]), FieldPanel("cancelled")],
            heading=_("Sign-up and cancellation"),
            classname="collapsed",
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

    def with_content_json(self, content: dict[str, Any]) -> "InvitationPage":
        """Return the page as a revision has it; what calendars were told is no part of a revision."""
        page = super().with_content_json(content)
        page.calendar_sequence, page.calendar_shown = self.calendar_sequence, self.calendar_shown
        return page

    def get_route_paths(self) -> list[str]:
        """Keep the addresses of the calendar file and the form, too, when the page gets another."""
        return ["/", "/kalender.ics", "/tilmeld/"]

    # Wagtail adds the slash when it routes, and leaves it out when it asks where an old address leads.
    @re_path(r"^kalender\.ics/?$", name="calendar")
    def serve_calendar(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the invitation as a calendar file, also when it is over or cancelled."""
        return calendar_response(request, [self], self.slug)

    @re_path(r"^tilmeld/$", name="sign_up")
    def serve_sign_up(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the form, and take it."""
        return sign_up_views.sign_up(self, request)

    @re_path(r"^tilmeld/tak/$", name="sign_up_thanks")
    def serve_thanks(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with what happens next, the same for everybody."""
        return sign_up_views.thanks(self, request)

    @re_path(r"^tilmeld/ret/(?P<token>[\w\-.]+)/(?P<saved>gemt/)?$", name="sign_up_manage")
    def serve_manage(self, request: HttpRequest, token: str, saved: str | None = None) -> HttpResponseBase:
        """Answer with one sign-up to its owner, and change or cancel it."""
        return sign_up_views.manage(self, request, token, bool(saved))

    @property
    def sign_up_url(self) -> str:
        """The address of the form."""
        return f"{self.url}tilmeld/"

    @property
    def map_url(self) -> str:
        """Where the place is on a map of another site, which is asked only by who follows the link; "" without one."""
        query = urlencode({"query": self.place_address})
        return f"https://www.openstreetmap.org/search?{query}" if self.place_address else ""

    @cached_property
    def is_full(self) -> bool:
        """Whether whoever signs up now is put on the waiting list."""
        return free_places(self) == 0

    @property
    def calendar_url(self) -> str:
        """The address of the calendar file."""
        return f"{self.url}kalender.ics"

    def calendar_face(self) -> str:
        """Return a digest of what a calendar shows of the page."""
        moments = [moment.astimezone(dt.UTC) if moment else None for moment in (self.start, self.end)]
        shown = [self.title, *moments, self.place, self.place_address, self.cancelled]
        return hashlib.sha256(repr(shown).encode()).hexdigest()

    def settle_calendar(self) -> None:
        """Raise the sequence when calendars will show something else than before; for a page about to be saved live."""
        known = InvitationPage.objects.filter(pk=self.pk).first() if self.pk else None
        face, before = self.calendar_face(), ""
        if known:
            before = known.calendar_shown or (known.calendar_face() if known.live else "")
            self.calendar_sequence = known.calendar_sequence
        if before and before != face:
            self.calendar_sequence += 1
        self.calendar_shown = face

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


def next_invitation(request: HttpRequest) -> InvitationPage | None:
    """Return the first coming invitation that visitors may see and that isn't cancelled."""
    coming = same_for_all(request, "coming invitations", _coming)
    return next((invitation for invitation in coming if invitation.start >= timezone.now()), None)


def _coming() -> list[InvitationPage]:
    coming = InvitationPage.objects.filter(start__gte=timezone.now(), cancelled=False)
    return list(listed_pages(coming).order_by("start"))
