"""One publication: a page of its own, with addresses that last when its file is replaced."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from core.addresses import absolute
from core.blocks import PictureBlock, QuoteBlock, TextBlock, body_images
from core.documents import SiteDocument
from core.fields import SANE_DATES
from core.files import ranged_response
from core.pages import SitePage
from core.pictures import picture_address, prefetch_pictures
from core.relations import load_relations
from publications.models.reading import PdfReading


class PublicationPage(RoutablePageMixin, SitePage):
    """One publication; its PDF has the lasting address …/<slug>/<slug>.pdf."""

    class Kind(models.TextChoices):
        ANNUAL_REPORT = "aarsskrift", _("Annual report")
        REPORT = "rapport", _("Report")
        NOTE = "notat", _("Note")

    pdf = models.ForeignKey(
        "core.SiteDocument",
        verbose_name=_("PDF"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # What visitors get: the PDF above once it has been read, until then the one before it. Not part of a draft.
    served_pdf = models.ForeignKey(
        "core.SiteDocument",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ANNUAL_REPORT)
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(2007), MaxValueValidator(2100)],
        help_text=_("The year it is about, not the year it came out."),
    )
    published_on = models.DateField(_("published on"), default=timezone.localdate, validators=SANE_DATES)
    topics = ParentalManyToManyField("core.Topic", verbose_name=_("topics"), blank=True, related_name="+")
    cover = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("cover"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    body = StreamField(
        [
            ("text", TextBlock()),
            ("picture", PictureBlock()),
            ("quote", QuoteBlock()),
        ],
        verbose_name=_("text"),
        blank=True,
        help_text=_("More about the publication. Can be left empty."),
    )

    # The relations that a card or a page needs, for select_related.
    FILES = ("pdf__reading", "served_pdf__reading")
    subpage_types: list[str] = []
    # A copy has not been published, and so serves nothing.
    exclude_fields_in_copy = ["served_pdf"]

    content_panels = [
        *SitePage.content_panels[:1],
        MultiFieldPanel([FieldPanel("pdf"), FieldPanel("cover")], heading=_("The publication")),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("year"), FieldPanel("published_on")], heading=_("Facts")),
        FieldPanel("summary"),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        FieldPanel("body"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.FilterField("year"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    @property
    def document(self) -> SiteDocument | None:
        """The PDF that visitors get; on a page that isn't online yet, the one chosen for it."""
        return self.served_pdf or self.pdf

    @property
    def reading(self) -> PdfReading | None:
        """What was read from the PDF, once there is an image of each page."""
        reading = getattr(self.document, "reading", None)
        return reading if reading and reading.is_ready else None

    @property
    def page_count(self) -> int:
        """How many pages the PDF has; 0 while that is not known."""
        return getattr(getattr(self.document, "reading", None), "page_count", 0)

    @property
    def pdf_url(self) -> str:
        """The lasting address of the PDF, the same when the file is replaced; "" without a file."""
        return f"{self.url}{self.slug}.pdf" if self.served_pdf_id or self.pdf_id else ""

    @property
    def reader_url(self) -> str:
        """The address where the PDF is read page by page; "" until it can be."""
        return f"{self.url}laes/" if self.reading else ""

    def with_content_json(self, content: dict[str, Any]) -> "PublicationPage":
        """Return the page as a revision has it; what is served now is no part of a revision."""
        page = super().with_content_json(content)
        page.served_pdf_id = self.served_pdf_id
        return page

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the draft with the PDF that was chosen for it."""
        self.served_pdf = self.pdf
        return super().serve_preview(request, mode_name)

    @property
    def citation(self) -> str:
        """How to quote the publication."""
        return f"Det Boligsociale Fællessekretariat ({self.published_on.year}). „{self.title}”. Aarhus."

    def get_route_paths(self) -> list[str]:
        """Keep the PDF's address, too, when the page gets another."""
        return ["/", f"/{self.slug}.pdf"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Load file and cover together, and add how to quote it."""
        load_relations(self, "cover", *self.FILES)
        context = super().get_context(request, *args, **kwargs)
        prefetch_pictures([self.cover], "cover", "share")
        prefetch_pictures(body_images(self.body), "wide")
        context["citation"] = self.citation
        context["topics"] = list(self.topics.all())
        return context

    # Wagtail adds the slash when it routes, and leaves it out when it asks where an old address leads.
    @re_path(r"^(?P<name>[-\w]+)\.pdf/?$", name="pdf")
    def serve_pdf(self, request: HttpRequest, name: str) -> HttpResponseBase:
        """Answer with the PDF, shown in the browser; an earlier name leads to today's, without a file it is 404."""
        if self.document is None:
            raise Http404
        if name != self.slug:
            return redirect(self.pdf_url, permanent=True)
        file = self.document.file
        return ranged_response(request, file.storage, file.name, "application/pdf", f"{self.slug}.pdf")

    def structured_data(self) -> list[dict[str, Any]]:
        """The publication as schema.org/Report."""
        data = {
            "@type": "Report",
            "name": self.title,
            "url": absolute(self.url),
            "description": self.summary,
            "datePublished": self.published_on.isoformat(),
            "inLanguage": "da",
            "publisher": {"@id": absolute("/#organisation")},
            "image": absolute(picture_address(self.cover, "share")) if self.cover else "",
        }
        if self.pdf_url:
            data["encoding"] = {
                "@type": "MediaObject",
                "contentUrl": absolute(self.pdf_url),
                "encodingFormat": "application/pdf",
            }
        return [{key: value for key, value in data.items() if value}]
