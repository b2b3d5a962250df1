"""The steps of publishing the annual report: the file, the screen it is filled in on, and what came of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.documents import too_large
from core.limits import DOCUMENT_BYTES
from editorial.annual_report.filled_in import FilledIn
from editorial.annual_report.forms import UploadForm
from editorial.annual_report.keeping import discard, keep
from editorial.annual_report.limited import LimitedUpload
from editorial.annual_report.models import ReportUpload
from editorial.annual_report.publishing import (
    Action,
    Rights,
    UploadGone,
    make_pages,
    pages_of,
    publish_drafts,
    rights_of,
)
from publications.pdf.refused import PdfRefused, sentence
from publications.pdf.values import Limits, Refusal

MEGABYTE = 1_000_000


class ReportStep(WagtailAdminTemplateMixin):
    """What the steps have in common: a heading, and who may take them."""

    page_title = _("Publish the annual report")
    header_icon = "doc-full-inverse"
    request: HttpRequest
    rights: Rights

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only those who may add publications."""
        self.rights = wanted_rights(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here: the start page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the field for a file says of it before it is sent."""
        limit = {
            "bytes": DOCUMENT_BYTES,
            "too_large": too_large(),
            "empty": sentence(Refusal.EMPTY, None, Limits()),
            "not_pdf": sentence(Refusal.NOT_PDF, None, Limits()),
        }
        return super().get_context_data(limit=limit, megabytes=DOCUMENT_BYTES // MEGABYTE, **kwargs)


def wanted_rights(user: Any) -> Rights:
    """Return the user's rights; raises PermissionDenied for who has none."""
    rights = rights_of(user)
    if rights is None:
        raise PermissionDenied
    return rights


def upload_of(user: Any, pk: UUID) -> ReportUpload | None:
    """Return an upload of the user's, or one whose pages the user may change; None for any other."""
    upload = ReportUpload.objects.select_related("document__reading", "publication", "post").filter(pk=pk).first()
    if upload is None or upload.user_id == user.pk or user.is_superuser:
        return upload
    page = upload.publication
    return upload if page and page.permissions_for_user(user).can_edit() else None


class UploadView(ReportStep, FormView):
    """The file: kept when it is a PDF, refused in a sentence when it isn't; as JSON to the script that sends it."""

    form_class = UploadForm
    template_name = "editorial/annual_report/upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose file it is."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was begun before."""
        return super().get_context_data(unfinished=unfinished(self.request.user), **kwargs)

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the file and go on; refused ones of before are done with."""
        for earlier in ReportUpload.objects.pending().filter(user=self.request.user, document=None):
            discard(earlier)
        upload = keep(form.document, self.request.user)
        url = reverse("annual_report", args=[upload.pk])
        return JsonResponse({"url": url}, status=201) if self.wants_json else redirect(url)

    def form_invalid(self, form: UploadForm) -> HttpResponse:
        """Say why it isn't taken."""
        if getattr(self.request, "file_too_large", False):
            form.errors["file"] = form.error_class([too_large()])
        if self.wants_json:
            return JsonResponse({"error": " ".join(form.errors.get("file", []))}, status=400)
        return self.render_to_response(self.get_context_data(form=form), status=400)

    @property
    def wants_json(self) -> bool:
        """Whether the page's script asks."""
        return self.request.headers.get("Accept", "").startswith("application/json")


_upload = csrf_protect(UploadView.as_view())


# Checked by the view inside: the check reads what was sent, and that must not be kept when it is too large.
@csrf_exempt
def upload_report(request: HttpRequest) -> HttpResponse:
    """Take a file of limited size, and answer as UploadView does."""
    request.upload_handlers.insert(0, LimitedUpload(request, DOCUMENT_BYTES))
    return _upload(request)


def unfinished(user: Any) -> list[ReportUpload]:
    """Return what the user can go on with, but for what waits for somebody else."""
    uploads = ReportUpload.objects.unfinished(user)[:10]
    return [one for one in uploads if not (one.publication and one.publication.workflow_in_progress)][:3]


@method_decorator(never_cache, name="dispatch")
class ReportView(ReportStep, TemplateView):
    """One upload: while it is read, when it can't be, filled in, and when its pages are made."""

    upload: ReportUpload

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back to the beginning from what is gone, and from what is another's."""
        upload = upload_of(request.user, kwargs["pk"])
        if upload is None or (upload.used_at and not upload.publication):
            return gone(request)
        self.upload = upload
        return super().dispatch(request, *args, **kwargs)

    @property
    def by_hand(self) -> bool:
        """Whether the user fills in without waiting for the reading."""
        return "selv" in self.request.GET

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show where the upload stands."""
        if self.upload.used_at:
            pages = self.result()
            drafts = not all(one["page"].live for one in pages)
            return self.show("done", pages=pages, drafts=drafts, rights=self.rights)
        if self.upload.refusal:
            return self.show("upload", reason=self.upload.reason, form=UploadForm())
        if not self.upload.can_be_filled_in and not self.by_hand:
            return self.show("reading")
        return self.show_form(FilledIn(self.upload, self.rights, request.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the pages, or say by the fields what is wrong; once they are made, show them."""
        if self.upload.used_at:
            return self.publish_drafts() if "action-publish-drafts" in request.POST else redirect(request.path)
        action = self.wanted_action()
        filled_in = FilledIn(self.upload, self.rights, request.user, request.POST)
        if not filled_in.is_valid(draft=action != Action.PUBLISH):
            self.upload.refresh_from_db()
            if self.upload.used_at:
                # Its addresses are taken by the same button, pressed a moment before.
                return redirect(request.path)
            messages.error(request, gettext("Some fields need another look. Nothing is published yet."))
            return self.show_form(filled_in)
        try:
            make_pages(self.upload, self.rights, request.user, action, filled_in.report, filled_in.post)
        except PdfRefused as refused:
            return self.show_form(filled_in, reason=refused.message)
        except UploadGone:
            self.upload.refresh_from_db()
            reason = self.upload.reason or gettext("The file is gone. Choose it again.")
            return self.show_form(filled_in, reason=reason)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.show_form(filled_in)
        messages.success(request, DONE[action])
        return redirect(request.path.split("?")[0])

    def wanted_action(self) -> Action:
        """The button that was pressed, as far as the user may; Enter in a field saves a draft."""
        if "action-publish" in self.request.POST and self.rights.may_publish:
            return Action.PUBLISH
        if "action-submit" in self.request.POST and self.rights.may_submit:
            return Action.SUBMIT
        return Action.SAVE

    def publish_drafts(self) -> HttpResponse:
        """Publish what was saved before."""
        publish_drafts(self.upload, self.request.user)
        messages.success(self.request, DONE[Action.PUBLISH])
        return redirect(self.request.path)

    def show(self, step: str, **context: Any) -> HttpResponse:
        """Render a step's template."""
        self.template_name = f"editorial/annual_report/{step}.html"
        return self.render_to_response(self.get_context_data(upload=self.upload, **context))

    def show_form(self, filled_in: FilledIn, reason: str = "") -> HttpResponse:
        """Render the one screen, with what keeps the file from being taken."""
        return self.show(
            "form", filled_in=filled_in, rights=self.rights, reason=reason, media=filled_in.media, by_hand=self.by_hand
        )

    def result(self) -> list[dict[str, Any]]:
        """The pages with what can be done with each."""
        user = self.request.user
        return [{"page": page, "permissions": page.permissions_for_user(user)} for page in pages_of(self.upload)]


DONE = {
    Action.PUBLISH: _("It is online now."),
    Action.SUBMIT: _("It is sent to approval."),
    Action.SAVE: _("The draft is saved. Nobody else sees it on the site yet."),
}


def gone(request: HttpRequest) -> HttpResponse:
    """Lead back to the beginning."""
    messages.warning(request, gettext("This draft is no longer there. Choose the file again."))
    return redirect("annual_report_upload")


@require_safe
@never_cache
def report_status(request: HttpRequest, pk: UUID) -> JsonResponse:
    """Return how far the reading is, for the page's script; 404 for what isn't the user's."""
    upload = upload_of(request.user, pk)
    if upload is None:
        raise Http404
    return JsonResponse(
        {
            "settled": upload.can_be_filled_in or bool(upload.refusal) or bool(upload.used_at),
            "refused": bool(upload.refusal),
            "ready": bool(upload.reading and upload.reading.is_ready),
            "waits": upload.waits_for_worker,
            "text": upload.progress,
        }
    )


@require_POST
def cancel_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete an upload and all that was read from it; pages that were made of it stay."""
    wanted_rights(request.user)
    upload = upload_of(request.user, pk)
    if upload is None:
        return gone(request)
    if upload.used_at:
        return redirect("annual_report", pk)
    discard(upload)
    messages.success(request, gettext("The file is deleted. Nothing was published."))
    return redirect("wagtailadmin_home")
