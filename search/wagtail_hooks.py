"""What the staff see of the search: what was sought in vain, among the reports, and the answers they pin to words."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import CreateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet

from search.misses import DAYS, KEPT
from search.models import Miss, Pin

LONGEST_LIST = 200


class AddPin(CreateView):
    """The form for a new pin; the report of searches in vain fills the word in."""

    def get_initial(self) -> dict[str, Any]:
        """Take the word from the address."""
        return {**super().get_initial(), "words": self.request.GET.get("ord", "")[:120]}


class PinViewSet(ModelViewSet):
    """The list of pinned answers."""

    model = Pin
    name = "search_pins"
    url_prefix = "search/pins"
    icon = "thumbtack"
    menu_label = _("Pinned answers")
    menu_hook = "register_reports_menu_item"
    menu_order = 1010
    add_to_admin_menu = True
    list_display = ["words", "page", "person"]
    search_fields = ["words"]
    search_backend_name = None
    ordering = ["words"]
    add_view_class = AddPin
    inspect_view_enabled = False


class MissesView(WagtailAdminTemplateMixin, TemplateView):
    """What was searched for in vain on several days, the most wanted first."""

    template_name = "search/admin/misses.html"
    page_title = _("Searches without an answer")
    header_icon = "search"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who may not see it."""
        if not request.user.has_perm("search.view_miss"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the searches, and for how long they are kept."""
        return super().get_context_data(
            misses=Miss.objects.exclude(words="")[:LONGEST_LIST],
            days=DAYS,
            kept=KEPT.days,
            may_pin=self.request.user.has_perm("search.add_pin"),
            **kwargs,
        )


@hooks.register("register_admin_viewset")
def pins() -> PinViewSet:
    """The list of pinned answers, and its forms."""
    return PinViewSet()


@hooks.register("register_admin_urls")
def misses_urls() -> list[Any]:
    """The report of searches in vain."""
    return [path("reports/search-misses/", MissesView.as_view(), name="search_misses")]


class MissesMenuItem(MenuItem):
    """The report's entry in the menu, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may see the report."""
        return bool(request.user.has_perm("search.view_miss"))


@hooks.register("register_reports_menu_item")
def misses_menu_item() -> MenuItem:
    """The report among the others."""
    return MissesMenuItem(
        _("Searches without an answer"), reverse("search_misses"), name="search_misses", icon_name="search", order=1005
    )
