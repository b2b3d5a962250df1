"""The forms of an import: the files, then the choices."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import Topic
from wordpress.models import Moving
from wordpress.moving.choices import MISSION, NEW, NONE, SKIP, TEXT, Choices, free_topic, places
from wordpress.redirect_list import LARGEST, Unreadable, rows_of

LIVE, DRAFTS = "live", "drafts"


class UploadForm(forms.Form):
    """The export, and the files that belong to it."""

    export = forms.FileField(
        label=_("The export from WordPress"),
        help_text=_("An XML file. In WordPress: “Tools → Export → All content”."),
        widget=forms.FileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
        error_messages={"empty": _("The file is empty. Export it from WordPress again.")},
    )
    uploads = forms.FileField(
        label=_("The pictures and PDFs"),
        required=False,
        help_text=_("The folder wp-content/uploads, packed as a ZIP file. Without it, texts come over alone."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_uploads(self) -> Any:
        """Take ZIP files only; what is in it is looked at by the worker."""
        file = self.cleaned_data["uploads"]
        if file and not file.name.lower().endswith(".zip"):
            raise forms.ValidationError(gettext("Pack the folder as a ZIP file."))
        return file


class RedirectsForm(forms.Form):
    """A list of addresses."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("The old address in the first column, the new one in the second; headings may stand above them."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )

    def clean_file(self) -> Any:
        """Take what can be read as such a list."""
        file = self.cleaned_data["file"]
        try:
            self.rows = rows_of(file.read(LARGEST + 1))
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from None
        return file


class ReviewForm(forms.Form):
    """What becomes of what is in the export."""

    state = forms.ChoiceField(
        label=_("What visitors see"),
        choices=[
            (LIVE, _("What was online is online here at once")),
            (DRAFTS, _("Everything comes as a draft, to be looked at first")),
        ],
        widget=forms.RadioSelect,
    )
    place = forms.TypedChoiceField(
        label=_("Pages go below"),
        coerce=int,
        help_text=_("Pages keep the order they had among themselves."),
    )
    publications = forms.BooleanField(
        label=_("PDFs become publications"),
        required=False,
        help_text=_("Each gets a page of its own, to read and to search. Otherwise they are documents to link to."),
    )

    def __init__(self, *args: Any, moving: Moving, **kwargs: Any) -> None:
        self.moving, chosen = moving, Choices.of(moving.choices)
        initial = {
            "state": LIVE if chosen.live else DRAFTS,
            "place": chosen.place,
            "publications": chosen.publications,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["place"].choices = [(page.pk, "– " * (page.depth - 2) + page.title) for page in places()]
        topics = [(str(topic.pk), topic.name) for topic in Topic.objects.all()]
        offered = [(NONE, _("no topic")), (NEW, _("a new topic of this name")), (_("Topics"), topics)]
        self.topic_names: dict[str, str] = {}
        for number, term in enumerate(moving.facts.get("terms", [])):
            name = f"topic-{number}"
            self.topic_names[name] = term["key"]
            self.fields[name] = forms.ChoiceField(
                label=term["name"], choices=offered, required=False, initial=chosen.topics.get(term["key"], NONE)
            )
        self.page_names: dict[str, str] = {}
        for number, page in enumerate(moving.facts.get("page_list", [])):
            name = f"page-{number}"
            self.page_names[name] = page["key"]
            kinds = [(TEXT, _("text page")), (SKIP, _("does not come along"))]
            if free_topic(page["title"]):
                kinds.insert(1, (MISSION, _("mission page")))
            self.fields[name] = forms.ChoiceField(
                label=page["title"] or page["key"], choices=kinds, initial=chosen.pages.get(page["key"], TEXT)
            )

    @property
    def topic_fields(self) -> list[tuple[Any, str]]:
        """The fields for categories and tags, each with which of them it is."""
        kinds = {"category": _("Category"), "tag": _("Tag")}
        return [(self[name], kinds[key.split(":")[0]]) for name, key in self.topic_names.items()]

    @property
    def page_fields(self) -> list[Any]:
        """The fields for pages."""
        return [self[name] for name in self.page_names]

    def chosen(self) -> Choices:
        """Return what was chosen."""
        data = self.cleaned_data
        return Choices(
            place=data["place"],
            live=data["state"] == LIVE,
            publications=data["publications"],
            topics={key: data[name] for name, key in self.topic_names.items()},
            pages={key: data[name] for name, key in self.page_names.items()},
        )
