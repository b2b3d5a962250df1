"""Wagtail's questions before a page is deleted or taken down, with one more: where visitors are sent."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, UnpublishBulkAction
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import Page

from editorial.old_links.forms import TargetBulkForm, TargetForm
from editorial.old_links.leaving import default_target, lead_past_deleted, lead_past_taken_down, were_public


class PageDeleteView(DeleteView):
    """Delete a page and all below it."""

    template_name = "editorial/old_links/confirm_delete.html"

    @cached_property
    def form(self) -> TargetForm:
        """The question."""
        return TargetForm(self.request.POST or None, going=[self.page], initial={"target": default_target([self.page])})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete, once it is known where visitors go; while something else is asked for, nothing happens."""
        context = self.get_context_data()
        confirmed = request.POST.get("confirm_site_name") == context["wagtail_site_name"]
        if context["type_to_confirm_before_delete"] and not confirmed:
            # Wagtail refuses a wrong name alone, and in English.
            said = gettext("Nothing is deleted yet: the name of the site was not typed as it stands.")
            messages.error(request, said)
            return self.render_to_response(context)
        if not self.form.is_valid():
            return self.render_to_response(context)
        if target := self.form.cleaned_data["target"]:
            lead_past_deleted([self.page], target)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask only of a page that visitors may have found."""
        context = super().get_context_data(**kwargs)
        return {**context, "form": self.form, "ask": bool(were_public([self.page]))}


class PageUnpublishView(UnpublishView):
    """Take a page off the site for a time."""

    template_name = "editorial/old_links/confirm_unpublish.html"

    @cached_property
    def form(self) -> TargetForm:
        """The question; by default nobody is sent anywhere."""
        return TargetForm(self.request.POST or None, going=[self.object])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it down, unless the answer can't be used."""
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def unpublish(self) -> HttpResponse | None:
        """Take it down, and lead its visitors on."""
        below = self.object.get_descendants().live().specific()
        going = [self.object, *(below if self.request.POST.get("include_descendants") else ())]
        with transaction.atomic():
            answer = super().unpublish()
            if answer is None and (target := self.form.cleaned_data["target"]):
                lead_past_taken_down(going, target)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the question."""
        return super().get_context_data(form=self.form, **kwargs)


class AsksForTarget:
    """What both ways of removing several pages share."""

    form_class = TargetBulkForm
    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which pages go."""
        going = self.get_actionable_objects()[0]  # type: ignore[attr-defined]
        return {**super().get_form_kwargs(), "going": going}  # type: ignore[misc]

    def get_execution_context(self) -> dict[str, Any]:
        """Hand on the answer."""
        target = self.cleaned_form.cleaned_data["target"]  # type: ignore[attr-defined]
        return {**super().get_execution_context(), "target": target}  # type: ignore[misc]


class PagesDeleteAction(AsksForTarget, DeleteBulkAction):
    """Delete several pages."""

    template_name = "editorial/old_links/confirm_bulk_delete.html"

    def get_initial(self) -> dict[str, Any]:
        """The page above them all."""
        return {"target": default_target(self.get_actionable_objects()[0])}

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: Any = None, target: Page | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Lead their visitors on, then delete them."""
        if target:
            lead_past_deleted(objects, target)
        return super().execute_action(objects, user=user, **kwargs)


class PagesUnpublishAction(AsksForTarget, UnpublishBulkAction):
    """Take several pages down."""

    template_name = "editorial/old_links/confirm_bulk_unpublish.html"

    @classmethod
    def execute_action(
        cls, objects: list[Page], target: Page | None = None, include_descendants: bool = False, **kwargs: Any
    ) -> tuple[int, int]:
        """Take them down, then lead the visitors of those that went on."""
        before = [page for page in were_public(objects) if page.live]
        counts = super().execute_action(objects, include_descendants=include_descendants, **kwargs)
        if target:
            gone = Page.objects.filter(pk__in=[page.pk for page in before], live=False)
            lead_past_taken_down(gone.specific(), target)
        return counts
