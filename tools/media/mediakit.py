"""What the media generators share: folders, type, and drawing SVG to small PNG files."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import resvg_py
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from PIL import Image

SOURCES = Path(__file__).resolve().parent
OUTPUT = SOURCES.parents[1] / "home" / "initial" / "media"
PICTURES = OUTPUT / "pictures"
TYPEFACE = SOURCES / "fonts" / "atkinson-next.woff2"

PNG_LIMIT = 150_000


def fail(message: str) -> NoReturn:
    """Print one line for the operator and end the program with exit status 1."""
    print(message, file=sys.stderr)
    raise SystemExit(1)


def draw(svg: str, width: int, fonts: Sequence[Path] = ()) -> Image.Image:
    """Return the SVG source `svg` drawn `width` pixels wide, with transparency; its text uses only `fonts`.

    Raises ValueError if `svg` cannot be drawn.
    """
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, width=width, skip_system_fonts=True, font_files=[str(font) for font in fonts]
    )
    return Image.open(io.BytesIO(bytes(drawn))).convert("RGBA")


def save_small_png(picture: Image.Image, target: Path, colours: int = 256) -> int:
    """Write `picture` to `target` as a palette PNG of at most `colours` colours and return its size in bytes.

    Ends the program when the file is larger than the initial content allows.
    """
    # Flat fills gain nothing from dithering: it only adds noise that PNG cannot compress.
    # Without the k-means step the median cut moves large fills off their own colour.
    palette = picture.convert("RGB").quantize(
        colours, method=Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    palette.save(target, optimize=True)
    size = target.stat().st_size
    if size > PNG_LIMIT:
        fail(f"{target.name} is {size:,} bytes; the limit is {PNG_LIMIT:,}.")
    return size


def static_font(weight: int, folder: Path) -> Path:
    """Cut the variable typeface at `weight` (400 to 700), write it to `folder` as TrueType, return its path.

    PDF readers and FreeType show a variable font at its default weight, so each weight is cut before use.
    """
    font = TTFont(TYPEFACE, recalcTimestamp=False)
    font = instancer.instantiateVariableFont(font, {"wght": weight})
    font.flavor = None
    path = folder / f"atkinson-next-{weight}.ttf"
    font.save(path)
    return path
