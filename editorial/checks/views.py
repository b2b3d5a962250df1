"""What the checks say of the page as it stands in the editor this moment, saved or not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from core.pages import SitePage
from editorial.checks.run import check


class ChecksMixin:
    """Take the editor's form as a preview takes it, with the same rights; keep nothing, answer with a piece of HTML."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check the page that the form makes; 422 while the form has faults that must be mended first."""
        view: Any = self
        try:
            form = view.get_form(request.POST)
            valid = view.validate_form(form) and isinstance(view.object, SitePage)
        except MultiValueDictKeyError:
            # Parts of the form that the browser had not put together yet.
            valid = False
        if not valid:
            return TemplateResponse(request, "editorial/checks/waiting.html", status=422)
        page = form.save(commit=False)
        return TemplateResponse(request, "editorial/checks/findings.html", {"report": check(page)})


class ChecksOnEditView(ChecksMixin, PreviewOnEditView):
    """The checks of a page that is there."""


class ChecksOnCreateView(ChecksMixin, PreviewOnCreateView):
    """The checks of a page that is being made."""
