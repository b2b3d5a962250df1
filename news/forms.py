"""The form for films: the poster is chosen among the site's images, the files are looked into before they are kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import ClearableFileInput
from django.utils.translation import gettext
from wagtail.images.widgets import AdminImageChooser
from wagtailmedia.forms import BaseMediaForm

from core.limits import FILM_BYTES
from core.text import printable
from news import captions, films


class VideoForm(BaseMediaForm):
    """Wagtail media's form with our own fields."""

    class Meta(BaseMediaForm.Meta):
        widgets = {**BaseMediaForm.Meta.widgets, "poster": AdminImageChooser, "captions": ClearableFileInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._old_captions = self.instance.captions.name
        if "captions" in self.fields:
            self.fields["captions"].widget.attrs["accept"] = ".vtt"
        if "file" in self.fields:
            self.fields["file"].help_text = gettext("MP4 or WebM, at most %(megabytes)d MB.") % {
                "megabytes": FILM_BYTES // 1_000_000
            }
        if "duration" in self.fields:
            self.fields["duration"].help_text = gettext("In seconds. Leave it at 0, and it is read from an MP4.")

    def clean_title(self) -> str:
        """Take out the signs that no feed can carry."""
        return printable(self.cleaned_data["title"])

    def clean_transcript(self) -> str:
        """Take out the signs that no feed can carry."""
        return printable(self.cleaned_data["transcript"])

    def clean_file(self) -> Any:
        """Refuse what no browser plays, whatever it is called."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if (file.size or 0) > FILM_BYTES:
            message = gettext("The film is larger than %(megabytes)d MB. Save it smaller, in 1280 × 720 points, say.")
            raise ValidationError(message % {"megabytes": FILM_BYTES // 1_000_000})
        kind = films.kind_of(file)
        if not kind:
            raise ValidationError(
                gettext("This is no MP4 or WebM film. Save it as MP4 in the program you made it with.")
            )
        if (file.name or "").rsplit(".", 1)[-1].lower() != kind:
            message = gettext("The film is of the kind %(kind)s; its name must end in .%(kind)s.")
            raise ValidationError(message % {"kind": kind})
        return file

    def clean(self) -> dict[str, Any]:
        """Fill in how long the film is; check the captions against that; keep those of a film that is online."""
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("captions")
        if isinstance(file, UploadedFile) and (not cleaned.get("duration") or "duration" not in self.changed_data):
            cleaned["duration"] = films.mp4_duration(file) or cleaned.get("duration") or 0
        if isinstance(text, UploadedFile):
            data = text.read(captions.MOST_BYTES + 1)
            text.seek(0)
            if faults := captions.check(data, cleaned.get("duration") or 0):
                self.add_error("captions", [str(fault) for fault in faults])
        elif text is False and self.instance.pk and self._is_online():
            sentence = gettext(
                "The film is online, so it can't lose its captions. Choose another file to replace them."
            )
            self.add_error("captions", sentence)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Delete the captions that were replaced."""
        video = super().save(commit=commit)
        if commit and self._old_captions and self._old_captions != video.captions.name:
            video.captions.storage.delete(self._old_captions)
        return video

    def _is_online(self) -> bool:
        from news.models import NewsPage

        return NewsPage.objects.live().filter(video=self.instance.pk).exists()
