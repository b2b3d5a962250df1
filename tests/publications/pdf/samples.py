"""PDFs made for the tests, good ones and hostile ones; each function returns a file's bytes."""

import io
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

A4 = (595, 842)
WORDS = "Beboerne i området skal høres, når der bliver taget beslutninger om deres hverdag."


def saved(pdf: Pdf, **options: Any) -> bytes:
    """Return a document's bytes."""
    buffer = io.BytesIO()
    pdf.save(buffer, **options)
    return buffer.getvalue()


def add_page(pdf: Pdf, lines: Sequence[str] = (), size: tuple[float, float] = A4, content: bytes = b"") -> Any:
    """Add a page with lines of text and other content; return it."""
    pdf.add_blank_page(page_size=size)
    page = pdf.pages[-1]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    shown = b" ".join(b"(" + line.encode("cp1252") + b") Tj T*" for line in lines)
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(b"BT /F 12 Tf 14 TL 50 %d Td " % (size[1] - 60) + shown + b" ET\n" + content)
    return page


def with_text(pages: int = 1, lines: Sequence[str] = (WORDS,), edit: Callable[[Pdf], None] | None = None) -> bytes:
    """A plain document with text on each page, not tagged; `edit` may change it before it is saved."""
    pdf = pikepdf.new()
    for _ in range(pages):
        add_page(pdf, lines)
    if edit:
        edit(pdf)
    return saved(pdf)


def tagged(title: str = "Årsskrift 2016", language: str = "da-DK", pages: int = 12) -> bytes:
    """A document that says it is tagged, with title, language and outline."""

    def edit(pdf: Pdf) -> None:
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        pdf.Root.Lang = String(language)
        pdf.docinfo[Name.Title] = String(title)
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("Forord", 0))
            outline.root[0].children.append(OutlineItem("Tak", pages - 1))

    return with_text(pages, edit=edit)


def repeated(block: bytes, times: int) -> bytes:
    """Pack a block many times over in little time: packed once, copied as packed."""
    packer = zlib.compressobj(9)
    once = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return once[:2] + once[2:] * times + packer.flush()


def picture(width: int, height: int, color: bool = True) -> bytes:
    """A page that is one picture of a size, its data all zeros and packed small."""
    pdf = pikepdf.new()
    page = add_page(pdf, content=b"q 595 0 0 842 0 0 cm /I Do Q")
    rows = 1000 if height % 1000 == 0 else 1
    data = repeated(bytes(width * rows * (3 if color else 1)), height // rows)
    image = pikepdf.Stream(pdf, b"")
    image.update(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": width,
            "/Height": height,
            "/BitsPerComponent": 8,
            "/ColorSpace": Name.DeviceRGB if color else Name.DeviceGray,
        }
    )
    image.write(data, filter=Name.FlateDecode)
    page.Resources.XObject = Dictionary(I=pdf.make_indirect(image))
    return saved(pdf, compress_streams=False)


def form_bomb(depth: int = 12, width: int = 10) -> bytes:
    """A few kB whose forms use forms that use forms: width to the power of depth drawings."""
    pdf = pikepdf.new()
    page = add_page(pdf, [WORDS], content=b"/X Do")
    inner = pikepdf.Stream(pdf, b"BT /F 9 Tf (a) Tj ET 0 0 10 10 re f")
    inner.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 850])})
    inner.Resources = page.Resources
    for _ in range(depth):
        outer = pikepdf.Stream(pdf, b"/X Do " * width)
        outer.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 850])})
        outer.Resources = Dictionary(XObject=Dictionary(X=pdf.make_indirect(inner)))
        inner = outer
    page.Resources.XObject = Dictionary(X=pdf.make_indirect(inner))
    return saved(pdf)


def unpacking_bomb(megabytes: int = 2000) -> bytes:
    """A page whose content is packed small and unpacks to very much."""
    pdf = pikepdf.new()
    page = add_page(pdf)
    stream = pikepdf.Stream(pdf, b"")
    stream.write(repeated(b"0 0 1 1 re f\n" * 80_000, megabytes), filter=Name.FlateDecode)
    page.Contents = pdf.make_indirect(stream)
    return saved(pdf, compress_streams=False)


def looping_outline() -> bytes:
    """An outline whose entries follow each other in a circle and are their own children."""

    def edit(pdf: Pdf) -> None:
        first, second = (pdf.make_indirect(Dictionary(Title=String(name))) for name in ("Første", "Anden"))
        root = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=first, Last=second, Count=2))
        first.Next, second.Next = second, first
        first.First, second.First = second, root
        first.Parent = second.Parent = root
        pdf.Root.Outlines = root

    return with_text(2, edit=edit)


def locked(user: str = "", owner: str = "hemmelig", **allowed: bool) -> bytes:
    """A document with passwords; without one for the user it opens, and holds to `allowed`."""
    pdf = pikepdf.open(io.BytesIO(with_text()))
    permissions = pikepdf.Permissions(**allowed)
    return saved(pdf, encryption=pikepdf.Encryption(user=user, owner=owner, allow=permissions))


def without_pages() -> bytes:
    """A whole document that has no page."""
    return saved(pikepdf.new())


def scanned() -> bytes:
    """A page that is a picture."""
    return picture(60, 80)
