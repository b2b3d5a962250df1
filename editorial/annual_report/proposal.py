"""What the screen is filled in with: from the PDF where it says so, else from last year's report, a year on."""

import re
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.danish.slugs import danish_slug
from core.page_forms import LONGEST_TITLE, refuse_reserved_slug
from core.querysets import listed_pages
from core.registry import main_contact
from core.text import printable
from editorial.annual_report.models import ReportUpload
from news.models import NewsPage
from news.repeat import shifted_title
from people.models import Person
from publications.models import PublicationPage, latest_annual_report
from publications.pdf import quotes
from publications.pdf.accessibility import NO_TITLE
from publications.pdf.values import Page as PdfPage

# The same bounds as the publication's own field; a report isn't about a year that is still to come.
FIRST_YEAR = 2007
# Digits beside it would make it a number; an underscore or a hyphen of a file's name may stand there.
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# The opening is looked for in the first pages only; further on it would be no opening.
OPENING_PAGES = 12


@dataclass(frozen=True)
class Source:
    """What is known of a file: the title in it, the text of its first pages, and what it was called."""

    title: str
    pages: tuple[PdfPage, ...]
    name: str

    @property
    def cover_text(self) -> str:
        """The words of the first page."""
        return self.pages[0].text if self.pages else ""


def source_of(upload: ReportUpload) -> Source:
    """Return what is known of an upload's file by now."""
    name = upload.file_name.removesuffix(".pdf")
    reading = upload.reading
    if reading is None or not reading.is_known:
        return Source("", (), name)
    pages = tuple(PdfPage(one.number, one.width, one.height, one.text) for one in reading.first_pages(OPENING_PAGES))
    return Source(printable(reading.title).strip(), pages, name)


def year_of(source: Source, last_year: int | None, this_year: int) -> int:
    """Return the year a report is about: as its title, its cover or its name say, else the one after the last."""
    for text in (source.title, source.cover_text, source.name):
        for found in YEAR.findall(text):
            if FIRST_YEAR <= int(found) <= this_year:
                return int(found)
    return min(last_year + 1, this_year) if last_year else this_year - 1


def title_of(source: Source, year: int, last: PublicationPage | None) -> str:
    """Return the title in the file when it is one, else last year's with its years moved on."""
    if source.title and not NO_TITLE.match(source.title) and len(source.title) <= LONGEST_TITLE:
        return source.title
    if last:
        return shifted_title(last.title, year - last.year)
    return _("Annual report %(year)d") % {"year": year}


def free_slug(title: str, parent: Page | None) -> str:
    """Return the title's slug by the Danish rule, with a number when that address is taken; "" for no title."""
    base = danish_slug(title)
    if parent is None or not base:
        return base
    return next(slug for slug in chain([base], (f"{base}-{number}" for number in count(2))) if _is_free(slug, parent))


def _is_free(slug: str, parent: Page) -> bool:
    try:
        refuse_reserved_slug(slug, parent)
    except ValidationError:
        return False
    return Page._slug_is_available(slug, parent)


def announcement_of(report: PublicationPage | None) -> NewsPage | None:
    """Return the post that announced a report, the newest if there are several."""
    posts = listed_pages(NewsPage.objects.filter(publication=report)) if report else NewsPage.objects.none()
    return posts.order_by("-date", "-pk").first()


def contact_of(post: NewsPage | None) -> Person | None:
    """Return whom to ask: as last year while that person works here, else whoever answers for all."""
    if post and post.contact and post.contact.active:
        return post.contact
    contact = main_contact()
    # Whoever stands in today isn't the one for the year.
    return (contact.instead_of or contact) if isinstance(contact, Person) else None


@dataclass(frozen=True)
class Proposal:
    """The initial values of both forms."""

    report: dict[str, Any]
    post: dict[str, Any]


def propose(upload: ReportUpload, publications: Page, news: Page | None) -> Proposal:
    """Return what to fill in for an upload, below a list of publications and of news."""
    last = latest_annual_report()
    last_post = announcement_of(last)
    today = timezone.localdate()
    source = source_of(upload)
    year = year_of(source, last.year if last else None, today.year)
    title = title_of(source, year, last)
    headline = shifted_title(last_post.title, year - last.year) if last and last_post else title
    words = {"year": year}
    opening = quotes.opening(source.pages)
    topics = list(last.topics.all()) if last else []
    report = {
        "title": title,
        "slug": free_slug(title, publications),
        "year": year,
        "summary": opening or _("Read about our work in %(year)d.") % words,
        "topics": topics,
    }
    post = {
        "title": headline,
        "slug": free_slug(headline, news),
        "summary": _("Our annual report for %(year)d is here.") % words,
        "text": _("You can read it page by page below, or fetch it as a PDF."),
        "date": today,
        "topics": list(last_post.topics.all()) if last_post else topics,
        "contact": contact_of(last_post),
    }
    return Proposal(report, post)
