"""The staff's own steps in the admin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from editorial.forms import RepeatForm
from news.models import NewsPage
from news.repeat import repeat_post, suggested_date


def may_repeat(user: Any, post: NewsPage) -> bool:
    """Whether the user may make another post where this one stands."""
    return post.get_parent().permissions_for_user(user).can_add_subpage()


class RepeatPostView(WagtailAdminTemplateMixin, FormView):
    """“As last year”: one field, and the draft opens in the editor."""

    form_class = RepeatForm
    template_name = "editorial/repeat_post.html"
    page_title = _("As last year")
    header_icon = "copy"

    @cached_property
    def post_page(self) -> NewsPage:
        """The post to make another of."""
        return get_object_or_404(NewsPage, pk=self.kwargs["pk"]).specific

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only those who may add posts here."""
        if not may_repeat(request.user, self.post_page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Which post it is."""
        return self.post_page.title

    def get_initial(self) -> dict[str, Any]:
        """The same weekday next year."""
        return {"day": suggested_date(self.post_page)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the form's template asks for."""
        return super().get_context_data(
            action_url=self.request.path,
            media=RepeatForm().media,
            submit_button_label=gettext("Make a draft"),
            submit_button_active_label=gettext("Making the draft …"),
            **kwargs,
        )

    def form_valid(self, form: RepeatForm) -> HttpResponse:
        """Make the draft and open it."""
        draft = repeat_post(self.post_page, form.cleaned_data["day"], self.request.user)
        messages.success(
            self.request,
            gettext("The draft “%(title)s” is made. Look it through and publish it when it is right.")
            % {"title": draft.title},
        )
        return redirect(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
