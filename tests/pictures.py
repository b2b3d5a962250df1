"""Small real files for tests."""

import io

from PIL import Image


def png(width: int = 1200, height: int = 800, colour: str = "#9c3b26") -> bytes:
    """Return a PNG of one colour. On a site that several tests use each needs its own: the admin asks about doubles."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()
