"""The form in which documents are added and described; the file of one that is stored is shown, not asked for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm

from core import limits
from core.documents import one_line, stored_name, title_from_name, too_large


class PdfField(WagtailDocumentField):
    """A new file: it gets its stored name before anything looks at it; the model says whether it can be taken."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)
        self.max_upload_size = limits.DOCUMENT_BYTES
        self.help_text = gettext("A PDF of at most %(megabytes)d MB.") % {
            "megabytes": limits.DOCUMENT_BYTES // 1_000_000
        }
        # What the browser says before it sends anything.
        self.error_messages["file_too_large_unknown_size"] = too_large()
        self.widget.attrs["accept"] = ".pdf,application/pdf"

    def check_document_file_size(self, f: Any) -> None:
        """Leave the size to the model, which has the one sentence for it."""

    def to_python(self, data: Any) -> Any:
        """Return the file under its stored name."""
        if data:
            data.name = stored_name(data.name)
        return super().to_python(data)


class StoredFile(forms.Widget):
    """The name of a stored file as a link; there is nothing to fill in."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the link."""
        return format_html('<a href="{}" id="{}">{}</a>', value.url, (attrs or {}).get("id", name), value.filename)


class DocumentForm(BaseDocumentForm):
    """Adds a PDF, or changes title, collection and tags of one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" not in self.fields:
            return
        asked = self.fields["file"]
        if self.instance.pk:
            del self.fields["file"]
            self.fields["stored_file"] = forms.Field(
                label=asked.label,
                required=False,
                disabled=True,
                initial=self.instance,
                widget=StoredFile,
                help_text=_(
                    "The file stays as it is. A new file is a new document: choose it on the publication’s page."
                ),
            )
            self.order_fields(["title", "stored_file"])
        else:
            self.fields["file"] = PdfField(
                label=asked.label, required=asked.required, widget=asked.widget, max_length=asked.max_length
            )
            if "title" in self.fields:
                self.fields["title"].required = False

    def clean_title(self) -> str:
        """Return the title without signs that can't be seen; made of the file's name when it is that, or left empty."""
        typed = self.cleaned_data["title"]
        title = one_line(typed)
        upload = self.files.get(self.add_prefix("file")) if "file" in self.fields else None
        if upload is not None and (not title or typed == upload.name):
            return title_from_name(upload.name)
        if not title:
            raise ValidationError(gettext("Write a title."), "required")
        return title
