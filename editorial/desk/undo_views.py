"""The button that undoes a publication: one press, or a question first where there is no script."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Revision

from editorial.desk.models import Publishing
from editorial.desk.undo import CantUndo, undo, unschedule


@method_decorator(never_cache, name="dispatch")
class UndoView(WagtailAdminTemplateMixin, TemplateView):
    """Undo a publication."""

    template_name = "editorial/desk/undo.html"
    page_title = _("Undo the publication")
    header_icon = "undo"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo it, say what is so now, and open the page, where the text is still there."""
        try:
            page, still_live = undo(pk, request.user)
        except CantUndo as reason:
            return self.refused(str(reason))
        if still_live:
            said = gettext("Undone: visitors see “%(title)s” as it was before. Your text is kept here as a draft.")
        else:
            said = gettext("Undone: “%(title)s” is off the site again. Your text is kept here as a draft.")
        messages.success(request, said % {"title": page.draft_title})
        return redirect("wagtailadmin_pages:edit", page.pk)

    def refused(self, reason: str) -> HttpResponse:
        """Say why not, where the page is."""
        messages.warning(self.request, reason)
        page = self.page()
        if page is None or not page.permissions_for_user(self.request.user).can_edit():
            return redirect("wagtailadmin_home")
        return redirect("wagtailadmin_pages:edit", page.pk)

    def page(self) -> Page | None:
        """The page it is about; None when it is undone already."""
        publishing = Publishing.objects.filter(pk=self.kwargs["pk"]).select_related("page").first()
        return publishing.page.specific if publishing else None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The start page, and this."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask first."""
        page = self.page()
        if page is None:
            return self.refused(gettext("It is undone already."))
        if not page.permissions_for_user(request.user).can_edit():
            return self.refused(gettext("You may not publish this page, so you can't undo it either."))
        return self.render_to_response(self.get_context_data(page=page))


class UnscheduleView(UndoView):
    """Stop a version from going online by itself."""

    page_title = _("Undo the planned publication")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stop it, say so, and open the page."""
        try:
            page = unschedule(pk, request.user)
        except CantUndo as reason:
            return self.refused(str(reason))
        said = gettext("Undone: “%(title)s” does not go online by itself. Your text is kept here as a draft.")
        messages.success(request, said % {"title": page.draft_title})
        return redirect("wagtailadmin_pages:edit", page.pk)

    def page(self) -> Page | None:
        """The page it is about."""
        revision = get_object_or_404(Revision.page_revisions, pk=self.kwargs["pk"])
        return Page.objects.filter(pk=revision.object_id).first()
