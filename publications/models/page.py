"""One publication: a page of its own, with addresses that last when its file is replaced."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from core.addresses import absolute
from core.blocks import PictureBlock, QuoteBlock, TextBlock, body_images
from core.corrections import Corrected
from core.danish.words import file_size
from core.documents import SiteDocument
from core.fields import SANE_DATES
from core.files import ranged_response
from core.pages import SitePage
from core.pictures import picture_address, prefetch_pictures
from core.relations import load_relations
from publications.forms import PublicationPageForm
from publications.leaves import chapters, foreign_language, is_short, leaves, outlined
from publications.models.reading import PdfPage, PdfReading, image_name
from publications.panels import PdfPanel
from publications.pdf.values import PHONE_WIDTH


class PublicationPage(RoutablePageMixin, Corrected, SitePage):
    """One publication; its PDF has the lasting address …/<slug>/<slug>.pdf."""

    class Kind(models.TextChoices):
        ANNUAL_REPORT = "aarsskrift", _("Annual report")
        REPORT = "rapport", _("Report")
        NOTE = "notat", _("Note")

    # How a sentence names the publication at hand.
    NAMES = {
        Kind.ANNUAL_REPORT: _("the annual report"),
        Kind.REPORT: _("the report"),
        Kind.NOTE: _("the note"),
    }

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
        verbose_name=_("PDF that visitors get"),
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
    base_form_class = PublicationPageForm
    # A copy has not been published, and so serves nothing.
    exclude_fields_in_copy = [*Corrected.exclude_fields_in_copy, "served_pdf"]

    content_panels = [
        *SitePage.content_panels[:1],
        MultiFieldPanel([FieldPanel("pdf"), PdfPanel(), FieldPanel("cover")], heading=_("The publication")),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("year"), FieldPanel("published_on")], heading=_("Facts")),
        FieldPanel("summary"),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        FieldPanel("body"),
        Corrected.correction_panel,
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
        """The PDF that visitors get; where there is none yet, the one chosen for the page, unless it can't be read."""
        chosen = self.served_pdf or self.pdf
        broken = chosen is not None and chosen != self.served_pdf and getattr(chosen, "reading", None)
        return None if broken and broken.is_failed else chosen

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
        return f"{self.url}{self.slug}.pdf" if self.document else ""

    @property
    def reader_url(self) -> str:
        """The address where the PDF is read page by page; "" until it can be."""
        return f"{self.url}laes/" if self.reading else ""

    @property
    def is_being_prepared(self) -> bool:
        """Whether the PDF is there but can't be read on the site yet; one that can't be read at all is not."""
        reading = getattr(self.document, "reading", None)
        return self.document is not None and (reading is None or not (reading.is_ready or reading.is_failed))

    @property
    def name_in_text(self) -> str:
        """What a sentence calls it: "the annual report"."""
        return str(self.NAMES.get(self.Kind(self.kind), self.title))

    @cached_property
    def first_page(self) -> PdfPage | None:
        """The PDF's first page, which stands in for a cover that nobody chose; with_covers loads many along."""
        if self.reading is None:
            return None
        if hasattr(self, "first_images"):
            return PdfPage(reading=self.reading, number=1, images=self.first_images or {})
        return next(iter(self.reading.first_pages(1)), None)

    def first_pages(self, count: int) -> list[PdfPage]:
        """Return the PDF's first pages with their text, in one query; none until it can be read."""
        pages = self.reading.first_pages(count) if self.reading else []
        self.first_page = pages[0] if pages else None
        return pages

    @property
    def language(self) -> str:
        """The language of the PDF's text; "" when that is Danish or not known."""
        return foreign_language(self.reading.language) if self.reading else ""

    @property
    def cover_picture(self) -> dict[str, Any] | None:
        """The PDF's first page as a picture, when no cover was chosen."""
        return self.first_page.picture if not self.cover_id and self.first_page else None

    @property
    def has_cover(self) -> bool:
        """Whether there is anything to show as a cover."""
        return bool(self.cover_id or self.cover_picture)

    @property
    def cover_file(self) -> str:
        """The name in the default storage of the PDF's first page, for the image of a shared page; "" without one."""
        return image_name(self.reading.key, 1, PHONE_WIDTH) if self.reading else ""

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
        """Keep the addresses of the PDF and of the reader, too, when the page gets another."""
        return ["/", f"/{self.slug}.pdf", "/laes/"]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Name the reader beside the page, for that is where the text is."""
        urls: list[dict[str, Any]] = super().get_sitemap_urls(request)
        return [*urls, {**urls[0], "location": f"{urls[0]['location']}laes/"}] if urls and self.reading else urls

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Load file and cover together, and add contents, and how to cite it."""
        self._load_files()
        context = super().get_context(request, *args, **kwargs)
        prefetch_pictures([self.cover], "cover", "share")
        prefetch_pictures(body_images(self.body), "wide")
        context["citation"] = self.citation
        context["topics"] = list(self.topics.all())
        context["contents"] = outlined(chapters(self.reading.bookmarks, self.reader_url)) if self.reading else []
        return context

    def _load_files(self) -> None:
        if not self._meta.get_field("served_pdf").is_cached(self):
            load_relations(self, "cover", *self.FILES)

    # Wagtail adds the slash when it routes, and leaves it out when it asks where an old address leads.
    @re_path(r"^laes/?$", name="reader")
    def serve_reader(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the PDF page by page, picture and text; 404 until it has been read."""
        self._load_files()
        if self.reading is None:
            raise Http404
        pages = self.reading.page_list
        self.first_page = pages[0]
        request.list_heading = gettext("Read it here")
        contents = chapters(self.reading.bookmarks, "")
        context = {
            "heading": gettext("Read: %(title)s") % {"title": self.title},
            "leaves": leaves(pages, self.citation, absolute(self.reader_url)),
            "contents": contents,
            "contents_open": is_short(contents),
        }
        return self.render(request, context_overrides=context, template="publications/reader.html")

    # Wagtail adds the slash when it routes, and leaves it out when it asks where an old address leads.
    @re_path(r"^(?P<name>[-\w]+)\.pdf/?$", name="pdf")
    def serve_pdf(self, request: HttpRequest, name: str) -> HttpResponseBase:
        """Answer with the PDF, shown in the browser; an earlier name leads to today's, without a file it is 404."""
        if self.document is None:
            raise Http404
        if name != self.slug:
            return redirect(self.pdf_url, permanent=True)
        file = self.document.file
        response = ranged_response(request, file.storage, file.name, "application/pdf", f"{self.slug}.pdf")
        # The address stays when the file is replaced or taken down: a copy is asked about each time.
        response["Cache-Control"] = "private, no-cache"
        return response

    def structured_data(self) -> list[dict[str, Any]]:
        """The publication as schema.org/Report, with its PDF, and the reader as the place to read it."""
        picture = self.cover_picture
        data: dict[str, Any] = {
            "@type": "Report",
            "name": self.title,
            "url": absolute(self.url),
            "description": self.summary,
            "datePublished": self.published_on.isoformat(),
            "dateModified": self.corrected_on.isoformat() if self.corrected_on else "",
            "inLanguage": self.language or "da",
            "publisher": {"@id": absolute("/#organisation")},
            "image": absolute(picture_address(self.cover, "share") or (picture["src"] if picture else "")),
        }
        if self.page_count:
            # Of the kinds of works only a book has numberOfPages; a report counts its pages as an article does.
            data |= {"pageStart": 1, "pageEnd": self.page_count}
        if self.document:
            data["encoding"] = {
                "@type": "MediaObject",
                "contentUrl": absolute(self.pdf_url),
                "encodingFormat": "application/pdf",
                "contentSize": file_size(self.document.file_size or 0).replace("\u00a0", " "),
            }
        if self.reader_url:
            target = {"@type": "EntryPoint", "urlTemplate": absolute(self.reader_url)}
            data["potentialAction"] = {"@type": "ReadAction", "target": target}
        return [{key: value for key, value in data.items() if value}]


def with_covers(publications: QuerySet[PublicationPage]) -> QuerySet[PublicationPage]:
    """Return publications with what their cards show, the PDF's first page where there is no cover, in one query."""
    pages = PdfPage.objects.filter(number=1, reading__document=Coalesce(OuterRef("served_pdf"), OuterRef("pdf")))
    related = publications.select_related("cover", *PublicationPage.FILES)
    return related.annotate(first_images=Subquery(pages.values("images")[:1]))
