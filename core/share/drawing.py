"""Draw the image of a shared page: paper, the headline, the rule with its ear, and the page's own picture."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from core.danish.words import soften

SIZE = (1200, 630)
MARGIN = 64
# Everything stands on a rule, as on the site; the secretariat's name is below it.
RULE = 528
PICTURE_BOX = (456, RULE)
COVER_BOX = (400, RULE - MARGIN)
GAP = 56

PAPER, INK, EDGE = "#fbf7f0", "#14242b", "#d9cfbe"
NAME_SIZE = 34
LARGEST, LARGEST_BESIDE, SMALLEST, STEP = 124, 84, 32, 4
LEADING = 1.08
# The mark stands on the rule; the headline stays above its ear.
ABOVE_MARK = 24
LONGEST = 300
SOFT_HYPHEN = "\u00ad"

_HERE = Path(__file__).resolve().parent
_FONT = str(_HERE / "fonts" / "atkinson-next-680.ttf")
_MISSING = "\uffff"


@lru_cache(maxsize=32)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _drawable(sign: str) -> bool:
    """Whether the typeface has this sign; one it hasn't comes out as an empty box."""
    font = _font(NAME_SIZE)
    return bytes(font.getmask(sign)) != bytes(font.getmask(_MISSING))


def readable(text: str) -> str:
    """Return the text as the typeface can set it, without control signs; "" when letters or digits would be lost."""
    kept = []
    for sign in unicodedata.normalize("NFC", text)[:LONGEST]:
        if sign.isspace():
            kept.append(" ")
        elif sign == SOFT_HYPHEN or unicodedata.category(sign).startswith("C"):
            continue
        elif _drawable(sign):
            kept.append(sign)
        elif unicodedata.category(sign)[0] in "LN":
            return ""
    return " ".join("".join(kept).split())


def wrap(text: str, font: ImageFont.FreeTypeFont, width: int) -> tuple[list[str], bool]:
    """Return the text in lines of at most `width` pixels, and whether every word broke where Danish lets it.

    Words break at the soft hyphens of the known compounds; one without them is cut where the line ends.
    """
    lines: list[str] = []
    well = True
    line = ""
    for word in soften(text).split():
        whole = word.replace(SOFT_HYPHEN, "")
        start = f"{line} " if line else ""
        if font.getlength(start + whole) <= width:
            line = start + whole
            continue
        if line:
            lines.append(line)
        line = whole
        if font.getlength(whole) > width:
            *full, line = _break(word, font, width)
            lines += full
            well = well and SOFT_HYPHEN in word and all(part.endswith("-") for part in full)
    return [*lines, line] if line else lines, well


def _break(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return a word that is too wide in pieces: at its soft hyphens, then letter by letter."""
    pieces = [""]
    syllables = word.split(SOFT_HYPHEN)
    for number, syllable in enumerate(syllables):
        hyphen = "-" if number < len(syllables) - 1 else ""
        if font.getlength(pieces[-1] + syllable + hyphen) <= width:
            pieces[-1] += syllable
            continue
        if pieces[-1]:
            pieces[-1] += "-"
            pieces.append("")
        for sign in syllable:
            if pieces[-1] and font.getlength(pieces[-1] + sign + hyphen) > width:
                pieces.append("")
            pieces[-1] += sign
    return pieces


def fit(text: str, width: int, height: int, largest: int) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return the lines of the text and the largest type in which they fill at most `width` × `height` pixels.

    A text too long for the smallest type ends in "…".
    """
    for size in range(largest, SMALLEST - 1, -STEP):
        font = _font(size)
        lines, well = wrap(text, font, width)
        if well and len(lines) * size * LEADING <= height:
            return balance(text, lines, font, width), font
    font = _font(SMALLEST)
    lines, _well = wrap(text, font, width)
    most = int(height // (SMALLEST * LEADING))
    if len(lines) > most:
        last = lines[most - 1]
        while last and font.getlength(f"{last}…") > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip(' ,.;:–-')}…"]
    return lines, font


def balance(text: str, lines: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return the text in as many lines as it has, but as even in length as they can be."""
    for narrower in range(width - 8, width // 2, -8):
        even, well = wrap(text, font, narrower)
        if not well or len(even) > len(lines):
            break
        lines = even
    return lines


def draw(headline: str, site_name: str, picture: Image.Image | None = None, whole: bool = False) -> Image.Image:
    """Return the image, 1200 × 630 pixels.

    Takes the page's headline, the secretariat's name, and the page's picture in the size of PICTURE_BOX, or of
    COVER_BOX when it is shown whole. A headline that the typeface can't set gives way to the name.
    """
    canvas = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(canvas)
    right = SIZE[0] - MARGIN
    if picture is not None:
        right = _put_picture(canvas, pen, picture, whole) - GAP
    with Image.open(_HERE / "mark.png") as mark:
        # The drawing's own air below the gable goes under the rule.
        foot = round(mark.height * 2 / 48)
        top = RULE - mark.height + foot
        canvas.paste(mark, (MARGIN - foot, top), mark)
    pen.rectangle((0, RULE, SIZE[0], RULE + 2), fill=INK)
    name, text = readable(site_name), readable(headline)
    pen.text((MARGIN, (RULE + SIZE[1]) // 2 + 2), name, fill=INK, font=_font(NAME_SIZE), anchor="lm")
    largest = LARGEST if picture is None else LARGEST_BESIDE
    lines, font = fit(text or name, right - MARGIN, top - ABOVE_MARK - MARGIN + 20, largest)
    for number, line in enumerate(lines):
        y = MARGIN - 12 + round(number * font.size * LEADING)
        pen.text((MARGIN - round(font.size * 0.04), y), line, fill=INK, font=font)
    return canvas.quantize(256, dither=Image.Dither.FLOYDSTEINBERG) if picture is not None else canvas


def _put_picture(canvas: Image.Image, pen: ImageDraw.ImageDraw, picture: Image.Image, whole: bool) -> int:
    """Let the picture stand on the rule at the right; return where it begins."""
    if not whole:
        left = SIZE[0] - PICTURE_BOX[0]
        canvas.paste(picture.resize(PICTURE_BOX) if picture.size != PICTURE_BOX else picture, (left, 0))
        return left
    left = SIZE[0] - MARGIN - picture.width
    canvas.paste(picture, (left, RULE - picture.height))
    pen.rectangle((left - 1, RULE - picture.height - 1, left + picture.width, RULE), outline=EDGE)
    return left
