"""The forms of the annual report: the file, the report, and the post that announces it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.images.widgets import AdminImageChooser

from core.date_inputs import DateInput
from core.fields import SANE_DATES
from core.models import SiteDocument, Topic
from core.page_forms import SitePageForm
from core.text import printable
from editorial.annual_report.keeping import document_of
from news.models import NewsPage
from news.models.post import NewsPageForm
from people.models import Person
from publications.models import PublicationPage


class UploadForm(forms.Form):
    """One PDF."""

    file = forms.FileField(
        label=_("The annual report as PDF"),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={"required": _("Choose a PDF first.")},
        # The document has a sentence of its own for it.
        allow_empty_file=True,
    )

    # The document the file would be; there once the form is valid.
    document: SiteDocument

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_file(self) -> UploadedFile:
        """Refuse what the document refuses: what is empty, too large or no PDF."""
        file = self.cleaned_data["file"]
        self.document = document_of(file, self.user)
        try:
            self.document.full_clean()
        except ValidationError as error:
            raise ValidationError(error.messages) from None
        return file


def title_input(slug: str) -> forms.TextInput:
    """Return a title's field whose address, in the field of this id, follows while both say the same."""
    attrs = {
        "data-controller": "w-sync",
        "data-action": "focus->w-sync#check blur->w-sync#apply change->w-sync#apply keyup->w-sync#apply",
        "data-w-sync-target-value": f"#{slug}",
    }
    return forms.TextInput(attrs=attrs)


class TopicsField(forms.ModelMultipleChoiceField):
    """Topics to tick."""

    def __init__(self) -> None:
        super().__init__(Topic.objects.all(), label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)


def summary_input() -> AdminAutoHeightTextInput:
    """Return a field for two lines, which grows."""
    return AdminAutoHeightTextInput(attrs={"rows": 2})


class ReportForm(SitePageForm):
    """The publication."""

    topics = TopicsField()

    class Meta:
        model = PublicationPage
        fields = ["title", "slug", "year", "summary", "cover", "topics"]
        formsets: list[str] = []
        widgets = {"title": title_input("id_report-slug"), "summary": summary_input(), "cover": AdminImageChooser}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("Title")
        self.fields["slug"].label = _("Address")
        self.fields["slug"].help_text = ""
        self.fields["title"].help_text = ""
        self.fields["cover"].label = _("Another picture as the cover")
        self.fields["cover"].help_text = _("Without one, the first page of the PDF is the cover.")
        self.fields["summary"].help_text = _("Stands in lists and search engines, and on the report's own page.")


class PostForm(NewsPageForm):
    """The announcement."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=5000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 4}),
        help_text=_("An empty line begins a new paragraph. The cover and the PDF are shown below the text."),
    )
    date = forms.DateField(label=_("Date"), widget=DateInput, validators=SANE_DATES)
    contact = forms.ModelChoiceField(
        Person.objects.filter(active=True), label=_("Contact"), required=False, empty_label=_("The main contact")
    )
    topics = TopicsField()

    class Meta:
        model = NewsPage
        fields = ["title", "slug", "summary", "date", "contact", "topics"]
        formsets: list[str] = []
        widgets = {"title": title_input("id_post-slug"), "summary": summary_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["title", "slug", "summary", "text", "date", "contact", "topics"])
        self.fields["title"].label = _("Headline")
        self.fields["title"].help_text = ""
        self.fields["slug"].label = _("Address")
        self.fields["slug"].help_text = ""

    def clean(self) -> dict[str, Any]:
        """Put the text into the post's body."""
        cleaned = super().clean()
        if "text" in cleaned:
            html = text_as_html(cleaned["text"])
            self.instance.body = [("text", html)] if html else []
        return cleaned


class AnnounceForm(forms.Form):
    """Whether to announce the report at all."""

    announce = forms.BooleanField(label=_("Announce it in the news"), required=False, initial=True)


def text_as_html(text: str) -> str:
    """Take what was typed; return it as paragraphs of HTML, all signs escaped, lines kept; "" for nothing."""
    lines = "\n".join(line.strip() for line in printable(text).splitlines())
    parts = [part.strip("\n") for part in lines.split("\n\n") if part.strip()]
    return "".join(f"<p>{escape(part)}</p>".replace("\n", "<br/>") for part in parts)
