"""Where “Leaves” stands in the admin, and that deleting a member of the staff leads there."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.action_menu import ActionMenuItem

from editorial.departure.views import PERMISSION, DepartedView, DepartureView
from people.models import Person


@hooks.register("register_admin_urls")
def departure_urls() -> list[Any]:
    """The question and the answer."""
    return [
        path("fratraeder/<int:pk>/", DepartureView.as_view(), name="departure"),
        path("fratraeder/faerdig/", DepartedView.as_view(), name="departed"),
    ]


@hooks.register("register_snippet_listing_buttons")
def listing_button(snippet: Model, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The step in the list of staff."""
    if isinstance(snippet, Person) and user.has_perm(PERMISSION):
        yield Button(_("Leaves"), reverse("departure", args=[snippet.pk]), icon_name="logout", priority=90)


@hooks.register("construct_snippet_listing_buttons")
def without_delete(buttons: list[Button], snippet: Model, user: Any) -> None:
    """One way to delete a member of the staff is enough."""
    if isinstance(snippet, Person):
        plain = reverse(snippet.snippet_viewset.get_url_name("delete"), args=[snippet.pk])
        buttons[:] = [button for button in buttons if not str(button.url or "").startswith(plain)]


class DepartureMenuItem(ActionMenuItem):
    """The step where a member of the staff is edited."""

    name = "action-departure"
    label = _("Leaves")
    icon_name = "logout"
    order = 90

    def is_shown(self, context: dict[str, Any]) -> bool:
        """To those who may, once there is somebody."""
        return context["view"] == "edit" and context["request"].user.has_perm(PERMISSION)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """The page of the step."""
        return reverse("departure", args=[parent_context["instance"].pk])


@hooks.register("register_snippet_action_menu_item")
def edit_button(model: type[Model]) -> DepartureMenuItem | None:
    """The step beside “Save”."""
    return DepartureMenuItem() if model is Person else None


@hooks.register("before_delete_snippet")
def lead_here(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """Deleting one leads here; several are not deleted at once, for each has pages of their own."""
    people = [one for one in instances if isinstance(one, Person)]
    if not people:
        return None
    if len(people) == 1:
        return redirect("departure", people[0].pk)
    messages.error(request, gettext("Staff leave one at a time. Choose “Leaves” for each of them."))
    return redirect(Person.snippet_viewset.get_url_name("list"))
