"""“Change a page”: pages by their title, as a page of its own or as the list that appears while one types."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from editorial.desk.finding import LONGEST_QUERY, find

# How many are shown on the page, and in the list below the field.
MOST, MOST_BELOW = 50, 8


@method_decorator(never_cache, name="dispatch")
class PagesView(WagtailAdminTemplateMixin, TemplateView):
    """Pages to change."""

    template_name = "editorial/desk/pages.html"
    page_title = _("Change a page")
    header_icon = "edit"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only those who may change pages."""
        if not policy_registry.get_by_type(Page).user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def as_list(self) -> bool:
        """Whether only the list is asked for."""
        return "liste" in self.request.GET

    def get_template_names(self) -> list[str]:
        """The whole page, or the list."""
        return ["editorial/desk/found.html" if self.as_list else self.template_name]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The start page, and this."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pages."""
        words = self.request.GET.get("q", "")[:LONGEST_QUERY]
        found = find(self.request.user, words, MOST_BELOW if self.as_list else MOST)
        return super().get_context_data(words=words.strip(), found=found, **kwargs)
