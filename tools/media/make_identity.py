"""Draw the icons of the site from static/img/logo.svg, and cut the typeface for the images of shared pages."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from mediakit import SOURCES, draw, static_font
from PIL import Image

ROOT = SOURCES.parents[1]
LOGO = ROOT / "static" / "img" / "logo.svg"
FAVICON = ROOT / "static" / "img" / "favicon.svg"
ICONS = ROOT / "static" / "img" / "icons"
SHARE = ROOT / "core" / "share"

PAPER = "#fbf7f0"
# How much of an icon the mark takes. A maskable icon may lose all but a circle of 80 % (W3C Web App Manifest).
ON_PAPER = 0.7
MASKABLE = 0.54
MARK_ON_SHARED = 132
HEADLINE_WEIGHT = 680


def on_paper(size: int, share: float) -> Image.Image:
    """Return a square icon of `size` pixels: the mark in the middle of opaque paper, `share` of its width."""
    width = round(size * share)
    mark = draw(LOGO.read_text(encoding="utf-8"), width)
    icon = Image.new("RGB", (size, size), PAPER)
    icon.paste(mark, ((size - width) // 2, (size - width) // 2), mark)
    return icon


def save(picture: Image.Image, target: Path) -> None:
    """Write a PNG with few colours, which is all the mark needs, and say how large it is."""
    picture.quantize(32, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")


def main() -> None:
    """Draw every icon, the mark of the shared images, and cut their typeface."""
    ICONS.mkdir(parents=True, exist_ok=True)
    # The icon of tabs stands on light and dark grounds alike, so it has the brick between the two.
    small = [draw(FAVICON.read_text(encoding="utf-8"), size) for size in (16, 32, 48)]
    small[-1].save(ICONS / "favicon.ico", sizes=[picture.size for picture in small], append_images=small[:-1])
    print(f"static/img/icons/favicon.ico: {(ICONS / 'favicon.ico').stat().st_size:,} bytes")
    save(on_paper(180, ON_PAPER), ICONS / "apple-touch-icon.png")
    save(on_paper(192, ON_PAPER), ICONS / "icon-192.png")
    save(on_paper(512, ON_PAPER), ICONS / "icon-512.png")
    save(on_paper(512, MASKABLE), ICONS / "icon-maskable-512.png")
    draw(LOGO.read_text(encoding="utf-8"), MARK_ON_SHARED).save(SHARE / "mark.png", optimize=True)
    with tempfile.TemporaryDirectory() as folder:
        font = static_font(HEADLINE_WEIGHT, Path(folder))
        target = SHARE / "fonts" / font.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(font, target)
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")
    shutil.copyfile(SOURCES / "fonts" / "OFL.txt", SHARE / "fonts" / "OFL.txt")


if __name__ == "__main__":
    main()
