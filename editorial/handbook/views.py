"""The handbook's pages: the list of tasks, each task, and all of them on two pages to print."""

from typing import Any

from django.http import Http404
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from editorial.handbook.keeping import KEEPING
from editorial.handbook.tasks import Task
from editorial.handbook.writing import WRITING

PARTS = ((_("Pages"), WRITING), (_("People and the site"), KEEPING))
TASKS = {task.slug: task for task in (*WRITING, *KEEPING)}


class HandbookView(WagtailAdminTemplateMixin, TemplateView):
    """All tasks."""

    template_name = "editorial/handbook/index.html"
    page_title: Any = _("Help")
    header_icon = "help"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("handbook"), "label": _("Help")},
    ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return self.breadcrumbs_items

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tasks."""
        return super().get_context_data(parts=PARTS, **kwargs)


class TaskView(HandbookView):
    """One task."""

    template_name = "editorial/handbook/task.html"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Find it; raises Http404."""
        super().setup(request, *args, **kwargs)
        if kwargs["slug"] not in TASKS:
            raise Http404
        self.task: Task = TASKS[kwargs["slug"]]
        self.page_title = self.task.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """From the list."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.task.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the task and the one after it."""
        slugs = list(TASKS)
        at = slugs.index(self.task.slug) + 1
        following = TASKS[slugs[at]] if at < len(slugs) else None
        return super().get_context_data(task=self.task, following=following, **kwargs)


class TwoPagesView(HandbookView):
    """The short version of all."""

    template_name = "editorial/handbook/two_pages.html"
    page_title = _("On two pages")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """From the list."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


urlpatterns = [
    path("hjaelp/", HandbookView.as_view(), name="handbook"),
    path("hjaelp/paa-to-sider/", TwoPagesView.as_view(), name="handbook_two_pages"),
    path("hjaelp/<slug:slug>/", TaskView.as_view(), name="handbook_task"),
]
