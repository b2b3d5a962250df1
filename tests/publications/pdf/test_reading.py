"""What is read from good and odd PDFs, and drawn."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from pikepdf import Array, Name, Pdf, String
from PIL import Image

from publications.pdf import sandbox, values
from publications.pdf.values import Bookmark
from tests.publications.pdf import samples
from tests.publications.pdf.helpers import draw, read

REPORT = settings.BASE_DIR / "home/initial/media/aarsskrift-2016.pdf"


def test_a_good_report_gives_facts_text_and_contents() -> None:
    seen: list[tuple[int, int]] = []
    with REPORT.open("rb") as file:
        reading = sandbox.read(file, on_page=lambda done, of: seen.append((done, of)))
    assert (reading.title, reading.language, reading.size) == ("Årsskrift 2016", "da", REPORT.stat().st_size)
    assert reading.tagged and reading.has_text and not reading.locked
    assert reading.outline[2] == Bookmark("Forord", 1, 3) and max(one.level for one in reading.outline) == 2
    assert [page.number for page in reading.pages] == list(range(1, 15))
    assert seen == [(done, 14) for done in range(1, 15)]
    assert "Nogen skal møde op, sige det højt og blive ved." in reading.pages[2].text
    assert reading.pages[2].text.startswith("Forord\n\n")


def test_each_page_is_drawn_once_in_each_width_and_light_enough() -> None:
    images = draw(REPORT.read_bytes(), range(1, 15), values.WIDTHS)
    assert set(images) == {(page, width) for page in range(1, 15) for width in values.WIDTHS}
    for image in images.values():
        assert len(image.data) <= values.IMAGE_BYTES
        with Image.open(io.BytesIO(image.data)) as opened:
            assert (opened.format, opened.size) == ("WEBP", (image.width, image.height))
    assert (images[1, 480].width, images[1, 480].height) == (480, 679)


def test_drawing_goes_on_with_the_pages_that_are_missing_and_gives_the_same() -> None:
    class Stopped(Exception):
        pass

    kept: dict[int, bytes] = {}

    def keep(image: values.PageImage) -> None:
        if len(kept) == 3:
            raise Stopped
        kept[image.page] = image.data

    with REPORT.open("rb") as file:
        with pytest.raises(Stopped):
            sandbox.draw(file, range(1, 7), keep)
        missing = [page for page in range(1, 7) if page not in kept]
        assert len(missing) == 3
        sandbox.draw(file, missing, lambda image: kept.update({image.page: image.data}), processes=1)
    whole = draw(REPORT.read_bytes(), range(1, 7))
    assert kept == {page: image.data for (page, _width), image in whole.items()}


def test_nothing_asked_for_starts_nothing_and_nonsense_is_refused() -> None:
    assert draw(samples.with_text(), []) == {}
    for pages, widths in (([0], [480]), ([1], [0]), ([1], [10**6])):
        with pytest.raises(ValueError, match="pages count from 1"):
            draw(samples.with_text(), pages, widths)


def test_untagged_and_scanned_files_are_read_and_said_to_be_so() -> None:
    plain = read(samples.with_text())
    assert not plain.tagged and plain.has_text and (plain.title, plain.language) == ("", "")
    scanned = read(samples.scanned())
    assert not scanned.has_text and scanned.pages_without_text == (1,)


def test_a_file_that_limits_its_readers_is_read_and_said_to_be_locked() -> None:
    reading = read(samples.locked(extract=False))
    assert reading.locked and reading.has_text


def test_odd_titles_become_one_clean_line() -> None:
    def edit(pdf: Pdf) -> None:
        pdf.docinfo[Name.Title] = String("Års\0skrift\n\u202e2016\ud7ff" + "x" * 1000)
        pdf.Root.Lang = String("da\0\n<script>")

    reading = read(samples.with_text(edit=edit))
    assert reading.title.startswith("Års") and len(reading.title) <= values.TITLE_CHARACTERS
    assert not set("\0\n\u202e") & set(reading.title)
    assert reading.language == ""


def test_an_outline_that_runs_in_circles_ends() -> None:
    assert {entry.title for entry in read(samples.looping_outline()).outline} == {"Første", "Anden"}


def test_words_divided_at_line_ends_are_whole_again() -> None:
    lines = ["Der er interesse-", "varetagelse og børne-", "og ungearbejde i EU-", "projekter."]
    assert read(samples.with_text(lines=lines)).pages[0].text == (
        "Der er interessevaretagelse og børne- og ungearbejde i EU-projekter."
    )


@pytest.mark.parametrize("box", [(1e7, 1e7), (14400, 2), (2, 14400), (0.001, 0.001), (0, 0), (-5, 7)])
def test_pages_of_any_size_are_drawn_in_a_size_that_can_be_shown(box: tuple[float, float]) -> None:
    def edit(pdf: Pdf) -> None:
        pdf.pages[0].MediaBox = Array([0, 0, *box])

    data = samples.with_text(edit=edit)
    page = read(data).pages[0]
    assert page.width > 0 and page.height > 0
    image = draw(data)[1, 480]
    assert 1 <= image.width <= 480 and 1 <= image.height <= 480 * values.LONGEST_RATIO


def test_a_noisy_page_keeps_to_its_weight() -> None:
    pdf = pikepdf.open(io.BytesIO(samples.picture(600, 800)))
    pdf.pages[0].Resources.XObject.I.write(os.urandom(600 * 800 * 3))
    images = draw(samples.saved(pdf), widths=(480, 960, values.COVER_WIDTH))
    assert len(images[1, 480].data) <= values.IMAGE_BYTES and len(images[1, 960].data) <= values.IMAGE_BYTES
    assert len(images[1, values.COVER_WIDTH].data) <= 3 * values.IMAGE_BYTES


def test_the_name_of_a_file_plays_no_part(tmp_path: Path) -> None:
    for name in ("års skrift æøå.pdf", "-rf *;$(x)\n.pdf", "ikke.html"):
        path = tmp_path / name
        path.write_bytes(samples.with_text())
        with path.open("rb") as file:
            assert read(file.read()).pages == sandbox.read(file).pages


def test_the_confined_process_needs_nothing_of_the_site() -> None:
    script = "import sys, publications.pdf.reading, publications.pdf.child; sys.exit('django' in sys.modules)"
    assert subprocess.call([sys.executable, "-c", script], cwd=settings.BASE_DIR) == 0
