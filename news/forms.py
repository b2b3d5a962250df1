"""The form for films: the poster is chosen among the site's images."""

from typing import Any

from django.forms import ClearableFileInput
from wagtail.images.widgets import AdminImageChooser
from wagtailmedia.forms import BaseMediaForm


class VideoForm(BaseMediaForm):
    """Wagtail media's form with our own fields."""

    class Meta(BaseMediaForm.Meta):
        widgets = {**BaseMediaForm.Meta.widgets, "poster": AdminImageChooser, "captions": ClearableFileInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "captions" in self.fields:
            self.fields["captions"].widget.attrs["accept"] = ".vtt"
