"""Measure how long a 60-page report takes to be ready: facts, text, cover and one image of each page.

    .venv/bin/python bench/read_report.py [--pages 60] [--runs 3] [--photos]

The report is made from the sample report's pages; --photos puts a large photograph-like picture on each page.
"""

import argparse
import io
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from publications.pdf import sandbox, values  # noqa: E402

SAMPLE = ROOT / "home/initial/media/aarsskrift-2016.pdf"
GOAL = 8.0
PHOTO = (2400, 1600)


def photo_like(seed: int) -> bytes:
    """Return a JPEG with large shapes and fine grain, about as heavy as a photograph of its size."""
    from PIL import Image, ImageChops

    shapes = Image.effect_mandelbrot(PHOTO, (-2 + seed / 100, -1.2, 1, 1.2), 60).convert("RGB")
    grain = Image.effect_noise(PHOTO, 40).convert("RGB")
    buffer = io.BytesIO()
    ImageChops.add(shapes, grain, 2).save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def make_report(pages: int, photos: bool) -> bytes:
    """Return a report of so many pages."""
    import pikepdf

    report = pikepdf.new()
    with pikepdf.open(SAMPLE) as sample:
        for number in range(pages):
            report.pages.append(sample.pages[number % len(sample.pages)])
    if photos:
        for number, page in enumerate(report.pages):
            image = pikepdf.Stream(report, photo_like(number))
            image.update(
                {
                    "/Type": pikepdf.Name.XObject,
                    "/Subtype": pikepdf.Name.Image,
                    "/Width": PHOTO[0],
                    "/Height": PHOTO[1],
                    "/BitsPerComponent": 8,
                    "/ColorSpace": pikepdf.Name.DeviceRGB,
                    "/Filter": pikepdf.Name.DCTDecode,
                }
            )
            name = page.add_resource(image, pikepdf.Name.XObject)
            page.contents_add(b"q 480 0 0 320 57 400 cm %s Do Q" % str(name).encode())
    buffer = io.BytesIO()
    report.save(buffer)
    return buffer.getvalue()


def measure(data: bytes, processes: int) -> dict[str, float]:
    """Take a report; return seconds for each step, and the weight in bytes of its heaviest phone image."""
    took: dict[str, float] = {}
    weights: list[int] = []
    file = io.BytesIO(data)

    def step(name: str, since: float) -> float:
        took[name] = time.monotonic() - since
        return time.monotonic()

    since = time.monotonic()
    numbers = [page.number for page in sandbox.read(file).pages]
    since = step("facts and text", since)
    sandbox.draw(file, [1], lambda image: None, widths=(values.COVER_WIDTH,))
    since = step("cover", since)
    phone = (values.PHONE_WIDTH,)
    sandbox.draw(file, numbers, lambda image: weights.append(len(image.data)), widths=phone, processes=processes)
    since = step(f"{phone[0]} px", since)
    took["ready"] = sum(took.values())
    sandbox.draw(file, numbers, lambda image: None, widths=(values.WIDE_WIDTH,), processes=processes)
    step(f"then {values.WIDE_WIDTH} px", since)
    took["heaviest"] = max(weights)
    return took


def main() -> int:
    """Print the median of some runs, with one process and with two; return 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--photos", action="store_true", help="with a large picture on each page")
    options = parser.parse_args()
    data = make_report(options.pages, options.photos)
    print(f"{options.pages} pages, {len(data) / 1e6:.1f} MB, {os.cpu_count()} cores, median of {options.runs}")
    medians = {}
    for processes in (1, sandbox.PROCESSES):
        runs = [measure(data, processes) for _ in range(options.runs)]
        medians[processes] = median = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
        heaviest = median.pop("heaviest")
        line = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in median.items())
        print(f"{processes} process{'es' if processes > 1 else ''}: {line}; heaviest {heaviest / 1000:.0f} kB")
    ready = medians[sandbox.PROCESSES]["ready"]
    print(f"{sandbox.PROCESSES} processes to 1: {ready / medians[1]['ready']:.2f} of the time")
    print(f"ready in {ready / GOAL:.2f} of the {GOAL:.0f} s allowed, {ready / options.pages * 1000:.0f} ms a page")
    return 0 if ready <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
