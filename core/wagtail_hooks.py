"""Topics in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.models import Topic


class TopicViewSet(SnippetViewSet):
    """The list of topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 270
    add_to_admin_menu = True
    list_display = ["name", "sentence", "sort_order"]
    search_fields = ["name", "sentence"]
    search_backend_name = None
    ordering = ["sort_order", "name"]


register_snippet(TopicViewSet)
