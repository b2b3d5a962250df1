"""Draw the illustrations in tools/media/pictures/ to the PNG files of the initial content."""

from __future__ import annotations

import json
import re

from mediakit import OUTPUT, PICTURES, SOURCES, draw, fail, save_small_png

# Width in the drawing's own units → width in pixels.
PIXEL_WIDTH = {600: 1200, 1200: 1800, 2400: 2400}


def main() -> None:
    """Draw every SVG, then make sure that every picture of the initial content is described."""
    for source in sorted((SOURCES / "pictures").glob("*.svg")):
        svg = source.read_text(encoding="utf-8")
        width = re.match(r'<svg [^>]*? width="(\d+)"', svg)
        units = int(width[1]) if width else 0
        if units not in PIXEL_WIDTH:
            allowed = ", ".join(map(str, PIXEL_WIDTH))
            fail(f"{source.name} is {units} units wide; pictures are {allowed} wide.")
        target = PICTURES / f"{source.stem}.png"
        size = save_small_png(draw(svg, PIXEL_WIDTH[units]), target)
        print(f"{target.name}: {PIXEL_WIDTH[units]} px wide, {size:,} bytes")
    described = set(json.loads((OUTPUT / "pictures.json").read_text(encoding="utf-8")))
    drawn = {path.name for path in PICTURES.glob("*.png")}
    if missing := sorted(drawn - described):
        fail(f"pictures.json has no description of {', '.join(missing)}.")


if __name__ == "__main__":
    main()
