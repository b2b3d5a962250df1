"""An address as a QR code (ISO/IEC 18004): what a phone's camera calls, writes to or opens."""

import io

import segno

CONTENT_TYPE = "image/svg+xml"
# The white around the code that cameras need, in modules.
QUIET_ZONE = 4


def qr_svg(address: str) -> bytes:
    """Return an address (a URI) as an SVG image, dark on white whatever the page's colours; it carries no style.

    Raises segno.DataOverflowError for more than 2,331 bytes, which no address of the site comes near.
    """
    file = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(
        file,
        kind="svg",
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        svgclass=None,
        lineclass=None,
        xmldecl=False,
        nl=False,
        # With a viewBox instead, so that it grows with the place it is shown in.
        omitsize=True,
    )
    return file.getvalue()
