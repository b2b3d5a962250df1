"""A photo straight from the device: uploaded as soon as it is chosen, and described beside the text it belongs to."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail.images.forms import get_image_form
from wagtail.images.utils import find_image_duplicates
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry

from core.documents import title_from_name
from core.models import SiteImage


class AboutPhotoForm(ModelForm):
    """What the photo shows, and the consent of people in it."""

    class Meta:
        model = SiteImage
        fields = ["description", "shows_people", "consent"]


def _refusal(form: forms.BaseForm) -> JsonResponse:
    """Why a form is not taken, as one sentence after the other."""
    sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
    return JsonResponse({"error": " ".join(sentences)}, status=400)


def _chosen(image: SiteImage) -> JsonResponse:
    """What the chooser shows of an image, and what is known of it."""
    about = {name: getattr(image, name) for name in AboutPhotoForm.Meta.fields}
    return JsonResponse({"chosen": AdminImageChooser().get_value_data_from_instance(image), "about": about})


@require_POST
def upload_photo(request: HttpRequest) -> JsonResponse:
    """Keep a photo; return what the chooser shows of it. One that is there already isn't kept twice."""
    policy = policy_registry.get_by_type(SiteImage)
    if not policy.user_has_permission(request.user, "add"):
        raise PermissionDenied
    file = request.FILES.get("file")
    data = {"title": title_from_name(PurePath(file.name or "").stem if file else "")}
    image = SiteImage(uploaded_by_user=request.user)
    form: Any = get_image_form(SiteImage)(data, request.FILES, instance=image, user=request.user)
    # It goes where all pictures are, unless somebody moves it.
    form.fields.pop("collection", None)
    if not form.is_valid():
        return _refusal(form)
    # Its fingerprint, by which another of the same kind is found.
    image._set_image_file_metadata()
    known = find_image_duplicates(image=image, user=request.user, permission_policy=policy).first()
    return _chosen(known or form.save())


@require_POST
def describe_photo(request: HttpRequest, pk: int) -> JsonResponse:
    """Save what a photo shows; return what is saved, or why it isn't."""
    image = get_object_or_404(SiteImage, pk=pk)
    policy = policy_registry.get_by_type(SiteImage)
    if not policy.user_has_permission_for_instance(request.user, "change", image):
        raise PermissionDenied
    form = AboutPhotoForm(request.POST, instance=image)
    return _chosen(form.save()) if form.is_valid() else _refusal(form)
