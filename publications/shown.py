"""Publications that other pages show as a card, from the process's memory."""

from dataclasses import dataclass

from django.http import HttpRequest

from core.pictures import prefetch_pictures
from mirror.memory import same_for_all
from publications.models import PdfPage, PublicationPage
from publications.models.page import with_covers

# So many pages of it may stand below the card.
FIRST_PAGES = 3


@dataclass(frozen=True)
class Shown:
    """A publication with cover and file, and the first pages of its PDF."""

    publication: PublicationPage
    first_pages: list[PdfPage]


def shown_publication(request: HttpRequest, pk: int | None) -> Shown | None:
    """Return a publication as all requests share it; None for none, or one that visitors may not see."""
    return same_for_all(request, ("publication", pk), lambda: _load(pk)) if pk else None


def _load(pk: int) -> Shown | None:
    publication = with_covers(PublicationPage.objects.listed().filter(pk=pk)).order_by().first()
    if publication is None:
        return None
    prefetch_pictures([publication.cover], "cover")
    return Shown(publication, publication.first_pages(FIRST_PAGES))
