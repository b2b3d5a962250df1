"""PDFs with bytes changed by chance are read or refused, nothing else; so is what a process may say."""

import contextlib
import random
import subprocess
import sys
from typing import Any

from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from publications.pdf.messages import Collected, MessageBroken, image_of, parse
from publications.pdf.refused import PdfRefused
from publications.pdf.values import Reading
from tests.publications.pdf import samples
from tests.publications.pdf.helpers import CODES, check_sentence, draw, read
from tests.publications.pdf.many import mutant

SMALL = samples.tagged(pages=2)
MANY = 600

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=6,
)


@bounds(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_a_changed_file_is_read_or_refused_in_a_sentence(seed: int) -> None:
    data = mutant(SMALL, random.Random(seed))  # noqa: S311
    try:
        reading = read(data)
        assert 1 <= len(draw(data, [page.number for page in reading.pages[:2]], (60,))) <= 2
    except PdfRefused as refused:
        assert refused.code in CODES
        check_sentence(refused)


def test_hundreds_of_changed_files_do_no_harm_to_one_process() -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tests.publications.pdf.many", "16", str(MANY)],
        input=SMALL,
        capture_output=True,
        cwd=settings.BASE_DIR,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    were_read, were_refused = map(int, done.stdout.split())
    assert were_read + were_refused == MANY
    assert were_read and were_refused


@given(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["facts", "page", "image", "end"])},
        optional={
            name: anything for name in ("title", "language", "tagged", "locked", "pages", "outline", "number", "text")
        },
    )
)
def test_whatever_a_process_says_is_checked(message: dict[str, Any]) -> None:
    collected = Collected(1000, 1000)
    with contextlib.suppress(MessageBroken):
        collected.add(message)
        assert isinstance(collected.reading(), Reading)
    with contextlib.suppress(MessageBroken):
        image_of(message, b"RIFF0000WEBP")


@given(st.binary(max_size=60))
def test_any_line_is_a_message_or_none(line: bytes) -> None:
    with contextlib.suppress(MessageBroken):
        assert isinstance(parse(line)["kind"], str)
