"""A run with a skipped test fails, with one process as with several."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.site import ROOT

CASES = {
    "marked": "import pytest\n@pytest.mark.skip(reason='no server')\ndef test_a(): pass\n",
    "called": "import pytest\ndef test_a(): pytest.skip('no server')\n",
    "whole file": "import pytest\npytest.importorskip('no_such_server')\ndef test_a(): pass\n",
}


def run(folder: Path, source: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest over one file with the plugin and nothing else of this project."""
    (folder / "test_it.py").write_text(source + "\ndef test_b(): pass\n")
    (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, "-p", "tests.plugins.no_skips", *arguments, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("case", CASES)
def test_a_skip_fails_the_run(tmp_path: Path, case: str) -> None:
    done = run(tmp_path, CASES[case])
    assert done.returncode == 1, done.stdout
    assert "skipped, so the run fails" in done.stdout


def test_a_skip_in_a_worker_fails_the_run(tmp_path: Path) -> None:
    done = run(tmp_path, CASES["called"], "-n1")
    assert done.returncode == 1, done.stdout
    assert "no server" in done.stdout


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    done = run(tmp_path, "import pytest\n@pytest.mark.xfail\ndef test_a(): assert False\n")
    assert done.returncode == 0, done.stdout
