"""Staff and partners in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from people.models import Partner, Person


class PersonViewSet(SnippetViewSet):
    """The list of staff."""

    model = Person
    icon = "user"
    menu_label = _("Staff")
    menu_order = 40
    add_to_admin_menu = True
    list_display = ["name", "title", "phone", "active"]
    list_filter = ["active", "topics"]
    search_fields = ["name", "title"]
    search_backend_name = None
    ordering = ["sort_order", "name"]


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
