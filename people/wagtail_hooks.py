"""Staff and partners in the admin."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.danish.dates import short_date
from core.templatetags.danish import phone
from people.models import Partner, Person


def absence(person: Person) -> str:
    """Return when a person is away, from now on, in a few words; "" where nothing is known of it."""
    today = timezone.localdate()
    if not person.absent_from or not person.absent_until or person.absent_until < today:
        return ""
    if person.absent_from <= today:
        return gettext("Away until %(day)s") % {"day": short_date(person.absent_until)}
    return gettext("Away from %(day)s") % {"day": short_date(person.absent_from)}


def topic_names(person: Person) -> str:
    """Return what a person works with."""
    return ", ".join(topic.name for topic in person.topics.all())


def works_here(person: Person) -> str:
    """Return whether somebody is on the site's pages, in a word."""
    return gettext("Works here") if person.active else gettext("No longer here")


class PersonViewSet(SnippetViewSet):
    """The list of staff."""

    model = Person
    icon = "user"
    menu_label = _("Staff")
    menu_order = 40
    add_to_admin_menu = True
    list_display = [
        "name",
        "title",
        Column("phone", label=_("Phone"), accessor=lambda person: phone(person.phone)),
        Column("topics", label=_("Topics"), accessor=topic_names),
        Column("absence", label=_("Absence"), accessor=absence),
        Column("active", label=_("State"), accessor=works_here, sort_key="active"),
    ]
    list_filter = ["active", "topics"]
    search_fields = ["name", "title"]
    search_backend_name = None
    ordering = ["sort_order", "name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        """Load the topics along."""
        return Person.objects.prefetch_related("topics")


class PartnerViewSet(SnippetViewSet):
    """The list of partners."""

    model = Partner
    icon = "group"
    menu_label = _("Partners")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["name", "kind", "url"]
    list_filter = ["kind"]
    search_fields = ["name"]
    search_backend_name = None


register_snippet(PersonViewSet)
register_snippet(PartnerViewSet)
