"""What the confined process does with a PDF: facts, text and images of pages. Runs nowhere else."""

import ctypes
import io
import itertools
import math
import re
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image
from pypdfium2 import PdfDocument, PdfiumError

from publications.pdf import layout, values
from publications.pdf.values import Bookmark, PageImage, Refusal

HEADER, TAIL = 1024, 64 * 1024
PADDING = b"\0 \t\r\n"
# What becomes of a hyphen at the end of a line, with its line break, in the library's text.
DIVISIONS = "\ufffe\x02"
LINE = re.compile(rf"([^\r\n{DIVISIONS}]*)(\r\n|[\r\n{DIVISIONS}]|\Z)")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")
# A file made for fast web view says at its start how long it is (ISO 32000-1, F.2.2).
FAST_WEB_VIEW = re.compile(rb"%PDF-.*?/Linearized\b[^>]*?/L\s+(\d{1,15})\b", re.DOTALL)
QUALITIES = (80, 70, 60, 45, 30, 15)
# A page without a size that makes sense is taken for A4.
A4 = (595.0, 842.0)
LONGEST_SIDE = 1e8


class Refused(Exception):
    """The file is not taken; `code` says why, `page` where if that is known."""

    def __init__(self, code: Refusal, page: int | None = None) -> None:
        super().__init__(code, page)
        self.code = code
        self.page = page


def open_pdf(data: ctypes.Array[ctypes.c_char]) -> PdfDocument:
    """Take the file's bytes; return the document. Raises Refused for what is no whole PDF that opens by itself."""
    start = memoryview(data)[:HEADER].tobytes()
    if b"%PDF-" not in start:
        raise Refused(Refusal.NOT_PDF)
    # The library would mend a file that was cut off, and silently lose what stood in its second half.
    end = len(data)
    while end > TAIL and not memoryview(data)[end - TAIL : end].tobytes().strip(PADDING):
        # Some mail programs pad a file.
        end -= TAIL
    if b"%%EOF" not in memoryview(data)[max(0, end - 2 * TAIL) : end].tobytes():
        raise Refused(Refusal.DAMAGED)
    # Made for fast web view, it has an end mark after its first page, too.
    promised = FAST_WEB_VIEW.search(start)
    if promised and len(data) < int(promised[1]):
        raise Refused(Refusal.DAMAGED)
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Refused(Refusal.PASSWORD) from None
        raise Refused(Refusal.NO_PAGES if code == pdfium.FPDF_ERR_SUCCESS else Refusal.DAMAGED) from None


def facts(pdf: PdfDocument, most_pages: int) -> dict[str, object]:
    """Return what is known of the document as a whole; raises Refused for more than `most_pages` pages."""
    if len(pdf) > most_pages:
        raise Refused(Refusal.TOO_MANY_PAGES)
    return {
        "title": layout.one_line(pdf.get_metadata_value("Title"), values.TITLE_CHARACTERS),
        "language": language(pdf),
        "tagged": bool(pdfium.FPDFCatalog_IsTagged(pdf)),
        "locked": pdfium.FPDF_GetSecurityHandlerRevision(pdf) >= 0,
        "pages": len(pdf),
        "outline": [[one.title, one.level, one.page] for one in outline(pdf)],
    }


def language(pdf: PdfDocument) -> str:
    """Return the language the document says it is in, as a tag like "da-DK"; "" when it says none that is one."""
    buffer = ctypes.create_string_buffer(128)
    needed = pdfium.FPDFCatalog_GetLanguage(pdf, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), len(buffer))
    if not 2 < needed <= len(buffer):
        return ""
    tag = buffer.raw[: needed - 2].decode("utf-16-le", errors="ignore").strip()
    return tag if LANGUAGE.match(tag) and len(tag) <= 35 else ""


def outline(pdf: PdfDocument) -> Iterator[Bookmark]:
    """Yield the outline's entries, each once even when they point in circles, up to a number that can be shown."""
    found = 0
    for entry in itertools.islice(pdf.get_toc(max_depth=values.BOOKMARK_LEVELS), 4 * values.BOOKMARKS):
        title = layout.one_line(entry.get_title(), values.TITLE_CHARACTERS)
        if not title:
            continue
        target = entry.get_dest()
        index = target.get_index() if target else None
        yield Bookmark(title, entry.level + 1, index + 1 if index is not None and index < len(pdf) else None)
        found += 1
        if found == values.BOOKMARKS:
            return


def open_page(pdf: PdfDocument, number: int) -> pypdfium2.PdfPage:
    """Return a page by its number from 1; raises Refused when it is not there or does not open."""
    try:
        return pdf[number - 1]
    except (PdfiumError, IndexError):
        raise Refused(Refusal.DAMAGED, number) from None


def page_size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Return a page's width and height in points, as it is shown."""
    width, height = page.get_size()
    return (width, height) if 0 < width < LONGEST_SIDE and 0 < height < LONGEST_SIDE else A4


def page_text(page: pypdfium2.PdfPage) -> str:
    """Return a page's text, a blank line between paragraphs, cut to what a page can hold."""
    textpage = page.get_textpage()
    try:
        text = "\n\n".join(layout.paragraphs(page_lines(textpage, page.get_rotation())))
    finally:
        textpage.close()
    return text[: values.PAGE_CHARACTERS].rstrip()


def page_lines(textpage: pypdfium2.PdfTextPage, rotation: int = 0) -> list[layout.Line]:
    """Return the lines of a page with their boxes as it is shown, in the order they stand in the file."""
    try:
        text = textpage.get_text_range(0, min(textpage.count_chars(), 2 * values.PAGE_CHARACTERS))
    except (PdfiumError, AssertionError):
        return []
    lines = []
    for match in LINE.finditer(text):
        words = match.group(1)
        if not words.strip():
            continue
        first = match.start(1) + len(words) - len(words.lstrip())
        last = match.start(1) + len(words.rstrip()) - 1
        divided = "-" if match.group(2) and match.group(2) in DIVISIONS else ""
        lines.append(layout.Line(words + divided, *box(textpage, first, last, rotation)))
    return lines


def box(textpage: pypdfium2.PdfTextPage, first: int, last: int, rotation: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a line by its first and last character; zeros when unknown.

    Only how boxes lie to each other counts: on a page that is shown turned they may be moved as a whole.
    """
    indexes = [pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, place) for place in (first, last)]
    if min(indexes) < 0:
        return 0, 0, 0, 0
    try:
        (left, bottom, _right, top), (_left, _bottom, right, _top) = [
            turned(textpage.get_charbox(index, loose=True), rotation) for index in indexes
        ]
    except PdfiumError:
        return 0, 0, 0, 0
    return (left, bottom, right, top) if all(map(math.isfinite, (left, bottom, right, top))) else (0, 0, 0, 0)


def turned(box: tuple[float, float, float, float], rotation: int) -> tuple[float, float, float, float]:
    """Return a box as it lies on a page shown turned by so many degrees clockwise (ISO 32000-1, table 30, Rotate)."""
    left, bottom, right, top = box
    if rotation == 90:
        return bottom, -right, top, -left
    if rotation == 180:
        return -right, -top, -left, -bottom
    if rotation == 270:
        return -top, left, -bottom, right
    return box


def images(pdf: PdfDocument, number: int, widths: Sequence[int]) -> Iterator[PageImage]:
    """Take a page's number and widths in pixels; yield its images, the narrowest first. Raises Refused."""
    page = open_page(pdf, number)
    points = page_size(page)
    drawn = render(pdf, page, *pixels(points, max(widths)))
    page.close()
    for asked in sorted(set(widths)):
        size = pixels(points, asked)
        image = drawn if size == drawn.size else drawn.resize(size, Image.Resampling.LANCZOS)
        yield webp(image, number, asked)


def pixels(points: tuple[float, float], width: int) -> tuple[int, int]:
    """Take a page's size and the width to draw it in; return width and height in pixels, of which none is vast."""
    ratio = points[1] / points[0]
    if ratio > values.LONGEST_RATIO:
        height = width * values.LONGEST_RATIO
        return max(1, round(height / ratio)), height
    return width, max(1, round(width * ratio))


def render(pdf: PdfDocument, page: pypdfium2.PdfPage, width: int, height: int) -> Image.Image:
    """Return a page drawn on white, with its notes and filled-in fields."""
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    place = (bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDF_RenderPageBitmap(*place)
    if pdf.formenv:
        pdfium.FPDF_FFLDraw(pdf.formenv, *place)
    image: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return image


def webp(image: Image.Image, page: int, asked: int) -> PageImage:
    """Return the image as WebP within the weight for its width: at lower quality, or smaller if that won't do."""
    heaviest = values.IMAGE_BYTES if asked <= values.WIDE_WIDTH else 3 * values.IMAGE_BYTES
    while True:
        for quality in QUALITIES:
            buffer = io.BytesIO()
            image.save(buffer, "WEBP", quality=quality, method=2)
            if buffer.tell() <= heaviest:
                return PageImage(page, asked, *image.size, buffer.getvalue())
        image = image.reduce(2)
