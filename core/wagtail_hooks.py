"""Topics in the admin; links in running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.models import Topic
from core.rich_text import SitePageLinkHandler


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


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: FeatureRegistry) -> None:
    """Use our handler for links to pages."""
    features.register_link_type(SitePageLinkHandler)
