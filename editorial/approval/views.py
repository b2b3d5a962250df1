"""The one screen: what was sent for approval, how it looks, “approve and publish”, and “send back” with a reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState

APPROVE, REJECT = "approve", "reject"


class ReasonForm(forms.Form):
    """Why a page is sent back."""

    reason = forms.CharField(
        label=_("What is to be changed?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what is to be changed, so that the page can come again.")},
    )


def waiting_state(page: Page) -> TaskState | None:
    """Return what waits for approval of a page; None when nothing does."""
    state = page.current_workflow_task_state
    return state if state and state.status == TaskState.STATUS_IN_PROGRESS else None


def name_of(state: TaskState) -> str:
    """Return who sent it for approval; "" when that account is gone."""
    sender = state.workflow_state.requested_by
    return str(get_user_display_name(sender)) if sender else ""


def may_decide(state: TaskState, page: Page, user: Any) -> bool:
    """Whether Wagtail's workflow lets the user approve."""
    return any(name == APPROVE for name, _words, _modal in state.task.specific.get_actions(page, user))


class ApprovalView(WagtailAdminTemplateMixin, TemplateView):
    """Looking changes nothing; a press of the button does, for exactly what was looked at."""

    template_name = "editorial/approval/page.html"
    page_title = _("For approval")
    header_icon = "check"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    @cached_property
    def page(self) -> Page:
        """The page, as it is online now or as it was made."""
        return get_object_or_404(Page, pk=self.kwargs["pk"]).specific

    @cached_property
    def state(self) -> TaskState | None:
        """What waits for approval."""
        return waiting_state(self.page)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only those who may decide, or, when there is nothing to decide, who may see the page in the admin."""
        if self.state:
            allowed = may_decide(self.state, self.page, request.user)
        else:
            allowed = self.page.permissions_for_user(request.user).can_edit()
        if not allowed:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is to be decided, and when it would go online."""
        kwargs.setdefault("reason_form", ReasonForm())
        if self.state:
            proposed = self.state.revision.as_object()
            planned = proposed.go_live_at if proposed.go_live_at and proposed.go_live_at > timezone.now() else None
            kwargs |= {"proposed": proposed, "planned": planned, "sender": name_of(self.state)}
        return super().get_context_data(page=self.page, state=self.state, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve or send back, unless it is no longer what was looked at."""
        if self.state is None:
            messages.info(request, gettext("Somebody else was faster: nothing waits for approval here now."))
        elif request.POST.get("revision") != str(self.state.revision_id):
            messages.warning(request, gettext("The page was changed while you looked at it. Look once more."))
        elif request.POST.get("action") == APPROVE:
            self._decide(APPROVE)
        elif request.POST.get("action") == REJECT:
            form = ReasonForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(reason_form=form))
            self._decide(REJECT, comment=form.cleaned_data["reason"])
        return redirect("approval", self.page.pk)

    def _decide(self, action: str, **kwargs: Any) -> None:
        with transaction.atomic():
            # Two leaders press at the same time: the second finds that it is done.
            state = TaskState.objects.select_for_update().get(pk=self.state.pk)
            if state.status != TaskState.STATUS_IN_PROGRESS:
                return
            state.task.specific.on_action(state.specific, self.request.user, action, **kwargs)
        self.page.refresh_from_db()
        if action == REJECT:
            messages.success(self.request, gettext("The page is sent back with your reason."))
        elif self.page.live:
            messages.success(self.request, gettext("The page is approved and published."))
        else:
            messages.success(self.request, gettext("The page is approved. It goes online when its time comes."))


class ProposedPageView(ApprovalView):
    """How the page would look, for the frame in the screen."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Render the version that waits; 404 when none does."""
        if self.state is None:
            raise Http404
        proposed = self.state.revision.as_object()
        answer: HttpResponse = proposed.make_preview_request(request, proposed.default_preview_mode)
        answer["X-Frame-Options"] = "SAMEORIGIN"
        return answer


proposed_page = require_GET(ProposedPageView.as_view())
