"""Publications and what was read from their PDFs."""

from publications.models.index import PublicationIndexPage, latest_annual_report
from publications.models.page import PublicationPage
from publications.models.reading import PdfPage, PdfReading

__all__ = ["PdfPage", "PdfReading", "PublicationIndexPage", "PublicationPage", "latest_annual_report"]
