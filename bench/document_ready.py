"""Measure how long a 60-page report takes from stored file to a reader that visitors can open, database and all.

    .venv/bin/python bench/document_ready.py [--pages 60] [--runs 3] [--photos]

Runs the worker's own task in a data folder of its own, and compares it with reading alone (bench/read_report.py).
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from read_report import GOAL, make_report, measure  # noqa: E402


def ready(data: bytes) -> dict[str, float]:
    """Take a report; return seconds until it is stored, until it can be read, and until finer images are there."""
    from django.core.files.base import ContentFile

    from core.models import SiteDocument
    from publications.models import PdfReading
    from publications.readings import read_document, reading_settled

    since, took = time.monotonic(), {}
    document = SiteDocument.objects.create(title="Bench", file=ContentFile(data, name="bench.pdf"))
    took["stored"] = time.monotonic() - since

    def note(reading: PdfReading, **kwargs: object) -> None:
        took["ready"] = time.monotonic() - since

    reading_settled.connect(note)
    read_document.call(document.reading.pk)
    reading_settled.disconnect(note)
    took["finer images"] = time.monotonic() - since
    document.reading.refresh_from_db()
    if not document.reading.is_ready:
        raise SystemExit(f"not read: {document.reading.reason}")
    document.delete()
    return took


def main() -> int:
    """Print the median of some runs; return 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--photos", action="store_true", help="with a large picture on each page")
    options = parser.parse_args()
    data = make_report(options.pages, options.photos)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "fællessekretariat.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        runs = [ready(data) for _ in range(options.runs)]
        alone = statistics.median(measure(data, 2)["ready"] for _ in range(options.runs))
    median = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    print(f"{options.pages} pages, {len(data) / 1e6:.1f} MB, {os.cpu_count()} cores, median of {options.runs}")
    print(", ".join(f"{name} {seconds:.2f} s" for name, seconds in median.items()))
    print(f"database and storage: {median['ready'] / alone:.2f} of reading alone ({alone:.2f} s)")
    print(f"ready in {median['ready'] / GOAL:.2f} of the {GOAL:.0f} s allowed")
    return 0 if median["ready"] <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
