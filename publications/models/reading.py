"""What has been read from a PDF: facts, the text of each page, and its images. Belongs to one file for good."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.work import LeaseLost, Work
from publications.pdf import quotes, values
from publications.pdf.refused import sentence

FOLDER = "pdf"


class PdfReading(Work):
    """The reading of one document. Documents never change, so neither does what was read."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        READING = "reading", _("Being read")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be read")

    document = models.OneToOneField("core.SiteDocument", on_delete=models.CASCADE, related_name="reading")
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    # SHA-256 of the file as it was read; "" until then.
    digest = models.CharField(max_length=64, blank=True, default="")
    title = models.CharField(_("title"), max_length=values.TITLE_CHARACTERS, blank=True, default="")
    language = models.CharField(_("language"), max_length=40, blank=True, default="")
    size = models.PositiveBigIntegerField(_("size"), default=0)
    tagged = models.BooleanField(_("tagged"), default=False)
    locked = models.BooleanField(_("locked"), default=False)
    # [{"title": …, "level": 1, "page": 3 or null}, …]
    outline = models.JSONField(default=list, blank=True)
    page_count = models.PositiveSmallIntegerField(_("pages"), default=0)
    # How many pages have an image; the reading is ready when all have one.
    pages_done = models.PositiveSmallIntegerField(_("pages done"), default=0)
    # The numbers of the pages without text.
    pages_without_text = models.JSONField(default=list, blank=True)
    refusal = models.CharField(max_length=20, blank=True, default="")
    refusal_page = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("reading of a PDF")
        verbose_name_plural = _("readings of PDFs")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.get_state_display()}"

    @property
    def is_ready(self) -> bool:
        """Whether every page has its text and an image."""
        return self.state == self.State.READY

    @property
    def is_failed(self) -> bool:
        """Whether the file can't be read."""
        return self.state == self.State.FAILED

    @property
    def is_known(self) -> bool:
        """Whether facts and text are there, though images may be missing."""
        return self.page_count > 0

    @property
    def has_text(self) -> bool:
        """Whether any page has text."""
        return len(self.pages_without_text) < self.page_count

    @property
    def reason(self) -> str:
        """Why the file can't be read and what to do about it, in the language of the moment; "" when it can."""
        return sentence(values.Refusal(self.refusal), self.refusal_page, values.Limits()) if self.refusal else ""

    @property
    def key(self) -> str:
        """What stands for this file in addresses and folders: never the same for another file."""
        return f"{self.pk}-{self.digest[:16]}"

    @property
    def bookmarks(self) -> list[values.Bookmark]:
        """The outline as it was read."""
        return [values.Bookmark(**entry) for entry in self.outline]

    @cached_property
    def page_list(self) -> list["PdfPage"]:
        """All pages in order, in one query."""
        pages = list(self.pages.order_by("number"))
        for page in pages:
            page.reading = self
        return pages

    def first_pages(self, count: int) -> list["PdfPage"]:
        """Return the first pages, in one query."""
        pages = list(self.pages.filter(number__lte=count).order_by("number"))
        for page in pages:
            page.reading = self
        return pages

    def facts(self) -> values.Reading:
        """Return what was read as plain values, with empty pages where there is text: enough for a report."""
        empty = set(self.pages_without_text)
        pages = (values.Page(number, 0, 0, "" if number in empty else "…") for number in self._numbers())
        return self._values(tuple(pages))

    def full(self) -> values.Reading:
        """Return all that was read as plain values, with the text of each page."""
        return self._values(tuple(values.Page(one.number, one.width, one.height, one.text) for one in self.page_list))

    def _numbers(self) -> range:
        return range(1, self.page_count + 1)

    def _values(self, pages: tuple[values.Page, ...]) -> values.Reading:
        return values.Reading(
            self.title, self.language, self.size, self.tagged, self.locked, tuple(self.bookmarks), pages
        )


class PdfPage(models.Model):
    """One page of a PDF: its text, and how large its images are."""

    reading = models.ForeignKey(PdfReading, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField(_("page"))
    width = models.FloatField()
    height = models.FloatField()
    text = models.TextField(_("text"), blank=True)
    # {"480": [width, height, bytes], …}: the widths it was drawn for, with the image's own measures.
    images = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["reading", "number"]
        constraints = [models.UniqueConstraint(fields=["reading", "number"], name="one_row_per_pdf_page")]
        verbose_name = _("page of a PDF")
        verbose_name_plural = _("pages of PDFs")

    def __str__(self) -> str:
        return f"{self.reading_id}: {self.number}"

    @property
    def anchor(self) -> str:
        """The page's fragment in the reader; it stays when the file is replaced."""
        return f"side-{self.number}"

    @property
    def paragraphs(self) -> list[str]:
        """The page's text, not escaped."""
        return quotes.paragraphs(self.text)

    def image_name(self, asked: int) -> str:
        """Return the name of the image of a width in the default storage."""
        return image_name(self.reading.key, self.number, asked)

    def image_url(self, asked: int) -> str:
        """Return the address of the image of a width."""
        return reverse("page_image", args=[self.reading.key, self.number, asked])

    @property
    def picture(self) -> dict[str, Any] | None:
        """The page as a picture: src, srcset, width, height, and the address of the largest; None until it is drawn."""
        drawn = sorted((int(asked), measures) for asked, measures in self.images.items())
        if not drawn:
            return None
        asked, (width, height, _bytes) = drawn[0]
        srcset = ", ".join(f"{self.image_url(asked)} {measures[0]}w" for asked, measures in drawn)
        largest = self.image_url(drawn[-1][0])
        return {"src": self.image_url(asked), "srcset": srcset, "width": width, "height": height, "largest": largest}

    def store_image(self, image: values.PageImage) -> None:
        """Keep an image's file and measures; one that a killed worker left behind is written anew.

        Raises LeaseLost when the document was deleted meanwhile; no file is left then.
        """
        name = self.image_name(image.asked)
        default_storage.delete(name)
        default_storage.save(name, ContentFile(image.data))
        self.images = {**self.images, str(image.asked): [image.width, image.height, len(image.data)]}
        if not PdfPage.objects.filter(pk=self.pk).update(images=self.images):
            default_storage.delete(name)
            raise LeaseLost


def image_name(key: str, number: int, asked: int) -> str:
    """Return the name of a page image in the default storage."""
    return f"{FOLDER}/{key}/{number}-{asked}.webp"
