"""Staff and partners: each person's number stands here once and is shown wherever the person is named."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from core.danish.sorting import danish_key
from core.fields import PhoneField
from core.models import Topic
from core.pages import SitePage
from core.pictures import prefetch_pictures


class Person(index.Indexed, models.Model):
    """A member of the staff."""

    name = models.CharField(_("name"), max_length=80)
    title = models.CharField(_("title"), max_length=80, help_text=_("e.g. Consultant, area support"))
    phone = PhoneField(_("direct number"), blank=True)
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

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("title"), FieldPanel("phone"), FieldPanel("email")],
            heading=_("Contact"),
        ),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
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
        """A portrait is shown only with the person's consent."""
        if self.portrait_id and not self.portrait_consent:
            raise ValidationError(
                {"portrait_consent": _("Tick this when the person has agreed, or take the portrait away.")}
            )

    @property
    def first_name(self) -> str:
        """The name to use in “Ask Thomas”."""
        return self.name.split(" ", 1)[0]

    @property
    def initials(self) -> str:
        """First letters of first and last name, for those without a portrait."""
        names = self.name.split()
        return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()

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


class Partner(index.Indexed, models.Model):
    """An organisation the secretariat works with."""

    class Kind(models.TextChoices):
        CORNERSTONE = "cornerstone", _("Cornerstone")
        LOCAL = "local", _("Local partner")
        NATIONAL = "national", _("National partner")

    name = models.CharField(_("name"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.LOCAL)
    sentence = models.CharField(_("how we work together, in one sentence"), max_length=200, blank=True)
    url = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("logo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("sentence"),
        FieldPanel("url"),
        FieldPanel("logo"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name


class PeoplePage(SitePage):
    """Everybody who works here, by topic, and the partners."""

    subpage_types: list[str] = []
    max_count = 1
    is_fixture = is_single = True

    class Meta:
        verbose_name = _("staff page")
        verbose_name_plural = _("staff pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the people by topic and the partners by kind."""
        context = super().get_context(request, *args, **kwargs)
        people = list(Person.objects.filter(active=True).select_related("portrait").prefetch_related("topics"))
        people.sort(key=lambda person: (person.sort_order, danish_key(person.name)))
        partners = list(Partner.objects.select_related("logo"))
        prefetch_pictures(
            [*(person.portrait for person in people), *(partner.logo for partner in partners)],
            "portrait",
            "logo",
        )
        self.shown_people = people
        context["groups"] = people_by_topic(people)
        context["partner_groups"] = partners_by_kind(partners)
        return context

    def structured_data(self) -> list[dict[str, Any]]:
        """Everybody on the page."""
        return [person.structured_data() for person in getattr(self, "shown_people", [])]


def people_by_topic(people: list[Person]) -> list[dict[str, Any]]:
    """Return people grouped under each of their topics, in the topics' order; those without one come first."""
    topics = sorted({topic for person in people for topic in person.topics.all()}, key=lambda t: (t.sort_order, t.name))
    groups: list[dict[str, Any]] = [{"topic": None, "people": [p for p in people if not p.topics.all()]}]
    groups += [{"topic": topic, "people": [p for p in people if topic in p.topics.all()]} for topic in topics]
    return [group for group in groups if group["people"]]


def partners_by_kind(partners: list[Partner]) -> list[dict[str, Any]]:
    """Return partners by kind, cornerstones first, in Danish order; kinds without partners are left out."""
    kinds = dict(Partner.Kind.choices)
    partners = sorted(partners, key=lambda partner: danish_key(partner.name))
    groups = [{"name": kinds[kind], "partners": [p for p in partners if p.kind == kind]} for kind in kinds]
    return [group for group in groups if group["partners"]]
