"""A member of the staff: the number stands here once and is shown wherever the person is named."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.addresses import absolute
from core.fields import SANE_DATES, PhoneField
from core.models import Topic
from core.pictures import picture_address
from core.site_settings import SiteSettings
from core.templatetags.danish import tel
from people import standing_in, vcard


class Person(index.Indexed, models.Model):
    """A member of the staff."""

    name = models.CharField(_("name"), max_length=80)
    title = models.CharField(_("title"), max_length=80, help_text=_("e.g. Consultant, area support"))
    phone = PhoneField(_("direct number"), blank=True)
    takes_texts = models.BooleanField(
        _("takes text messages"),
        default=False,
        help_text=_("The number belongs to a mobile phone, and the person reads the messages sent to it."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    portrait = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("portrait"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Without a portrait the initials are drawn."),
    )
    portrait_consent = models.BooleanField(_("the person has agreed to the portrait being shown"), default=False)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="people")
    sort_order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Lowest number first. Equal numbers are sorted by name.")
    )
    active = models.BooleanField(
        _("works here"),
        default=True,
        help_text=_("Untick to take the person off all pages without deleting anything."),
    )
    absent_from = models.DateField(_("first day away"), null=True, blank=True, validators=SANE_DATES)
    absent_until = models.DateField(_("last day away"), null=True, blank=True, validators=SANE_DATES)
    stand_in = models.ForeignKey(
        "self",
        verbose_name=_("stand-in"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"active": True},
        help_text=_("Whom to call meanwhile. Empty: the main contact."),
    )
    # A key that a restored database gives away again is known by it (core/deletions.py).
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    # Whoever is away while this one answers; set by standing_in.answering.
    instead_of: "Person | None" = None
    # Whether this is the secretariat itself, which answers where nobody stands in.
    is_office = False

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("title"),
                FieldPanel("phone"),
                FieldPanel("takes_texts"),
                FieldPanel("email"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("absent_from"), FieldPanel("absent_until")]), FieldPanel("stand_in")],
            heading=_("Away for a while"),
            help_text=_("Between these days the pages say so, and show the stand-in's number."),
        ),
        MultiFieldPanel([FieldPanel("portrait"), FieldPanel("portrait_consent")], heading=_("Portrait")),
        MultiFieldPanel([FieldPanel("active"), FieldPanel("sort_order")], heading=_("On the staff page")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("title"),
        index.FilterField("active"),
    ]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("staff member")
        verbose_name_plural = _("staff")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a portrait without consent, an absence without an end, and a stand-in who can't be one."""
        errors: dict[str, str] = {}
        if self.portrait_id and not self.portrait_consent:
            errors["portrait_consent"] = gettext("Tick this when the person has agreed, or take the portrait away.")
        if self.takes_texts and not self.phone:
            errors["takes_texts"] = gettext("Write the number that text messages are sent to.")
        errors |= standing_in.faults(self)
        if errors:
            raise ValidationError(errors)

    @property
    def first_name(self) -> str:
        """The name to use in “Ask Thomas”."""
        return self.name if self.is_office else self.name.split(" ", 1)[0]

    @property
    def initials(self) -> str:
        """First letters of first and last name, for those without a portrait."""
        names = self.name.split()
        return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()

    @property
    def call_address(self) -> str:
        """What a camera that sees the person's QR code is to do: call, or write where there is no number; or ""."""
        return tel(self.phone) or (f"mailto:{self.email}" if self.email else "")

    @property
    def text_address(self) -> str:
        """Where a text message is sent to (RFC 5724), or "" where none is read."""
        return tel(self.phone).replace("tel:", "sms:", 1) if self.takes_texts else ""

    def reached(self, **known: Any) -> "Person":
        """Return whom to call today: the person, or whoever stands in (standing_in.answering)."""
        return standing_in.answering(self, **known)

    def card(self, url: str, source: str) -> vcard.Card:
        """Return the person's business card, given the absolute addresses of the staff page and of the card itself."""
        photo = self.portrait if self.portrait_consent else None
        return vcard.Card(
            name=self.name,
            title=self.title,
            organisation=SiteSettings.load().name,
            phone=self.phone.as_e164 if self.phone else "",
            email=self.email,
            url=url,
            photo=absolute(picture_address(photo, "portrait")) if photo else "",
            source=source,
        )

    def structured_data(self) -> dict[str, Any]:
        """Return the person as schema.org/Person."""
        data = {
            "@type": "Person",
            "name": self.name,
            "jobTitle": self.title,
            "telephone": self.phone.as_e164 if self.phone else "",
            "email": self.email,
        }
        return {key: value for key, value in data.items() if value}
