"""Typeset the sample annual report as a tagged PDF and draw its cover as a picture."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2
from mediakit import OUTPUT, PICTURES, SOURCES, fail, save_small_png, static_font

TARGET = OUTPUT / "aarsskrift-2016.pdf"
COVER = PICTURES / "aarsskrift-2016-forside.png"
COVER_WIDTH = 1240
SIZE_LIMIT = 1_200_000
PAGES = range(12, 17)
# The weight that the stylesheet names → the weight that is cut: the site's headings are 680.
WEIGHTS = {400: 400, 700: 680}


def typeset(target: Path) -> None:
    """Write the report to `target` as PDF/UA-1; ends the program when a system library is missing."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:
        fail(f"WeasyPrint cannot start: {error}. See the apt packages in tools/media/README.md.")
    with tempfile.TemporaryDirectory() as folder:
        faces = "".join(
            f'@font-face {{ font-family: "Report"; font-weight: {named}; '
            f'src: url("{static_font(cut, Path(folder)).name}") }}'
            for named, cut in WEIGHTS.items()
        )
        fonts = FontConfiguration()
        typeface = CSS(string=faces, base_url=f"{folder}/", font_config=fonts)
        report = SOURCES / "report" / "report.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        HTML(report).write_pdf(
            target,
            stylesheets=[typeface],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            # A fixed identifier keeps the file the same, byte for byte, from one run to the next.
            pdf_identifier=b"aarsskrift-2016",
        )


def check(pdf: pypdfium2.PdfDocument) -> None:
    """End the program with a sentence when `pdf` lacks what the law and the site's reader need."""
    if len(pdf) not in PAGES:
        fail(f"The report has {len(pdf)} pages; it should have {PAGES.start} to {PAGES.stop - 1}.")
    if not pypdfium2.raw.FPDFCatalog_IsTagged(pdf):
        fail("The report is not tagged.")
    if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(pdf) != -1:
        fail("The report is locked.")
    if not pdf.get_metadata_value("Title"):
        fail("The report has no title.")
    if not any(True for _ in pdf.get_toc()):
        fail("The report has no bookmarks.")
    for number, page in enumerate(pdf, start=1):
        if not page.get_textpage().get_text_bounded().strip():
            fail(f"Page {number} of the report has no text.")
    if (size := TARGET.stat().st_size) > SIZE_LIMIT:
        fail(f"The report is {size:,} bytes; the limit is {SIZE_LIMIT:,}.")


def main() -> None:
    """Write the PDF, check it, and draw page 1."""
    typeset(TARGET)
    with pypdfium2.PdfDocument(TARGET) as pdf:
        check(pdf)
        print(f"{TARGET.name}: {len(pdf)} pages, {TARGET.stat().st_size:,} bytes")
        page = pdf[0]
        cover = page.render(scale=COVER_WIDTH / page.get_width()).to_pil()
    size = save_small_png(cover, COVER)
    print(f"{COVER.name}: {cover.width} px wide, {size:,} bytes")


if __name__ == "__main__":
    main()
