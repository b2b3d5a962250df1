"""The editor of pages: what is said after publishing, with a button that undoes it, and earlier versions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.history import ActionColumn
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from editorial.desk import undo
from news.models import InvitationPage, NewsPage
from publications.models import PublicationPage

# What leads back to a flat list once it is published; a subclass before its base.
LISTS: dict[type[Page], str] = {
    InvitationPage: "invitations:index",
    NewsPage: "news:index",
    PublicationPage: "publications:index",
}
# What the history shows first: what visitors saw, and when.
PUBLISHED_ACTIONS = ("wagtail.publish", "wagtail.publish.schedule", "wagtail.unpublish", undo.LOG_ACTION)


def undo_choice(page: Page, user: Any) -> tuple[str, str] | None:
    """Return address and label of the button that undoes a page's latest publication; None without one."""
    if revision := undo.scheduled(page, user):
        return reverse("desk_unschedule", args=[revision.pk]), _("Undo the planned publication")
    if publishing := undo.undoable(page, user):
        return reverse("desk_undo", args=[publishing.pk]), _("Undo the publication")
    return None


class UndoButtonMixin:
    """A view that publishes, with the button in what it says afterwards."""

    request: Any
    page: Page
    next_url: str
    publishing = False

    def publish_action(self) -> HttpResponse:
        """Publish, knowing that what is said next is said of that."""
        self.publishing = True
        return super().publish_action()  # type: ignore[misc]

    def get_edit_message_button(self) -> tuple[Any, ...]:
        """The message's last button: undo after publishing, else the way back to the editor."""
        choice = undo_choice(self.page, self.request.user) if self.publishing else None
        # The fourth says that it is to be posted (wagtailadmin/shared/messages.html).
        return (*choice, False, True) if choice else super().get_edit_message_button()  # type: ignore[misc]

    def redirect_away(self) -> HttpResponse:
        """Lead to the flat list that the page stands in, where there is one."""
        address = next((LISTS[model] for model in LISTS if isinstance(self.page, model)), None)
        return super().redirect_away() if self.next_url or not address else redirect(address)  # type: ignore[misc]


class DeskCreateView(UndoButtonMixin, CreateView):
    """A new page."""


class DeskEditView(UndoButtonMixin, EditView):
    """A page in the editor."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        """The button that undoes the latest publication, beside the page's name."""
        choice = undo_choice(self.real_page_record.specific, self.request.user)
        if not choice:
            return []
        url, label = choice
        attrs = {
            "data-controller": "w-action",
            "data-action": "w-action#post",
            "data-w-action-url-value": url,
            "data-undo": "",
        }
        return [HeaderButton(label, url=url, icon_name="undo", attrs=attrs)]


class VersionColumn(ActionColumn):
    """What was done to a page, and what can be done with the version it has since."""

    def get_actions(self, instance: Any, parent_context: Any) -> list[dict[str, str]]:
        """Look at a published version and go back to it, too: Wagtail offers that only where it was edited."""
        actions = super().get_actions(instance, parent_context)
        if actions or not instance.revision_id or instance.action not in PUBLISHED_ACTIONS:
            return actions
        args = (self.object.pk, instance.revision_id)
        look = {"url": reverse(self.url_names["revisions_view"], args=args), "label": _("Preview")}
        if instance.revision_id == self.object.latest_revision_id:
            return [look]
        revert = {"url": reverse(self.url_names["revisions_revert"], args=args), "label": _("Review this version")}
        return [look, revert]


class VersionsView(PageHistoryView):
    """Earlier versions: those that visitors saw; with one press, or a filter, all that was ever saved."""

    page_title = gettext_lazy("Earlier versions")

    @cached_property
    def everything(self) -> bool:
        """Whether all is asked for."""
        own = {"p", "ordering", "_w_filter_fragment"}
        return any(value for name, value in self.request.GET.items() if name not in own)

    @cached_property
    def columns(self) -> list[Column]:
        """Wagtail's columns, with our first one."""
        _first, *others = super().columns
        names = ("edit", "revisions_view", "revisions_revert", "revisions_compare", "revisions_unschedule")
        urls = {name: getattr(self, f"{name}_url_name") for name in names}
        own = VersionColumn(
            "message",
            label=gettext_lazy("Action"),
            object=self.object,
            url_names=urls,
            user_can_unschedule=self.user_can_unschedule(),
        )
        return [own, *others]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Back to the editor, and the other half of the history."""
        address = self.get_history_url(self.object)
        if self.everything:
            other = HeaderButton(_("Published versions only"), url=address, icon_name="history")
        else:
            other = HeaderButton(_("Every change"), url=f"{address}?vis=alle", icon_name="history")
        return [*super().header_buttons, other]

    def get_base_queryset(self) -> Any:
        """What was published, or everything."""
        entries = super().get_base_queryset()
        return entries if self.everything else entries.filter(action__in=PUBLISHED_ACTIONS)


class DeskPageViewSet(PageViewSet):
    """Wagtail's views of pages, with our own editor and history."""

    add_view_class = DeskCreateView
    edit_view_class = DeskEditView
    history_view_class = VersionsView
