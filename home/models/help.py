"""“Who can help me?”: a topic, its people, a call; and whom to call when it isn't the secretariat."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from core.models import Topic
from core.pages import SitePage
from core.relations import load_relations
from core.templatetags.danish import tel
from home.models.mission import topics_with_contacts
from people.models import Person

# Danish numbers of eight digits are called with the country's code (RFC 3966); short ones (112) have none.
DANISH_DIGITS, DENMARK = 8, "+45"


class HelpPage(SitePage):
    """The page that leads from a question to somebody who answers the phone."""

    heading = models.CharField(_("heading"), max_length=80, help_text=_("The large heading: the visitor's question."))
    others_heading = models.CharField(
        _("heading above the others"), max_length=80, blank=True, help_text=_("E.g. “When it isn't us”.")
    )

    max_count = 1
    is_single = is_help = reviewed_yearly = True
    subpage_types: list[str] = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("summary"),
        FieldPanel("others_heading"),
        InlinePanel("others", heading=_("Whom to call when it isn't us"), label=_("Somebody else")),
        FieldPanel("image"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("heading"),
        index.RelatedFields("others", [index.SearchField("name"), index.SearchField("reason")]),
    ]

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")

    @property
    def headline(self) -> str:
        """The visitor's question; the title is what the menu says."""
        return self.heading

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics, each with the people who help with it."""
        load_relations(self, "image")
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = topics_with_helpers()
        context["others"] = self.others.all()
        return context


class OtherHelp(Orderable):
    """Somebody else to call."""

    page = ParentalKey(HelpPage, on_delete=models.CASCADE, related_name="others")
    name = models.CharField(_("name"), max_length=80)
    reason = models.CharField(_("call them when"), max_length=160, help_text=_("One short sentence."))
    phone = models.CharField(
        _("phone"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\+?\d[\d ]{1,18}$", _("Write digits and spaces only, e.g. 112 or 89 40 20 00."))],
    )
    url = models.URLField(_("website"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("reason"), FieldRowPanel([FieldPanel("phone"), FieldPanel("url")])]

    class Meta(Orderable.Meta):
        verbose_name = _("somebody else to call")
        verbose_name_plural = _("others to call")

    def __str__(self) -> str:
        return self.name

    @property
    def call_address(self) -> str:
        """The number as an address to call (RFC 3966), or ""."""
        digits = self.phone.replace(" ", "")
        return tel(DENMARK + digits if len(digits) == DANISH_DIGITS and digits.isdigit() else digits)


def topics_with_helpers() -> list[Topic]:
    """Return all topics, each with ``helpers``: the contact of its page, then the others who work with it.

    A topic that nobody works with has none; the page names the main contact there.
    """
    staff = Person.objects.filter(active=True).select_related("stand_in")
    topics = list(Topic.objects.prefetch_related(Prefetch("people", staff, to_attr="staff")))
    contacts = {topic.pk: topic for topic in topics_with_contacts()}
    for topic in topics:
        known = contacts.get(topic.pk)
        first = [known.contact] if known and known.contact else []
        topic.mission_url = known.mission_url if known else ""
        topic.helpers = first + [person for person in topic.staff if person not in first]
    return topics
