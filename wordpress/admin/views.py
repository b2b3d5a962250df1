"""The steps of an import in the admin: the files, the choices, the report; undoing; leading on what leads nowhere."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from core.spreadsheets import CSV, XLSX
from core.work import wake
from wordpress.admin.forms import RedirectsForm, ReviewForm, UploadForm
from wordpress.export import archive
from wordpress.models import Moving
from wordpress.moving import redirects
from wordpress.moving.pages import is_touched
from wordpress.moving.report import as_csv, as_xlsx, lines, outcomes
from wordpress.redirect_list import take
from wordpress.working import begin, go_on

PERMISSION = "wordpress.add_moving"
State = Moving.State
FORMS = {"csv": (as_csv, CSV), "xlsx": (as_xlsx, XLSX)}
# How many lines the screen shows; the spreadsheet holds all.
MOST_LINES = 200


class Allowed:
    """For leaders and administrators."""

    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse others."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @cached_property
    def moving(self) -> Moving:
        """The import that the address names."""
        return get_object_or_404(Moving, pk=self.kwargs["pk"])


class Step(Allowed, WagtailAdminTemplateMixin):
    """A screen of the import."""

    page_title = _("Import from WordPress")
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where the screen stands; Wagtail's header shows the last as the page's title."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class StartView(Step, FormView):
    """Step one: the files; and the imports there were."""

    template_name = "wordpress/start.html"
    form_class = UploadForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add earlier imports."""
        return super().get_context_data(movings=Moving.objects.all()[:50], **kwargs)

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the files and let the worker look through them."""
        export, uploads = form.cleaned_data["export"], form.cleaned_data["uploads"]
        moving = Moving(user=self.request.user, file_name=export.name[:200], file=export)
        if uploads:
            moving.uploads = uploads
        moving.save()
        wake(go_on, moving.pk)
        return redirect("wordpress_import", moving.pk)


class ImportView(Step, TemplateView):
    """Where an import stands: how far it is, the choices (step two), or the report (step three)."""

    def get_template_names(self) -> list[str]:
        """The screen for its state."""
        if self.moving.is_at_work:
            return ["wordpress/working.html"]
        return ["wordpress/review.html" if self.moving.state == State.REVIEW else "wordpress/report.html"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the screen; to the script that asks, how far it is."""
        if request.headers.get("Accept", "").startswith("application/json"):
            moving = self.moving
            return JsonResponse({"atWork": moving.is_at_work, "done": moving.done, "total": moving.total})
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the screen shows."""
        moving = self.moving
        context = super().get_context_data(moving=moving, facts=moving.facts, **kwargs)
        if moving.state == State.REVIEW:
            context.setdefault("form", ReviewForm(moving=moving))
        elif not moving.is_at_work:
            noted = list(lines(moving, noted_only=True))
            titles = Page.objects.in_bulk([one["page"] for one in moving.facts.get("nowhere", [])])
            context |= {
                "outcomes": outcomes(moving),
                "noted": noted[:MOST_LINES],
                "noted_count": len(noted),
                "nowhere": [one | {"target": titles.get(one["page"])} for one in moving.facts.get("nowhere", [])],
            }
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin the import with the choices, or put it away."""
        if self.moving.state != State.REVIEW:
            return redirect("wordpress_import", self.moving.pk)
        if "cancel" in request.POST:
            self.moving.delete_files()
            self.moving.delete()
            messages.success(request, gettext("The export is deleted. Nothing was imported."))
            return redirect("wordpress_imports")
        form = ReviewForm(request.POST, moving=self.moving)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        with transaction.atomic():
            Moving.objects.filter(pk=self.moving.pk).update(choices=form.chosen().stored(), user=request.user)
            begin(self.moving, State.RUNNING)
        return redirect("wordpress_import", self.moving.pk)


class UndoView(Step, TemplateView):
    """The question before an import is taken back."""

    template_name = "wordpress/undo.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell what goes, and what of it the staff have worked on."""
        things = self.moving.things.select_related("page")
        touched = [thing.page for thing in things if thing.page and is_touched(thing.page, thing)]
        return super().get_context_data(moving=self.moving, count=things.count(), touched=touched, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, where there is something to undo."""
        if not self.moving.can_be_undone:
            return redirect("wordpress_import", self.moving.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let the worker undo it."""
        if self.moving.can_be_undone:
            Moving.objects.filter(pk=self.moving.pk).update(user=request.user)
            begin(self.moving, State.UNDOING)
        return redirect("wordpress_import", self.moving.pk)


class ReportView(Allowed, View):
    """The report as a spreadsheet."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Answer with the file."""
        if kind not in FORMS:
            raise Http404
        make, content_type = FORMS[kind]
        response = HttpResponse(make(self.moving), content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="import-{self.moving.pk}.{kind}"'
        response["Cache-Control"] = "private, no-store"
        return response


class LeadView(Allowed, View):
    """Take the proposals for addresses that lead nowhere."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the redirects that were ticked."""
        moving, made = self.moving, 0
        if moving.state != State.DONE:
            return redirect("wordpress_import", moving.pk)
        wanted = set(request.POST.getlist("path"))
        with transaction.atomic():
            rest = []
            for one in moving.facts.get("nowhere", []):
                page = Page.objects.filter(pk=one["page"], live=True).first() if one["path"] in wanted else None
                if page and redirects.lead(moving, one["path"], page):
                    made += 1
                else:
                    rest.append(one)
            Moving.objects.filter(pk=moving.pk).update(facts={**moving.facts, "nowhere": rest})
        messages.success(request, gettext("%(count)d addresses lead on now.") % {"count": made})
        return redirect("wordpress_import", moving.pk)


class ExportView(Step, TemplateView):
    """All content to take along: what is in it, and the button."""

    template_name = "wordpress/export.html"
    page_title = _("Move the content out")
    header_icon = "upload"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        """Answer with the archive, as it is being made."""
        chunks = archive(guests="guests" in request.POST)
        response = StreamingHttpResponse(chunks, content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="indhold-{timezone.localdate()}.zip"'
        response["Cache-Control"] = "private, no-store"
        return response


class RedirectsView(Step, FormView):
    """Redirects from a spreadsheet."""

    template_name = "wordpress/redirects.html"
    form_class = RedirectsForm
    page_title = _("Redirects from a spreadsheet")
    header_icon = "redirect"

    def form_valid(self, form: RedirectsForm) -> HttpResponse:
        """Make them, and tell what came of it."""
        taken = take(form.rows)
        return self.render_to_response(self.get_context_data(form=RedirectsForm(), taken=taken))
